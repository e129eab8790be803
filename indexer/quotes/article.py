"""One article prepared for the decisions: quotes, token row, mentions, people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.quotes.marks.pairing import QuotationSpan
from indexer.quotes.mentions.find import find_mentions
from indexer.quotes.mentions.mention import NOMINAL, Mention
from indexer.quotes.people.coreference import Occurrences
from indexer.quotes.people.people import People
from indexer.quotes.sources.candidates import Sources
from indexer.quotes.speakers.candidates import Speakers
from indexer.quotes.speakers.features import SpeakerFeatures
from indexer.quotes.tokens.row import NAME, Tokens
from indexer.quotes.tokens.tokenize import tokenize
from indexer.records import Span


@dataclass(frozen=True, slots=True)
class Article:
    """What the decisions about an article are made from."""

    text: str
    spans: list[QuotationSpan]
    tokens: Tokens
    mentions: list[Mention]
    people: People
    sources: Sources
    speakers: Speakers
    speaker_features: SpeakerFeatures


def analyse(
    text: str, title: str | None, paragraphs: Sequence[Span], spans: list[QuotationSpan]
) -> Article:
    """Prepare an article for attribution of the given quotes."""
    tokens = tokenize(text, paragraphs, [one.outer for one in spans])
    mentions = find_mentions(tokens)
    quoted = [one.inner.of(text) for one in spans]
    # A noun phrase may hide a name: "the Jane Roe campaign".
    quoted += [
        one.span(tokens).of(text)
        for one in mentions
        if one.kind == NOMINAL and tokens.row.find(NAME, one.first, one.last) >= 0
    ]
    people = People(tokens, mentions, quoted, title or "")
    occurrences = Occurrences(tokens, mentions, people)
    sources = Sources(tokens, mentions)
    speakers = Speakers(tokens, mentions, people, occurrences)
    return Article(
        text, spans, tokens, mentions, people, sources, speakers, SpeakerFeatures(speakers)
    )
