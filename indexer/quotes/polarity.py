"""Whether the words of a quote were said, or only denied, asked about or imagined.

"Roe denied that it was Q", "Roe never said Q", "asked whether it was Q", "if Roe says Q": the words
stand between marks, and Roe has not asserted them.
"""

from __future__ import annotations

from typing import NamedTuple

from indexer.quotes.lexicon import SAYING, CueClass, cues, words
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.records import Polarity

_LEADING = SAYING | {CueClass.JUDGE}
_NEGATIONS = frozenset(("not", "never", "nor", "neither"))
_NEITHER = frozenset(("neither", "nor"))
_DENYING = frozenset(("deny", "disavow"))
_IMAGINED = frozenset(("could", "might", "would've"))
_UNREAL = frozenset(("could", "might", "should", "ought"))
# "without saying", "stopped short of calling", "avoided calling", "rather than say"
_AVOIDING = (
    ("without",), ("short", "of"), ("avoided",), ("avoids",), ("avoiding",), ("instead", "of"),
    ("rather", "than"), ("far", "from"), ("neither",), ("against",),
)  # fmt: skip
_AVOIDING_ENDS = frozenset(one[-1] for one in _AVOIDING)
# Before a name: "an account posing as Roe".
_POSING = (
    ("posing", "as"), ("posed", "as"), ("pretending", "to", "be"), ("pretended", "to", "be"),
    ("claiming", "to", "be"), ("impersonating",), ("imitating",), ("mimicking",),
    ("in", "the", "name", "of"), ("impersonator", "of"), ("misquoted",), ("misquoting",),
)  # fmt: skip
_WRONGLY = frozenset(("wrongly", "falsely", "incorrectly", "mistakenly", "erroneously"))
_CONDITIONS = frozenset(("if", "unless", "whether"))
_QUESTIONS = frozenset(("if", "whether"))
_REACH = 60  # tokens before a quote
_DENIAL_REACH = 6  # tokens of "denied that he has ever said"
_BETWEEN_DENIAL = frozenset((tag.ADVERB, tag.AUXILIARY, tag.PRONOUN, tag.CONJUNCTION))
_NOUN_REACH = 5  # tokens of "used the very same words"
_AFTER = 6  # tokens behind a quote: "is simply not true"


class Stance(NamedTuple):
    """How the words of a quote stand to its source.

    Attributes:
        polarity: See `records.Polarity`.
        is_uttered: Whether the source used the words at all: in "Roe denied that it was Q" they
            are in Roe's sentence, in "Roe never said Q" they are not.
    """

    polarity: Polarity
    is_uttered: bool


_SAID = Stance(Polarity.SAID, is_uttered=True)
_NEVER = Stance(Polarity.DENIED, is_uttered=False)


@rule("polarity", otherwise=_SAID)
def stance(tokens: Tokens, quote: int, mention: Mention | None, cue: int | None) -> Stance:
    """How the words of a quote stand to its source, by the reporting word and what negates it.

    Args:
        tokens: The article's token row.
        quote: The quote's number.
        mention: Its source, or None.
        cue: The token of its reporting word, or None.
    """
    token = tokens.quote_tokens[quote]
    cue = _governing_cue(tokens, token, mention, cue)
    if mention is not None and _is_wrongly_named(tokens, token, mention):
        return _NEVER
    if cue is None:
        return _SAID
    is_verb = cues()[tokens.lowers[cue]].group in _LEADING
    is_subject = mention is None or (mention.last <= cue and not mention.is_possessive)
    is_negated = is_subject and (
        _is_negated(tokens, cue) if is_verb else _are_words_unused(tokens, cue, token)
    )
    if is_negated or _is_false(tokens, token, mention):
        return _NEVER
    if is_verb and (_is_denied(tokens, cue) or _is_avoided(tokens, cue)):
        return _NEVER
    if _is_direct_question(tokens, token, cue):
        return Stance(Polarity.ASKED, is_uttered=False)
    if _is_imagined(tokens, cue, mention):
        return Stance(Polarity.HYPOTHETICAL, is_uttered=False)
    between = tokens.lowers[cue + 1 : min(token, cue + _REACH)]
    lemma = cues()[tokens.lowers[cue]].lemma
    if lemma in _DENYING and between:
        return Stance(Polarity.DENIED, is_uttered=True)
    if lemma in ("ask", "wonder") and not _QUESTIONS.isdisjoint(between):
        return Stance(Polarity.ASKED, is_uttered=True)
    return _SAID


def _governing_cue(
    tokens: Tokens, token: int, mention: Mention | None, cue: int | None
) -> int | None:
    """The reporting word that leads to a quote: the last verb of saying before it, if any.

    In "Roe, who denied the charge, said Q" it is not the word that is nearest to Roe.
    """
    if mention is not None and mention.first > token:
        return cue
    first = max(tokens.sentence_start(token), token - _REACH)
    first = first if mention is None else max(first, mention.last)
    for at in range(token - 1, first - 1, -1):
        if tokens.tags[at] == tag.CUE and cues()[tokens.lowers[at]].group in _LEADING:
            return at
    return cue


def _is_negated(tokens: Tokens, cue: int) -> bool:
    """Whether the verb is "did not say", "has never said", "declined to say"."""
    at = cue - 1
    while at >= 0 and tokens.tags[at] in (tag.ADVERB, tag.AUXILIARY):
        lower = tokens.lowers[at]
        if lower in _NEGATIONS or lower.endswith(("n't", "n’t")):
            return True
        at -= 1
    return tokens.lower(at) == "to" and tokens.lower(at - 1) in words()["refusing"]


def _are_words_unused(tokens: Tokens, cue: int, token: int) -> bool:
    """Whether the verb is "never used the words"."""
    for at in range(cue, max(cue - _NOUN_REACH, -1), -1):
        if tokens.lowers[at] in words()["using"]:
            is_noun = not words()["nouns_for_words"].isdisjoint(tokens.lowers[at + 1 : token])
            return is_noun and _is_negated(tokens, at)
    return False


def _is_denied(tokens: Tokens, cue: int) -> bool:
    """Whether the saying itself is denied: "denied saying", "denies that he ever called"."""
    at = cue - 1
    while at > 0 and cue - at < _DENIAL_REACH and tokens.tags[at] in _BETWEEN_DENIAL:
        at -= 1
    known = cues().get(tokens.lower(at))
    return known is not None and known.lemma in _DENYING and not _is_negated(tokens, at)


def _is_avoided(tokens: Tokens, cue: int) -> bool:
    """Whether somebody does without the saying: "stopped short of calling"."""
    if tokens.lower(cue - 1) not in _AVOIDING_ENDS:
        return False
    return any(tuple(tokens.lowers[cue - len(one) : cue]) == one for one in _AVOIDING)


def _is_false(tokens: Tokens, token: int, mention: Mention | None) -> bool:
    """Whether the report itself is called false: "the claim that Roe said Q is false"."""
    if mention is None or mention.first > token:
        return False
    start = max(tokens.sentence_start(token), token - _REACH)
    before = tokens.lowers[start : mention.first]
    if not words()["forged"].isdisjoint(tokens.lowers[start : mention.last]):
        return True
    if any(tuple(before[-len(one) :]) == one for one in _POSING):
        return True
    if before[-1:] not in (["that"], ["of"]):
        return False
    if "no" in before and not words()["evidence"].isdisjoint(before):
        return True
    if before[-1:] == ["of"]:
        return False
    after = tokens.lowers[token + 1 : min(tokens.sentence_end(token), token + _AFTER)]
    return not words()["called_false"].isdisjoint(after) or after[:2] == ["is", "not"]


def _is_wrongly_named(tokens: Tokens, token: int, mention: Mention) -> bool:
    """Whether it is not this person: "Q was wrongly attributed to Roe", "neither Roe nor Doe"."""
    if not _NEITHER.isdisjoint((tokens.lowers[mention.first], tokens.lower(mention.first - 1))):
        return True
    between = tokens.lowers[token + 1 : mention.first]
    return "attributed" in between and not (_WRONGLY | _NEGATIONS).isdisjoint(between)


def _is_direct_question(tokens: Tokens, token: int, cue: int) -> bool:
    """Whether the sentence around a quote is a question of its own: "Did Roe say Q?"."""
    start, end = tokens.sentence_start(token), tokens.sentence_end(token)
    opens = tokens.tags[start] == tag.AUXILIARY and start < cue < token
    return opens and tokens.words[end - 1].startswith("?")


def _is_imagined(tokens: Tokens, cue: int, mention: Mention | None) -> bool:
    """Whether a condition or "might" makes the saying unreal: "if Roe says Q"."""
    if mention is None or mention.first > cue:
        return False
    lowers = tokens.lowers
    if lowers[cue - 1] in _IMAGINED:
        return True
    if lowers[cue - 1] == "to" and lowers[cue - 2] in words()["expecting"]:
        return True
    if lowers[cue - 1] == "have" and lowers[cue - 2] in _UNREAL:
        return True
    return tokens.lower(mention.first - 1) in _CONDITIONS and cue - mention.last <= 2
