"""NITF, the XML of news agencies and press archives -> its articles.

One file holds one article, or an envelope (NewsML) with several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.record_names import RecordNames
from indexer.readers.source import source_name

RULE = "NITF"

_NITF = re.compile(rb"<(?:\w+:)?nitf[\s>]", re.IGNORECASE)
_HEAD, _TAIL = 2**16, 2**12  # bytes
_NOT_TEXT = frozenset(["media", "media-caption", "media-reference", "media-producer", "nitf-table"])
_PARAGRAPHS = frozenset(["p", "hl2", "li", "bq", "dt", "dd", "pre", "fn"])
_LEADS = ("lead_paragraph", "online_lead_paragraph")  # say again what the full text says
_LONGEST_RECORD = 200


def is_nitf(data: bytes) -> bool:
    """Whether XML is an article of NITF, or an envelope around some."""
    return _NITF.search(data, 0, _HEAD) is not None


def nitf_articles(path: Path, data: bytes) -> Iterator[RawDocument | ReadFailure]:
    """The articles of a file in order. Nothing is fetched, and no entity is expanded.

    Args:
        path: The file.
        data: What it holds.

    Raises:
        CorpusError: If it is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CorpusError(path, f"not XML: {error}") from error
    if root is None:
        raise CorpusError(path, "not XML: there is no element in it")
    name, names = source_name(path), RecordNames(path)
    articles = [one for one in root.iter(etree.Element) if _name(one) == "nitf"]
    for number, article in enumerate(articles, start=1):
        own = _attribute(article, "doc-id", "id-string") or str(number)
        record = names.unique(own[:_LONGEST_RECORD], number) if len(articles) > 1 else ""
        text = "\n\n".join(_paragraphs(article))
        if not text:
            yield ReadFailure(name, record, 0, "empty: the article has no text")
            continue
        yield RawDocument(
            text, _fields(article), RULE, Origin(record, 0),
            is_whole_file=len(articles) == 1, has_header_lines=False,
        )  # fmt: skip
    if not _is_closed(data, _name(root)):
        yield ReadFailure(name, "", 0, "the file ends too soon; its text may be cut")


def _is_closed(data: bytes, name: str) -> bool:
    """Whether XML ends with the end of its outermost element."""
    end = rb"</(?:[\w.-]+:)?" + re.escape(name.encode()) + rb"\s*>\s*(?:<!--.*?-->\s*)*\Z"
    return re.search(end, data[-_TAIL:], re.IGNORECASE | re.DOTALL) is not None


def _fields(article: etree._Element) -> dict[str, object]:
    hedline = _first(article, "hedline")
    title = _text(_first(article if hedline is None else hedline, "hl1")) or _text(hedline)
    bylines = [one for one in article.iter(etree.Element) if _name(one) == "byline"]
    printed = [one for one in bylines if one.get("class") != "normalized_byline"]
    byline = next(iter([*printed, *bylines]), None)
    person = None if byline is None else _first(byline, "person")
    fields = {
        "title": title or _text(_first(article, "title")),
        "author": _text(person) or _text(byline),
        "date": _attribute(article, "pubdata", "date.publication")
        or _attribute(article, "date.release", "norm")
        or _attribute(article, "date.issue", "norm"),
        "source": _attribute(article, "pubdata", "name")
        or _text(_first(article, "distributor"))
        or _attribute(article, "doc.copyright", "holder"),
        "url": _attribute(article, "pubdata", "ex-ref"),
        "section": _attribute(article, "pubdata", "position.section"),
        "language": article.get("{http://www.w3.org/XML/1998/namespace}lang"),
    }
    return {key: value for key, value in fields.items() if value}


def _paragraphs(article: etree._Element) -> Iterator[str]:
    """The paragraphs of the text, each as one line."""
    bodies = [one for one in article.iter(etree.Element) if _name(one) == "body.content"]
    for body in bodies:
        blocks = [one for one in body.iter(etree.Element) if _name(one) == "block"]
        has_whole = any(one.get("class") == "full_text" for one in blocks)
        left_out = {one for one in blocks if has_whole and one.get("class") in _LEADS}
        left_out |= {one for one in body.iter(etree.Element) if _name(one) in _NOT_TEXT}
        pending = [body]
        found = False
        while pending:
            element = pending.pop()
            if element in left_out:
                continue
            if _name(element) in _PARAGRAPHS:
                if words := _text(element):
                    found = True
                    yield words
            else:
                pending += reversed([one for one in element if isinstance(one.tag, str)])
        if not found and not left_out and (words := _text(body)):
            yield words


def _first(element: etree._Element, name: str) -> etree._Element | None:
    return next((one for one in element.iter(etree.Element) if _name(one) == name), None)


def _attribute(element: etree._Element, name: str, attribute: str) -> str | None:
    found = _first(element, name)
    return None if found is None else found.get(attribute)


def _name(element: etree._Element) -> str:
    """The name of an element in small letters, without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _text(element: etree._Element | None) -> str:
    """The words of an element as one line."""
    if element is None:
        return ""
    return " ".join("".join(map(str, element.itertext())).split())
