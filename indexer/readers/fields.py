"""Named fields -> a document: what JSON, tables and the like have in common.

Names are compared by their letters and digits in lower case, so that "Full Text", "full_text" and
"fullText" are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from indexer.readers.assemble import clean
from indexer.readers.raw import Origin, RawDocument

TEXT_KEYS = ("text", "body", "content", "articletext", "fulltext", "maintext", "article")
"""Names of the article's text; the first that holds words counts."""

ID_KEYS = ("id", "articleid", "uuid", "guid")

_LONGEST_ID = 200
_NOT_KEY = re.compile(r"[\W_]+")


class FieldsError(ValueError):
    """The fields are not an article; the message says why."""


def plain_key(name: str) -> str:
    """A name by its letters and digits in lower case."""
    return _NOT_KEY.sub("", name).lower()


def plain_keys(names: Iterable[str]) -> list[str]:
    """The same for each of several names."""
    return [plain_key(name) for name in names]


def plain_fields(record: Mapping[str, object]) -> dict[str, object]:
    """The fields of an object under their plain names, the first of equal names counts.

    An object under "metadata" counts as part of the record: retrieval collections keep everything
    but title and text there.
    """
    metadata = record.get("metadata")
    if isinstance(metadata, Mapping):
        record = {**metadata, **record}
    fields: dict[str, object] = {}
    for key, item in record.items():
        fields.setdefault(plain_key(str(key)), item)
    return fields


def record_of(fields: Mapping[str, object]) -> str | None:
    """The document's own id, or None."""
    for key in ID_KEYS:
        value = fields.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            record = clean(" ".join(str(value)[:_LONGEST_ID].split()))[0]
            if record:
                return record
    return None


def document_of(
    fields: Mapping[str, object], origin: Origin, rule: str, notes: Mapping[str, str]
) -> RawDocument:
    """The document that the fields state.

    Args:
        fields: Under plain names.
        origin: Where it is in its file.
        rule: What its metadata is from, for the reader ("json field").
        notes: What reading the file had to do.

    Raises:
        FieldsError: If there is no text.
    """
    words = (fields[key] for key in TEXT_KEYS if key in fields)
    text = next((text for text in words if isinstance(text, str) and text.strip()), None)
    if text is None:
        has_text = any(isinstance(fields.get(key), str) for key in TEXT_KEYS)
        raise FieldsError(
            "empty: its text has no words" if has_text else 'no text; name it "text" or "body"'
        )
    return RawDocument(text, fields, rule, origin, notes, is_whole_file=False)
