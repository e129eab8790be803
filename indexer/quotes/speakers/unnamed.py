"""Pronouns for people whom the text leaves without a name: "a clerk, who did not want to be named".

Nobody whom the article names speaks there, however near the name is.
"""

from __future__ import annotations

from collections.abc import Container

from indexer.quotes.lexicon import SAYING, cues
from indexer.quotes.mentions.mention import PERSONAL, Mention
from indexer.quotes.noun_classes import NounClass, noun_class
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_REACH = 60  # tokens of a sentence
_STEPS = 4  # sentences back
_PHRASE = 8  # tokens of "a retired Harbour Post reader"
_CLAUSE = 25  # tokens between a noun and its verb: "a clerk, who left at noon, said"
_DENIAL_REACH = 6
_ANONYMOUS = frozenset(("anonymity", "anonymous", "anonymously", "withheld"))
_NAMED = frozenset(("named", "identified"))
_DENYING = frozenset(("not", "n't", "declined", "declining", "refused", "without", "nor", "never"))
_INDEFINITE = frozenset(("a", "an", "one", "another"))
_IN_PHRASES = frozenset((tag.WORD, tag.NAME, tag.NUMBER, tag.POSSESSIVE, tag.ADVERB))
_ADDRESSING = frozenset(("tell", "ask", "warn", "urge"))
_SAID = frozenset((tag.QUOTE, tag.STOP))
_UNNAMED = frozenset((NounClass.ROLE, NounClass.ANONYMOUS))


def means_unnamed(tokens: Tokens, mention: Mention, names: Container[int]) -> bool:
    """Whether "he" or "she" takes up somebody whom the sentence before leaves without a name.

    Args:
        tokens: The article's tokens.
        mention: Any mention.
        names: The first tokens of the names of people.
    """
    word = mention.pronoun(tokens)
    if mention.kind != PERSONAL or word not in ("he", "she"):
        return False
    start = tokens.sentence_start(mention.first)
    for _ in range(_STEPS):
        if start == 0:
            return False
        before = max(tokens.sentence_start(start - 1), start - _REACH)
        if _withholds_name(tokens, before, start, names):
            return True
        if _introduces(tokens, before, start, names):
            return True
        if not _goes_on(tokens, before, start, word):
            return False
        start = before
    return False


def _goes_on(tokens: Tokens, start: int, end: int, word: str) -> bool:
    """Whether a sentence is about the same person still: "“Q,” she said.", "“Q.”"."""
    tags = tokens.tags[start:end]
    return tag.NAME not in tags and (word in tokens.lowers[start:end] or _SAID.issuperset(tags))


def _withholds_name(tokens: Tokens, start: int, end: int, names: Container[int]) -> bool:
    """Whether a sentence says of its subject that nobody may know the name."""
    lowers = tokens.lowers
    for at in range(start, end):
        is_denied = lowers[at] in _NAMED and any(
            lower in _DENYING or lower.endswith(("n't", "n’t"))
            for lower in lowers[max(start, at - _DENIAL_REACH) : at]
        )
        if is_denied or lowers[at] in _ANONYMOUS:
            return not _opens_with_name(tokens, start, names)
    return False


def _opens_with_name(tokens: Tokens, start: int, names: Container[int]) -> bool:
    """Whether the subject of a sentence has a name: "Roe declined to be named as the buyer"."""
    return _past_opening(tokens, start) in names


def _introduces(tokens: Tokens, start: int, end: int, names: Container[int]) -> bool:
    """Whether a sentence opens with a new person who says something: "A clerk said it was late".

    With a name in the sentence, what "he" means is a matter of degree.
    """
    at = _past_opening(tokens, start)
    if tokens.lowers[at] not in _INDEFINITE or any(one in names for one in range(at, end)):
        return False
    at += 1
    stop = min(at + _PHRASE, end)
    while at < stop and tokens.tags[at] in _IN_PHRASES:
        at += 1
    if noun_class(tokens.lowers[at - 1]) not in _UNNAMED:
        return False
    verb = next((one for one in range(at, min(at + _CLAUSE, end)) if _says(tokens, one)), None)
    return verb is not None and cues()[tokens.lowers[verb]].lemma not in _ADDRESSING


def _past_opening(tokens: Tokens, start: int) -> int:
    """Past "but", "meanwhile" and the like before the subject of a sentence."""
    while tokens.padded[start] in (tag.CONJUNCTION, tag.ADVERB, tag.COMMA):
        start += 1
    return start


def _says(tokens: Tokens, token: int) -> bool:
    """Whether a word is a finite verb of saying: "said", "has said", not "was told"."""
    if tokens.tags[token] != tag.CUE:
        return False
    verb, before = tokens.lowers[token], tokens.lower(token - 1)
    is_active = tokens.tag(token - 1) != tag.AUXILIARY or before in ("has", "had")
    return is_active and cues()[verb].group in SAYING and not verb.endswith("ing")
