"""A raw document and its file -> Document: clean text, metadata by rule, id."""

from __future__ import annotations

import re

from indexer.readers.decoding import normalise_newlines
from indexer.readers.metadata import describe, pick_fields
from indexer.readers.raw import RawDocument
from indexer.readers.source import document_id
from indexer.records import Document
from indexer.text.languages.article import find_language

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def assemble(raw: RawDocument, name: str) -> Document:
    """The document that a format gave, ready to be indexed.

    Args:
        raw: What the format gave.
        name: The file, as `source_name` gives it.
    """
    text, replaced = clean(normalise_newlines(raw.text))
    given = {field: clean(value)[0] for field, value in pick_fields(raw.fields).items()}
    file_name = name.rpartition("/")[2] if raw.is_whole_file else ""
    metadata = describe(
        text,
        given,
        {field: raw.rules.get(field, raw.rule) for field in given},
        file_name=file_name,
        markdown=raw.has_headings,
        has_header_lines=raw.has_header_lines,
    )
    language, rule = find_language(text, metadata.language, metadata.rules.get("language"))
    rules = metadata.rules | ({"language": rule} if rule else {})
    notes = {**raw.notes, "characters": f"{replaced} replaced"} if replaced else raw.notes
    return Document(
        document_id=document_id(name, raw.origin.record),
        path=name,
        text=text,
        record=raw.origin.record,
        line=raw.origin.line,
        title=metadata.title,
        date=metadata.date,
        source=metadata.source,
        author=metadata.author,
        url=metadata.url,
        rules={**rules, **notes},
        context=tuple(sorted({*metadata.context, *raw.headings})),
        language=language,
        section=metadata.section,
        places=raw.origin.places,
    )


def clean(words: str) -> tuple[str, int]:
    """The words with NULs and lone surrogates as U+FFFD, and how many there were.

    Neither can be stored or shown. The number of code points and so all offsets stay the same.
    """
    return _UNSTORABLE.subn("\ufffd", words)
