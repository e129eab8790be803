"""Passages of one story: one of several that say the same, and in which articles it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from indexer.store.catalog.stories.reading import Stories
from indexer.stories.likeness import is_same_passage
from query.hits.copies import Copies, read_copies
from query.rows.rows import Rows

RECENT = 256
"""Passages whose texts are kept while they are compared."""


class SameStory:
    """The stories of the articles of an index.

    A passage is left out only if a better one is shown that says the same in another article of the
    story: an update that says more, or has another figure, stays.

    Args:
        rows: The passages.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._text = lru_cache(maxsize=RECENT)(self._read)

    @cached_property
    def _story_of(self) -> dict[int, int]:
        return Stories(self._rows.catalog).story_of()

    @cached_property
    def _members(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for document, story in self._story_of.items():
            found.setdefault(story, []).append(document)
        return found

    def __bool__(self) -> bool:
        """Whether any two articles tell the same story."""
        return bool(self._story_of)

    def collapsed(self, numbers: Iterable[int]) -> Iterator[int]:
        """Passage numbers in their order, without those that say what an earlier one does.

        Raises:
            IndexCorruptError: If the catalog is damaged; so below.
        """
        if not self:
            yield from numbers
            return
        kept: dict[int, list[tuple[int, int]]] = {}
        for number in numbers:
            document = self._document(number)
            story = self._story_of.get(document)
            if story is None:
                yield number
                continue
            before = kept.setdefault(story, [])
            if not any(
                document != other and is_same_passage(self._text(number), self._text(shown))
                for other, shown in before
            ):
                before.append((document, number))
                yield number

    def copies(self, document: int) -> Copies | None:
        """The other articles of an article's story; None if there is none."""
        story = self._story_of.get(document)
        if story is None:
            return None
        return read_copies(self._rows.catalog, document, self._members[story])

    def _document(self, number: int) -> int:
        return int(self._rows.document_numbers[self._rows.document_of[number]])

    def _read(self, number: int) -> str:
        return next(iter(self._rows.written("text", [number])))
