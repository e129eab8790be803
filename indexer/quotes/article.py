"""One article prepared for the decisions: quotation spans, tokens, mentions, people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.quotes.marks.spans import QuotationSpan
from indexer.quotes.mentions.find import find_mentions
from indexer.quotes.mentions.mention import NOMINAL, Mention
from indexer.quotes.people.name_resolution import resolve_names
from indexer.quotes.people.people import People, find_people
from indexer.quotes.sources.candidates import Sources
from indexer.quotes.speakers.candidates import Speakers
from indexer.quotes.speakers.features import SpeakerFeatures
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.quotes.tokens.tokenize import tokenize
from indexer.records import Span


@dataclass(frozen=True, slots=True)
class Article:
    """What the decisions about an article are made from.

    Attributes:
        text: The article.
        spans: The quotation spans to attribute, in order of the text.
        tokens: The text with each of them as one token.
        mentions: All words that may name a source, in order of the text.
        people: Who is named.
        sources: The candidates for the source of a quote.
        speakers: The candidates for whom a mention stands for.
        speaker_features: What speaks for each of these.
    """

    text: str
    spans: Sequence[QuotationSpan]
    tokens: Tokens
    mentions: Sequence[Mention]
    people: People
    sources: Sources
    speakers: Speakers
    speaker_features: SpeakerFeatures


def analyse(
    text: str, title: str | None, paragraphs: Sequence[Span], spans: Sequence[QuotationSpan]
) -> Article:
    """Prepare an article for attribution.

    Args:
        text: The article.
        title: Its title, or None.
        paragraphs: Its paragraphs, in order.
        spans: The quotation spans to attribute, in order.
    """
    tokens = tokenize(text, paragraphs, [one.outer for one in spans])
    mentions = find_mentions(tokens)
    names = resolve_names(tokens, mentions, _hidden_names(tokens, mentions, spans), title or "")
    people, occurrences = find_people(tokens, names)
    sources = Sources(tokens, people.mentions)
    speakers = Speakers(tokens, people, occurrences)
    features = SpeakerFeatures(speakers)
    return Article(text, spans, tokens, people.mentions, people, sources, speakers, features)


def _hidden_names(
    tokens: Tokens, mentions: Sequence[Mention], spans: Sequence[QuotationSpan]
) -> list[str]:
    """The texts outside of mentions in which names stand: quotes, and some noun phrases."""
    quoted = [one.inner.of(tokens.text) for one in spans]
    # "The Jane Roe campaign"
    phrases = [
        one.span(tokens).of(tokens.text)
        for one in mentions
        if one.kind == NOMINAL and tokens.row.find(tag.NAME, one.first, one.last) >= 0
    ]
    return quoted + phrases
