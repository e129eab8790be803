"""Named fields -> a document: what JSON, tables and the like have in common.

Names are compared by their letters and digits in lower case, so that "Full Text", "full_text" and
"fullText" are one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.readers.assemble import clean
from indexer.readers.field_paths import FieldPaths, plain_key
from indexer.readers.metadata import FIELDS
from indexer.readers.raw import Origin, RawDocument

TEXT_KEYS = (
    "text", "body", "content", "articletext", "fulltext", "maintext", "bodytext", "article"
)  # fmt: skip
"""Names of the article's text; the first that holds words counts."""

INNER = ("metadata", "_source", "fields")
"""Names of objects in a record whose fields are those of the record."""

ID_KEYS = ("id", "articleid", "uuid", "guid")

_NAMES: Mapping[str, tuple[str, ...]] = {**FIELDS, "text": TEXT_KEYS, "id": ID_KEYS}
_NO_TEXT = 'no text; name it "text" or "body", or say where it is with --field text=PATH'
_LONGEST_ID = 200
_CHOSEN = "--field {}"  # the rule of a field whose place the user named
_MARKUP = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|figure|section|article)>"
    r"|<(?:p|br|br ?/)>",
    re.IGNORECASE,
)


class FieldsError(ValueError):
    """The fields are not an article; the message says why."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a record states.

    Attributes:
        values: Under plain names.
        rules: For each field whose place the user named, the rule that gave it.
    """

    values: Mapping[str, object]
    rules: Mapping[str, str] = field(default_factory=dict)


def plain_keys(names: Iterable[str]) -> list[str]:
    """Several names by their letters and digits in lower case."""
    return [plain_key(name) for name in names]


def read_fields(record: Mapping[str, object], paths: FieldPaths) -> Fields:
    """The fields of an object under their plain names, the first of equal names counts.

    An object under a name of `INNER` counts as part of the record: there retrieval collections keep
    everything but title and text, and search engines and interfaces of newspapers the article.

    Args:
        record: The object.
        paths: Where it keeps fields that have no usual name.
    """
    whole = record
    for name in INNER:
        inner = record.get(name)
        if isinstance(inner, Mapping):
            whole = {**inner, **whole}
    values: dict[str, object] = {}
    for key, item in whole.items():
        values.setdefault(plain_key(str(key)), item)
    return with_chosen(values, paths.of(record), paths)


def with_chosen(
    values: Mapping[str, object], chosen: Mapping[str, object], paths: FieldPaths
) -> Fields:
    """Fields under plain names, with those whose place was named before all others."""
    if not chosen:
        return Fields(values)
    others = {key for name in chosen for key in _NAMES[name]}
    return Fields(
        {**{key: value for key, value in values.items() if key not in others}, **chosen},
        {name: _CHOSEN.format(paths.paths[name]) for name in chosen},
    )


def record_of(fields: Fields) -> str | None:
    """The document's own id, or None."""
    for key in ID_KEYS:
        value = fields.values.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            record = clean(" ".join(str(value)[:_LONGEST_ID].split()))[0]
            if record:
                return record
    return None


def has_text(fields: Fields) -> bool:
    """Whether an object has a field for the article's text."""
    return not fields.values.keys().isdisjoint(TEXT_KEYS)


def document_of(fields: Fields, origin: Origin, rule: str, notes: Mapping[str, str]) -> RawDocument:
    """The document that the fields state; markup in its text becomes paragraphs.

    Args:
        fields: What the record states.
        origin: Where it is in its file.
        rule: What its metadata is from, for the reader ("json field").
        notes: What reading the file had to do.

    Raises:
        FieldsError: If there is no text.
    """
    words = [_words(fields.values[key]) for key in TEXT_KEYS if key in fields.values]
    text = next((text for text in words if text and text.strip()), None)
    if text is None:
        is_there = any(text is not None for text in words)
        raise FieldsError("empty: its text has no words" if is_there else _NO_TEXT)
    values = fields.values
    if _MARKUP.search(text):
        from indexer.readers.html.plain import text_of_page  # which plain texts do without

        text = text_of_page(text.encode("utf-8", "replace"), "utf-8")
        if not text:
            raise FieldsError("empty: its text has no words")
        values = {key: _unescaped(value) for key, value in values.items()}
    return RawDocument(text, values, rule, origin, notes, is_whole_file=False, rules=fields.rules)


def _words(value: object) -> str | None:
    """A text, or a list of paragraphs as one text; None for anything else."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else None


def _unescaped(value: object) -> object:
    return html.unescape(value) if isinstance(value, str) and "&" in value else value
