"""What a reader should know about how a question was read: the notes beside an answer."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.text.languages.names import LANGUAGE_NAMES
from query.match.did_you_mean import notes_on_spellings, notes_on_words
from query.no_hits import exclusions
from query.parse.describe import shortened
from query.parse.filters import contains_words, is_source
from query.parse.tree import Filter, filters_in, sources_named, speakers_named
from query.searcher import Found, Searcher
from query.settings import Settings
from query.undated import notes_on_undated


def notes_on_answer(
    searcher: Searcher, found: Found, settings: Settings, *, answered: bool = True
) -> tuple[str, ...]:
    """All notes on the answer to a question, in the order in which they are shown.

    Args:
        searcher: It found the answer.
        found: What it found.
        settings: How the question was asked.
        answered: Whether the archive seems to answer.

    Raises:
        IndexCorruptError: If a part of the index turns out to be damaged.
    """
    question, spoken = found.understood.question, found.understood.spoken
    notes = [
        *question.notes,
        *notes_on_speakers(searcher, [settings.filters, *filters_in(question.condition)]),
        *notes_on_sources(searcher, [settings.filters, *filters_in(question.condition)]),
        *(searcher.directory.notes_understood(spoken) if spoken else ()),
        *notes_about_nobody(found.understood.unknown),
        *(found.condition.notes if found.condition else ()),
        *notes_on_spellings(found.expanded.spellings),
        *notes_on_words(
            searcher.did_you_mean,
            found.expanded.unknown,
            settings.variants,
            found=bool(found.numbers) and answered,
        ),
        *_notes_on_language(found.foreign, searcher.rows.kind),
        *_notes_on_meaning(found, settings, searcher.rows.kind.removesuffix("s")),
    ]
    notes += notes_on_undated(searcher, settings.filters, question.condition)
    if not found.allowed.any():
        notes += exclusions(searcher, settings.filters, question.condition)
    return tuple(notes)


def notes_on_list(searcher: Searcher, total: int, settings: Settings) -> tuple[str, ...]:
    """All notes on a list by date, in the order in which they are shown.

    Args:
        searcher: It made the list.
        total: How many rows the list has in all.
        settings: How the list was asked for.
    """
    notes = notes_on_speakers(searcher, [settings.filters])
    notes += notes_on_sources(searcher, [settings.filters])
    notes += notes_on_undated(searcher, settings.filters)
    if not total:
        notes += exclusions(searcher, settings.filters, None)
    return tuple(notes)


def notes_on_speakers(searcher: Searcher, filters: Sequence[Filter | None]) -> list[str]:
    """How the names of speakers in filters were understood."""
    named = [one for part in filters for one in speakers_named(part)]
    excluded = [one for part in filters for one in speakers_named(part, excluded=True)]
    if not named and not excluded:
        return []
    return searcher.directory.notes(named) + searcher.directory.notes_excluded(excluded)


def notes_about_nobody(name: str) -> list[str]:
    """A note if the question asks for the words of somebody who is not quoted."""
    return [f"nobody named {shortened(name)!r} is quoted; the quotes are of others"] if name else []


def _notes_on_language(language: str | None, rows: str) -> list[str]:
    """A note if the question is in a language that no article is in."""
    if language is None:
        return []
    name = LANGUAGE_NAMES.get(language, language)
    if rows == "quotes":
        return [f"the question is in {name} and quotes are in English, so meaning alone ranks them"]
    return [f"the question is in {name} and no article is, so meaning alone ranks the {rows}"]


def notes_on_sources(searcher: Searcher, filters: Sequence[Filter | None]) -> list[str]:
    """Which sources a filter means by another name than its own."""
    notes = []
    for named in (one for part in filters for one in sources_named(part)):
        is_meant = is_source(named.words)
        others = [
            name
            for name in searcher.rows.columns.source_names
            if is_meant(name) and not contains_words(name, named.words)
        ]
        if others:
            notes.append(f'source "{shortened(named.words)}" is also {", ".join(others)}')
    return list(dict.fromkeys(notes))


def _notes_on_meaning(found: Found, settings: Settings, row: str) -> list[str]:
    """A note if the filters leave only rows without any word of the question."""
    keyword = found.ranked.keyword
    is_filtered = settings.filters is not None and found.numbers
    if not is_filtered or keyword is None or len(keyword.numbers):
        return []
    return [f"no {row} within the filters has a word of the question; these are nearest in meaning"]
