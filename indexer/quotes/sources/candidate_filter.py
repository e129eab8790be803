"""Which mentions can be the source of a quote at all."""

from __future__ import annotations

from indexer.quotes.lexicon import SAYING, CueClass, cues, words
from indexer.quotes.mentions.mention import NAMES, ORGANISATION, PERSONAL, Mention
from indexer.quotes.noun_classes import SPEAKING_NOUNS, noun_class
from indexer.quotes.people.evidence import LOCATIVES
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_CLOSING, _MARKS = "\"'”’»“‘ ", 4  # what may close a quote, and how much of it
_HEADLINE = 25  # tokens, at most
_PHRASES_REACH = 10
_INSERTION_REACH = 8
_BEFORE_CLAUSES = frozenset((tag.COMMA, tag.CONJUNCTION, tag.COLON, tag.DASH, tag.QUOTE))
_IN_PHRASES = frozenset(
    (
        tag.PREPOSITION,
        tag.DETERMINER,
        tag.NAME,
        tag.WORD,
        tag.NUMBER,
        tag.POSSESSIVE,
        tag.ADVERB,
        tag.AUXILIARY,
        tag.TIME,
    )
)
_LEADING = SAYING | {CueClass.JUDGE}
_BEFORE_VERB = frozenset((tag.ADVERB, tag.AUXILIARY, tag.TIME, tag.POSSESSIVE))
_BEFORE_PLACES = LOCATIVES | {"from"}
# Behind these nobody speaks: "thousands marched through Harbourtown chanting".
_PASSED = frozenset(("through", "across", "near", "outside", "throughout", "into", "toward"))


@rule("candidate-filter", otherwise=True)
def may_be_source(tokens: Tokens, mention: Mention) -> bool:
    """Whether a mention can be a source at all; most noun phrases cannot."""
    if tokens.padded[mention.first - 1] == tag.QUOTE and _is_led_to(tokens, mention):
        return False
    if mention.kind in NAMES:
        is_beside = mention.is_modifier or _heads_report(tokens, mention)
        return not (is_beside or _only_locates(tokens, mention))
    lower = tokens.lowers[mention.first]
    if mention.kind == PERSONAL:
        return lower != "who" or leads_to_cue(tokens, mention.last)
    if noun_class(tokens.lowers[mention.head]) in SPEAKING_NOUNS:
        return True
    return (
        leads_to_cue(tokens, mention.last)
        or (_opens_clause(tokens, mention) and _leads_past_phrases(tokens, mention.last))
        or tokens.padded[mention.first - 1] == tag.CUE
        or tokens.is_according(mention.first)
        or tokens.padded[mention.last] in (tag.COLON, tag.QUOTE)
        or _has_words_on_it(tokens, mention)
    )


def _heads_report(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name only tells where a report comes from: "LAHORE: The mayor said".

    In a headline, "Roe: Spending is Q", it speaks.
    """
    first, last, paragraphs = mention.first, mention.last, tokens.paragraphs
    opens = first == 0 or paragraphs[first - 1] != paragraphs[first]
    if (
        not opens
        or tokens.padded[last] != tag.COLON
        or tokens.padded[last + 1] in (tag.QUOTE, tag.END)
    ):
        return False
    is_place = mention.name[-1].isupper() or mention.name[-1].lower() in words()["places"]
    end = first + _HEADLINE
    return is_place or (end < len(paragraphs) and paragraphs[end] == paragraphs[first])


def _has_words_on_it(tokens: Tokens, mention: Mention) -> bool:
    """Whether a mention is a thing whose words follow: "a sign that read", "a cap, which said"."""
    if tokens.lowers[mention.head] not in words()["inscriptions"]:
        return False
    after = mention.last + (tokens.padded[mention.last] in (tag.COMMA, tag.DASH))
    return tokens.padded_lowers[after] in ("that", "which")


def _is_led_to(tokens: Tokens, mention: Mention) -> bool:
    """Whether a quote's own sentence ends with a mention: "He was “ready to meet” Jane Roe."."""
    if tokens.padded[mention.last] != tag.STOP:
        return False
    end = tokens.ends[mention.first - 1]
    return tokens.text[max(0, end - _MARKS) : end].rstrip(_CLOSING)[-1:].isalnum()


def _only_locates(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name is only a place or a recipient, and does not speak.

    "Experts in Chicago said", "a statement to the Harbour Post".
    """
    at = mention.first - 1
    before = tokens.padded_lowers[at]
    if before == "the":
        at -= 1
        before = tokens.padded_lowers[at]
    if before in _PASSED:
        return True
    if before in _BEFORE_PLACES and tokens.tag(mention.last) == tag.DASH:
        # "Jane Roe - a teacher from Harbourtown - said"
        is_inserted = tag.DASH in tokens.padded[max(at - _INSERTION_REACH, 0) : max(at, 0)]
        if is_inserted and leads_to_cue(tokens, mention.last + 1):
            return True
    if before == "to":
        return tokens.lower(at - 1) in words()["document_heads"]
    is_place = mention.kind == ORGANISATION and mention.name[-1].lower() in words()["places"]
    return is_place and (before in _BEFORE_PLACES or _is_second_place(tokens, mention))


def _is_second_place(tokens: Tokens, mention: Mention) -> bool:
    """Whether a place stands between commas behind another: "Harbour, Ohio, feels"."""
    first, last = mention.first, mention.last
    is_between = tokens.padded[first - 1] == tag.COMMA == tokens.padded[last]
    return is_between and tokens.padded[first - 2] == tag.NAME


def _opens_clause(tokens: Tokens, mention: Mention) -> bool:
    """Whether a mention can be the subject, since it opens its clause."""
    token = mention.first
    return tokens.padded[token - 1] in _BEFORE_CLAUSES or tokens.opens_sentence(token)


def _leads_past_phrases(tokens: Tokens, token: int) -> bool:
    """Whether a reporting word follows after "of the bill", "inside Roe's camp" and the like."""
    # "of the bill", "familiar with the talks", "obtained by the paper"
    if tag.PREPOSITION not in tokens.padded[token : token + 2]:
        return False
    if tokens.padded[token] not in (tag.PREPOSITION, tag.WORD, tag.CUE):
        return False
    token += 1
    for at in range(token, token + _PHRASES_REACH):
        here = tokens.padded[at]
        if here == tag.CUE:
            return cues()[tokens.lowers[at]].group in _LEADING
        if here not in _IN_PHRASES:
            return False
    return False


def leads_to_cue(tokens: Tokens, token: int) -> bool:
    """Whether a reporting word follows, adverbs and auxiliaries passed over."""
    for here in tokens.padded[token : token + 4]:
        if here == tag.CUE:
            return True
        if here not in _BEFORE_VERB:
            return False
    return False
