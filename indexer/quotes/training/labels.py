"""Annotated articles -> decisions with known outcomes. Training only.

An annotated article is a JSON object with `text`, `title` and `quotes`; a quote has `start`,
`end`, `source_start`, `source_end`, `source_head_start`, `source_head_end` (None without a
source), `source_text`, `canonical` (full name, list of names, or None) and `canonical_method`;
`ignored` are spans that count neither way.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.quotes.article import Article, analyse
from indexer.quotes.attribution import Attribution, attribute
from indexer.quotes.log_linear import LogLinear
from indexer.quotes.marks.context import is_said
from indexer.quotes.marks.shape import count_words, odd_ones
from indexer.quotes.marks.span_features import describe, is_certain, source_score_feature
from indexer.quotes.marks.spans import QuotationSpan, find_quotation_spans
from indexer.quotes.mentions.mention import PERSONAL, Mention
from indexer.quotes.people.descriptions import phrase_fit
from indexer.quotes.people.names import surname_key, without_suffix
from indexer.quotes.people.person import Person
from indexer.quotes.speakers.history import PreviousAttribution
from indexer.quotes.training.fitting import Decision
from indexer.quotes.training.right_names import Gold, is_right_person, is_told, names_of, reliance
from indexer.text.paragraphs import split_paragraphs

# How much a person is described by a phrase: title or role, and its other words. Without the
# role only somebody of whom all else holds comes into question.
_FITS = {"title": 3, "role": 2, "+": 8, "o": 5, "-": 5, "~": 4, "0": 3, "x": 0}
_WITHOUT_ROLE = {"+": 1}
# How much "nobody" counts for a phrase whose role the article gives to nobody: often somebody well
# known is meant.
_NO_ROLE = 0.3
_MIN_WORDS = 3
_TRIMMED = " \t\n\r\xa0“”\"'‘’`«».,;:!?…—–-()[]"


def quotation_decisions(
    number: int, article: Gold, sources: LogLinear, speakers: LogLinear
) -> list[Decision]:
    """For each marked stretch of three words or more that leaves a doubt: is it a quotation?

    Args:
        number: The article's.
        article: The annotated article.
        sources: A ranker that has not seen it.
        speakers: Another one.
    """
    text = article["text"]
    paragraphs = split_paragraphs(text)
    spans = find_quotation_spans(text, paragraphs)
    long = [one for one in spans if count_words(one.inner.of(text)) >= _MIN_WORDS]
    odd = dict(zip((one.outer for one in spans), odd_ones(text, spans), strict=True))
    attributions = attribute(
        analyse(text, article.get("title"), paragraphs, long), sources, speakers
    )
    gold = {_trimmed(text, one["start"], one["end"]) for one in article["quotes"]}
    ignored = [(one["start"], one["end"]) for one in article.get("ignored", ())]
    decisions = []
    for one, attribution in zip(long, attributions, strict=True):
        if any(start < one.outer.end and one.outer.start < end for start, end in ignored):
            continue
        said = is_said(text, one)
        if is_certain(text, one, said=said):
            continue
        is_gold = _trimmed(text, *one.inner) in gold
        features = describe(text, one, said=said, is_odd=odd[one.outer])
        features.append(source_score_feature(attribution.source_score))
        decisions.append(Decision(number, [features, []], [is_gold, not is_gold]))
    return decisions


def prepare(article: Gold) -> tuple[Article, list[Gold]]:
    """An article analysed with exactly its annotated quotes, and these in the same order."""
    text = article["text"]
    gold = {_trimmed(text, one["start"], one["end"]): one for one in article["quotes"]}
    kept: list[QuotationSpan] = []
    quotes: list[Gold] = []
    paragraphs = split_paragraphs(text)
    for one in find_quotation_spans(text, paragraphs):
        found = gold.get(_trimmed(text, *one.inner))
        if found is not None:
            kept.append(one)
            quotes.append(found)
    return analyse(text, article.get("title"), paragraphs, kept), quotes


def attribution_decisions(
    number: int,
    prepared: Article,
    quotes: Sequence[Gold],
    decided: Sequence[Attribution] | None = None,
    weight: float = 1.0,
) -> tuple[list[Decision], list[Decision]]:
    """The choices of source and of speaker for an article's quotes.

    Args:
        number: The article's.
        prepared: The article with exactly its annotated quotes, see `prepare`.
        quotes: Their annotations, in the same order.
        decided: What rankers that have not seen the article decided. Each choice sees these
            outcomes before it, as it will in use, slips included; without them the right ones.
        weight: How much the choices of a source count.
    """
    sources: list[Decision] = []
    speakers: list[Decision] = []
    history: list[PreviousAttribution] = []
    previous: int | None = None
    for quote, gold in enumerate(quotes):
        candidates = prepared.sources.candidates(quote, previous)
        right = right_sources(prepared, candidates, gold)
        chosen = person = None
        if candidates:
            described = prepared.sources.describe(quote, candidates, previous)
            sources.append(Decision(number, described, [*right, not any(right)], weight))
        if any(right):
            chosen = candidates[right.index(True)]
            decision, person = _speaker_decision(number, prepared, chosen, quote, gold, history)
            if chosen != previous:  # else it stands for whom it stood
                speakers.extend(decision)
        probability = 1.0
        if decided is not None:
            chosen, found, probability = decided[quote][:3]
            person = found.number if found else None
        if chosen is not None:
            history.append(PreviousAttribution(quote, chosen, person, probability))
            previous = chosen
    return sources, speakers


def _speaker_decision(
    number: int,
    prepared: Article,
    mention: int,
    quote: int,
    gold: Gold,
    history: Sequence[PreviousAttribution],
) -> tuple[list[Decision], int | None]:
    """The choice of the speaker, if there is one, and the number of the right person."""
    people = prepared.speakers.candidates(mention, history)
    right = [is_right_person(person, gold) for person in people]
    told = is_told(gold)
    weight = reliance(gold)
    if prepared.speakers.refers_back(prepared.mentions[mention]) and not told:
        right = _matching_role(prepared, prepared.mentions[mention], people)
        weight = _NO_ROLE if right[-1] else weight
    is_unknown = prepared.mentions[mention].kind == PERSONAL and not told
    decisions = []
    if len(people) > 1 and any(right) and not is_unknown and weight:
        described = prepared.speaker_features.describe(mention, quote, people, history)
        decisions.append(Decision(number, described, right, weight))
    named = [one for one, ok in zip(people, right, strict=True) if ok and one is not None]
    if not named and gold["canonical"]:
        named = [one for one in prepared.people.everyone if is_right_person(one, gold)]
    return decisions, named[0].number if named else None


def _matching_role(
    prepared: Article, mention: Mention, people: Sequence[Person | None]
) -> list[bool]:
    """The only person whom the phrase describes: the annotation names nobody for "the governor"."""
    phrase = prepared.speakers.phrase(mention)
    ranks = []
    for person in people:
        match = "no" if person is None else prepared.speakers.role_match(mention, person)
        was_one = person is not None and "former" in person.described - phrase.other
        how = "x" if person is None or was_one else phrase_fit(phrase, person.described)
        ranks.append(_WITHOUT_ROLE.get(how, 0) if match == "no" else _FITS[match] * _FITS[how])
    best = max(ranks)
    if best == 0:
        return [person is None for person in people]
    if ranks.count(best) > 1:
        return [False] * len(people)
    return [rank == best for rank in ranks]


def right_sources(prepared: Article, candidates: Sequence[int], gold: Gold) -> list[bool]:
    """Which candidates are the annotated source: cover its head, else overlap or share a name."""
    if gold["source_start"] is None:
        return [False] * len(candidates)
    mentions = [prepared.mentions[one] for one in candidates]
    spans = [mention.span(prepared.tokens) for mention in mentions]
    for start, end in (
        (gold.get("source_head_start"), gold.get("source_head_end")),
        (gold["source_start"], gold["source_end"]),
    ):
        if start is not None and end is not None:
            right = [span.start < end and start < span.end for span in spans]
            if any(right):
                return _names_if_any(mentions, right) if gold.get("canonical") else right
    return [_shares_name(mention, gold) for mention in mentions]


def _names_if_any(mentions: Sequence[Mention], right: Sequence[bool]) -> list[bool]:
    """Of right mentions the names, if any is one: "Roe", and not "Roe's claim"."""
    names = [ok and one.is_name for one, ok in zip(mentions, right, strict=True)]
    return names if any(names) else list(right)


def _shares_name(mention: Mention, gold: Gold) -> bool:
    if not mention.is_name:
        return False
    key = surname_key(without_suffix(mention.name)[-1])
    return any(key == surname_key(name.split()[-1]) for name in names_of(gold))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end
