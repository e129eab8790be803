"""The verbs of a part of the text, by word lists, endings and the words before them."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.quotes.feature_enum import FeatureEnum
from indexer.quotes.lexicon import FORMS_OF_BE, CueClass, cues, words
from indexer.quotes.mentions.phrase_words import is_noun
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_POSSIBLE = re.compile(f"[{tag.AUXILIARY}{tag.CUE}{tag.WORD}]")


class VerbForm(FeatureEnum):
    """The form of a verb, or of a noun of saying, which leads to a quote as verbs do."""

    FINITE = "f"
    PASSIVE = "p"
    NOUN = "n"
    PARTICIPLE = "g"
    INFINITIVE = "i"


FINITE, PASSIVE, NOUN = VerbForm.FINITE, VerbForm.PASSIVE, VerbForm.NOUN
PARTICIPLE, INFINITIVE = VerbForm.PARTICIPLE, VerbForm.INFINITIVE
# After other determiners a past form is a verb: "a mother of three replied", "many said".
_ARTICLES = frozenset(("the", "a", "an", "his", "her", "their", "its", "my", "our", "your"))
_IRREGULAR_PASTS = frozenset(("said", "told", "wrote", "spoke", "thought", "felt", "knew", "sang"))
_BEFORE_VERBS = frozenset(("who", "which", "to"))


class Verb(NamedTuple):
    """A verb with its auxiliaries, or a noun of saying, which leads to a quote as verbs do.

    Attributes:
        first, last: Its first and its last token.
        form: Its form.
        group: The class of its last word among the reporting words.
    """

    first: int
    last: int
    form: VerbForm
    group: CueClass


def find_verbs(tokens: Tokens, start: int, end: int) -> list[Verb]:
    """The verbs from token `start` on and before `end`, in order."""
    found: list[Verb] = []
    last = -1
    for possible in _POSSIBLE.finditer(tokens.row, start, end):
        at = possible.start()
        if at > last and is_verb(tokens, at):
            last = _last_of_group(tokens, at, end)
            found.append(Verb(at, last, _form(tokens, at, last), _group(tokens, last)))
    return found


def is_verb(tokens: Tokens, token: int) -> bool:
    """Whether a token is a verb; nouns of saying count as well."""
    here = tokens.tags[token]
    if here in (tag.AUXILIARY, tag.CUE):
        return True
    if here != tag.WORD:
        return False
    lower = tokens.lowers[token]
    before = tokens.padded[token - 1]
    if lower in words()["past_forms"] or before == tag.PRONOUN:
        return True
    if lower.endswith("ed"):
        return before not in (tag.DETERMINER, tag.POSSESSIVE, tag.PREPOSITION)
    if lower.endswith("ing") and before in (tag.COMMA, tag.CONJUNCTION, tag.PREPOSITION):
        return True
    return tokens.padded_lowers[token - 1] in _BEFORE_VERBS


def _last_of_group(tokens: Tokens, token: int, end: int) -> int:
    """The last token of "has also been said", which begins at `token`."""
    tags = tokens.tags
    while token + 1 < end and tags[token] == tag.AUXILIARY:
        after = token + 1
        if tags[after] == tag.ADVERB and after + 1 < end:
            after += 1
        if not is_verb(tokens, after):
            break
        token = after
    return token


def _form(tokens: Tokens, first: int, last: int) -> VerbForm:
    lower = tokens.lowers[last]
    before = tokens.padded[first - 1]
    if first == last and tokens.tags[last] == tag.CUE:
        is_plain_noun = cues()[lower].group == CueClass.NOUN and (
            before in (tag.WORD, tag.PREPOSITION) or not lower.endswith("s")
        )
        if is_plain_noun or is_noun(tokens, last) or _is_determined(tokens, last):
            return NOUN
    if first == last and lower.endswith("ing"):
        return PARTICIPLE
    if tokens.padded_lowers[first - 1] == "to":
        return INFINITIVE
    is_passive = not (lower.endswith("ing") or FORMS_OF_BE.isdisjoint(tokens.lowers[first:last]))
    return PASSIVE if is_passive else FINITE


def _is_determined(tokens: Tokens, token: int) -> bool:
    """Whether what stands before a reporting word makes it a noun: "his claim", "two claims"."""
    here, lower = tokens.tag(token - 1), tokens.lowers[token]
    is_past = lower.endswith("ed") or lower in _IRREGULAR_PASTS
    if is_past and here in (tag.DETERMINER, tag.NUMBER):
        return tokens.lower(token - 1) in _ARTICLES
    return here in (tag.DETERMINER, tag.POSSESSIVE, tag.NUMBER)


def _group(tokens: Tokens, token: int) -> CueClass:
    cue = cues().get(tokens.lowers[token])
    return cue.group if cue else CueClass.NONE
