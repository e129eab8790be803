"""One article prepared for the decisions: quotes, token row, mentions, people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.quotes.marks.pairing import Marked
from indexer.quotes.mentions.find import find_mentions
from indexer.quotes.mentions.mention import NOMINAL, Mention
from indexer.quotes.people.coreference import Occurrences
from indexer.quotes.people.people import People
from indexer.quotes.sources.candidates import Sources
from indexer.quotes.speakers.candidates import Speakers
from indexer.quotes.speakers.features import SpeakerFeatures
from indexer.quotes.tokens.row import NAME, Narrative
from indexer.quotes.tokens.tokenize import read_narrative
from indexer.records import Span


@dataclass(frozen=True, slots=True)
class Article:
    """What the decisions about an article are made from."""

    text: str
    marked: list[Marked]
    narrative: Narrative
    mentions: list[Mention]
    people: People
    sources: Sources
    speakers: Speakers
    speaker_features: SpeakerFeatures


def analyse(
    text: str, title: str | None, paragraphs: Sequence[Span], marked: list[Marked]
) -> Article:
    """Prepare an article for attribution of the given quotes."""
    narrative = read_narrative(text, paragraphs, [one.outer for one in marked])
    mentions = find_mentions(narrative)
    quoted = [one.inner.of(text) for one in marked]
    # A noun phrase may hide a name: "the Jane Roe campaign".
    quoted += [
        one.span(narrative).of(text)
        for one in mentions
        if one.kind == NOMINAL and narrative.row.find(NAME, one.first, one.last) >= 0
    ]
    people = People(narrative, mentions, quoted, title or "")
    occurrences = Occurrences(narrative, mentions, people)
    sources = Sources(narrative, mentions)
    speakers = Speakers(narrative, mentions, people, occurrences)
    return Article(
        text, marked, narrative, mentions, people, sources, speakers, SpeakerFeatures(speakers)
    )
