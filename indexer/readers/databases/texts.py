"""Many articles in one text: an export of Nexis or of Factiva."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indexer.readers.databases.exported import Exported
from indexer.readers.databases.factiva import factiva_articles
from indexer.readers.databases.nexis import nexis_articles
from indexer.readers.raw import Origin, RawDocument


def exported_articles(text: str) -> list[Exported]:
    """The articles of an export in order; none if the text is something else."""
    return nexis_articles(text) or factiva_articles(text)


def exported_documents(
    text: str, notes: Mapping[str, str], *, has_lines: bool
) -> Iterator[RawDocument]:
    """The articles of an export, each named by its number; none if the text is something else.

    Args:
        text: The text.
        notes: What reading the file had to do.
        has_lines: Whether the lines of the text are those of the file.
    """
    for number, one in enumerate(exported_articles(text), start=1):
        places = one.places(text) if has_lines else None
        origin = Origin(str(number), places.numbers[0] if places else 0, places)
        yield RawDocument(
            one.words(text), one.fields, one.rule, origin, notes,
            is_whole_file=False, has_header_lines=False,
        )  # fmt: skip
