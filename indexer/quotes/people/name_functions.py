"""What a name is in its sentence: who speaks, a subject, an owner, or somebody else."""

from __future__ import annotations

from indexer.quotes.lexicon import SAYING, cues
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.people.name_descriptions import phrase_explained_by
from indexer.quotes.tokens.row import (
    ADVERB,
    AUXILIARY,
    CLOSE,
    COMMA,
    CUE,
    OPEN,
    PREPOSITION,
    QUOTE,
    TIME,
    WORD,
    Narrative,
)

SPEAKING, SUBJECT, POSSESSOR, OBLIQUE, PLAIN = "v", "s", "g", "o", "-"

_APPOSITION_REACH = 24
_BEFORE_VERB = frozenset((ADVERB, AUXILIARY, TIME))


def function_of(narrative: Narrative, mention: Mention) -> str:
    """What a name is in its sentence, as far as its neighbours tell."""
    if mention.is_possessive:
        return POSSESSOR
    tags, first = narrative.padded, mention.first
    before = tags[first - 1]
    is_after_cue = before == CUE and _is_reporting(narrative, first - 1)
    if is_after_cue and _addresses(narrative, first - 1):
        return OBLIQUE
    token = _after_apposition(narrative, mention.last)
    if tags[token] == COMMA and phrase_explained_by(narrative, mention) is not None:
        token += 1  # "Her partner, Jane Roe, nodded"
    while tags[token] in _BEFORE_VERB:
        token += 1
    is_oblique = before in (PREPOSITION, CUE)
    if not is_oblique and tags[token] == CUE and _is_reporting(narrative, token):
        return SPEAKING
    if is_after_cue and tags[first - 2] in ",Q":
        return SPEAKING
    if is_oblique:
        return OBLIQUE
    opens = before in ",.:$Q-" or narrative.sentences[first - 1] != narrative.sentences[first]
    is_verb = token > mention.last or tags[token] in (CUE, WORD)
    return SUBJECT if opens and is_verb else PLAIN


def _after_apposition(narrative: Narrative, token: int) -> int:
    """Past a ", 27, a teacher in Ohio," or "(D-Ohio)" that explains a name."""
    if narrative.padded[token] not in (COMMA, OPEN):
        return token
    closing = COMMA if narrative.tags[token] == COMMA else CLOSE
    sentence = narrative.sentences[token]
    end = min(token + _APPOSITION_REACH, len(narrative))
    for at in range(token + 1, end):
        tag = narrative.tags[at]
        if narrative.sentences[at] != sentence or tag == QUOTE:
            return token
        if tag == closing and narrative.padded[at + 1] in (CUE, AUXILIARY, ADVERB):
            return at + 1
        if tag == closing and closing == CLOSE:
            return at + 1
    return token


def _is_reporting(narrative: Narrative, token: int) -> bool:
    """Whether a reporting word is one of the plain kind."""
    return cues()[narrative.lowers[token]].group in SAYING


def _addresses(narrative: Narrative, token: int) -> bool:
    """Whether a reporting word is followed by whom it was said to."""
    return cues()[narrative.lowers[token]].lemma in ("tell", "ask", "inform", "remind", "assure")
