from __future__ import annotations

from math import inf

import pytest

from indexer.quotes.extractor import QuoteExtractor
from indexer.quotes.log_linear import LogLinear, probabilities
from indexer.quotes.marks.span_features import source_score_feature
from indexer.quotes.noun_classes import noun_class
from indexer.quotes.sources.candidate_filter import may_be_source
from tests.indexer.quotes.sources.test_clauses import analysed


def extractor(**weights: dict[str, float]) -> QuoteExtractor:
    return QuoteExtractor({"is_quotation": {"bias": 1.0}, "source": {}, "speaker": {}, **weights})


@pytest.mark.parametrize(("pull", "mention"), [(0.3, "Omar Haddad"), (2.0, "he")])
def test_of_nearly_equal_mentions_of_one_person_the_name_is_shown(pull, mention):
    text = "Omar Haddad said he felt “very tired of it all.”"

    weights = {"source": {"k:pronFalse": pull, "0": -9.0}, "speaker": {"0:he": -9.0}}
    (quote,) = extractor(**weights).extract(text)

    assert quote.mention.of(text) == mention
    assert quote.speaker == "Omar Haddad"


def test_words_are_a_quotation_only_with_a_source_to_speak_of():
    text = "It was “very late indeed,” said Omar Haddad.\n\nThe sign above it was “no way out.”"

    quotes = extractor(is_quotation={"bias": -0.5, "su:8": 2.0}).extract(text)

    assert [one.parts[0].of(text) for one in quotes] == ["very late indeed,"]


def test_words_that_are_surely_no_quotation_need_no_source():
    text = "The sign, said Omar Haddad, was “no way out.”"

    assert extractor(is_quotation={"bias": -1.5, "su:0": 9.0}).extract(text) == []


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ("“It is late,” said Omar Haddad.", True),
        ("It rained. “Is it late?” Omar Haddad asked.", True),
        ("Because “the last ferry to the islands had left early,” said Omar Haddad.", True),
        ("Because “it is late,” said Omar Haddad.", False),
        ("“Is It Late Already?” claims the top spot.", False),
        ("In the book titled “Why Did The Men In The Village Leave?” Haddad says so.", False),
        ("“Late,” said Omar Haddad.", False),
        ("“It is late.” Omar Haddad said so.", False),
        ("“It is late,” the sign of Omar Haddad.", False),
    ],
)
def test_what_is_plainly_said_is_a_quotation_whatever_it_looks_like(text, is_plain):
    assert bool(extractor(is_quotation={"bias": -9.0}).extract(text)) == is_plain


@pytest.mark.parametrize(
    ("support", "feature"),
    [(-inf, "su:0"), (-3.0, "su:0"), (1.4, "su:0"), (4.5, "su:3"), (99.0, "su:8"), (inf, "su:8")],
)
def test_support_is_told_in_steps(support, feature):
    assert source_score_feature(support) == feature


def test_probabilities_of_scores():
    assert probabilities([]) == []
    assert probabilities([1.0, 1.0]) == [0.5, 0.5]
    assert probabilities([1000.0, 0.0])[0] == pytest.approx(1.0)
    assert LogLinear({"a": 1.0}).probabilities([["a"], ["b"]]) == probabilities([1.0, 0.0])


@pytest.mark.parametrize(
    ("text", "mention", "is_source"),
    [
        ("The drapes were grey. “No,” he said.", "The drapes", False),
        ("The drapes told us “no way out.”", "The drapes", True),
        ("The president was out. “No,” he said.", "The president", True),
        ("Roe aide Omar Haddad said “no way out.”", "Roe", False),
    ],
)
def test_which_mentions_can_be_sources(text, mention, is_source):
    article = analysed(text)
    (one,) = [one for one in article.mentions if one.span(article.tokens).of(text) == mention]

    assert may_be_source(article.tokens, one) is is_source


@pytest.mark.parametrize(
    ("noun", "letter"),
    [("crowd", "a"), ("poll", "d"), ("mayor", "r"), ("trees", "s"), ("sky", "-")],
)
def test_nouns_by_the_list_of_sources_they_are_in(noun, letter):
    assert noun_class(noun) == letter


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Paul Roe left. Ines Duarte felt “very sad.” Omar Haddad came.", {"Ines Duarte"}),
        ("Paul Roe left. It was late. “Why now?” Omar Haddad came.", {"Omar Haddad", "It"}),
        ("Paul Roe left. “Why?” Omar Haddad came.", {"Paul Roe", "Omar Haddad"}),
    ],
)
def test_sources_are_looked_for_outside_of_a_sentence_that_has_no_subject(text, candidates):
    article = analysed(text)
    found = article.sources.candidates(0, None)

    mentions = (article.mentions[one].span(article.tokens) for one in found)
    assert {one.of(text) for one in mentions} == candidates


def test_nobody_is_the_source_where_that_is_likeliest():
    text = "Omar Haddad said he felt “very tired of it all.”"

    (quote,) = extractor(source={"0": 2.0}).extract(text)

    assert quote.mention is None
    assert quote.speaker is None


def test_a_name_that_is_not_likely_enough_is_not_given():
    text = "Omar Haddad met Ines Duarte and felt “very tired of it all.”"

    (quote,) = extractor(source={"0": -1.0}).extract(text)

    assert quote.mention is not None
    assert quote.speaker is None
    assert quote.confidence < 0.6
