"""What a name is in its sentence: a speaker, a subject, an owner, or something else."""

from __future__ import annotations

from indexer.quotes.feature_enum import FeatureEnum
from indexer.quotes.lexicon import SAYING, cues, is_past_form
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.people.name_descriptions import phrase_with_apposition
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens


class NameFunction(FeatureEnum):
    """What a name is in its sentence."""

    SPEAKING = "v"  # the subject of a reporting word
    SUBJECT = "s"  # of another verb
    POSSESSOR = "g"
    OBLIQUE = "o"  # behind a preposition or a verb
    OTHER = "-"


SPEAKING, SUBJECT = NameFunction.SPEAKING, NameFunction.SUBJECT

_APPOSITION_REACH = 24
_ASIDE_REACH = 20
_AROUND_ASIDES = frozenset((tag.OPEN, tag.CLOSE, tag.QUOTE, tag.END))
_BEFORE_SUBJECTS = frozenset((tag.COMMA, tag.STOP, tag.COLON, tag.END, tag.QUOTE, tag.DASH))
_OPENING = frozenset((tag.CONJUNCTION, tag.ADVERB))
_BEFORE_VERB = frozenset((tag.ADVERB, tag.AUXILIARY, tag.TIME))


def function_of(tokens: Tokens, mention: Mention) -> NameFunction:
    """What a name is in its sentence, by its neighbours."""
    if mention.is_possessive:
        return NameFunction.POSSESSOR
    tags, first = tokens.padded, mention.first
    before = tags[first - 1]
    is_after_cue = before == tag.CUE and _is_reporting(tokens, first - 1)
    if is_after_cue and _addresses(tokens, first - 1):
        return NameFunction.OBLIQUE
    token = _after_apposition(tokens, mention.last)
    if tags[token] == tag.COMMA and phrase_with_apposition(tokens, mention) is not None:
        token += 1  # "Her partner, Jane Roe, nodded"
    while tags[token] in _BEFORE_VERB:
        token += 1
    is_oblique = before in (tag.PREPOSITION, tag.CUE)
    if not is_oblique and tags[token] == tag.CUE and _is_reporting(tokens, token):
        return SPEAKING
    if is_after_cue and tags[first - 2] in (tag.COMMA, tag.QUOTE):
        return SPEAKING
    if is_oblique:
        return NameFunction.OBLIQUE
    if before == tag.POSSESSIVE and tags[first - 2] == tag.NAME:
        first -= 2  # "Scotland's Roe nodded"
        before = tags[first - 1]
    opens = before in _BEFORE_SUBJECTS or tokens.sentences[first - 1] != tokens.sentences[first]
    opens = opens or (before in _OPENING and tokens.opens_sentence(first - 1))  # "But Roe left"
    is_verb = token > mention.last or tags[token] in (tag.CUE, tag.WORD)
    return SUBJECT if opens and is_verb else NameFunction.OTHER


def in_aside(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name stands in a clause between brackets: "(Jane Roe and Paul Doe were away)".

    The story goes on with somebody else after it.
    """
    if tag.OPEN not in tokens.padded[max(0, mention.first - _ASIDE_REACH) : mention.first]:
        return False
    at = mention.first - 1
    while tokens.padded[at] not in _AROUND_ASIDES:
        at -= 1
    if tokens.padded[at] != tag.OPEN:
        return False
    end = mention.last
    while end < at + _ASIDE_REACH and tokens.padded[end] not in _AROUND_ASIDES:
        end += 1
    is_clause = tag.AUXILIARY in tokens.padded[at:end] or tag.CUE in tokens.padded[at:end]
    return is_clause and tokens.padded[end] == tag.CLOSE


def _after_apposition(tokens: Tokens, token: int) -> int:
    """Past an apposition: ", 27, a teacher in Ohio," or "(D-Ohio)"."""
    if tokens.padded[token] not in (tag.COMMA, tag.OPEN):
        return token
    closing = tag.COMMA if tokens.tags[token] == tag.COMMA else tag.CLOSE
    sentence = tokens.sentences[token]
    end = min(token + _APPOSITION_REACH, len(tokens))
    for at in range(token + 1, end):
        here = tokens.tags[at]
        if tokens.sentences[at] != sentence or here == tag.QUOTE:
            return token
        if here == closing and _is_verb(tokens, at + 1):
            return at + 1
        if here == closing and closing == tag.CLOSE:
            return at + 1
    return token


def _is_verb(tokens: Tokens, token: int) -> bool:
    """Whether a verb may begin here: "said", "had left", "grinned"."""
    here = tokens.padded[token]
    is_past = here == tag.WORD and is_past_form(tokens.lowers[token])
    return is_past or here in (tag.CUE, tag.AUXILIARY, tag.ADVERB)


def _is_reporting(tokens: Tokens, token: int) -> bool:
    """Whether a reporting word is one of the plain kind."""
    return cues()[tokens.lowers[token]].group in SAYING


def _addresses(tokens: Tokens, token: int) -> bool:
    """Whether the person spoken to follows a reporting word."""
    return cues()[tokens.lowers[token]].lemma in ("tell", "ask", "inform", "remind", "assure")
