"""Where sentences end; a quote that ends with a sentence ends the sentence around it, too."""

from __future__ import annotations

import re
from bisect import bisect_right

from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_ATTRIBUTION_REACH = 6
# The tags that may end a sentence, and those that may begin one after an abbreviation.
_SENTENCE_ENDS = re.compile(f"[{tag.STOP}{tag.QUOTE}{tag.CLOSE}]")
_AFTER_ABBREVIATION = re.compile(f"[{tag.PRONOUN}{tag.DETERMINER}{tag.QUOTE}]")


def number_sentences(tokens: Tokens) -> None:
    """Number the sentences of tokens that are complete otherwise."""
    paragraphs, sentences, written = tokens.paragraphs, tokens.sentences, tokens.words
    possible = {found.end() for found in _SENTENCE_ENDS.finditer(tokens.row)}
    following = [found.start() for found in _AFTER_ABBREVIATION.finditer(tokens.row, 1)]
    possible.update([at for at in following if written[at - 1][-1:] == "."])
    start = 0
    while start < len(paragraphs):
        start = bisect_right(paragraphs, paragraphs[start], start)
        possible.add(start)
    possible.discard(len(paragraphs))
    number = 0
    for token in sorted(possible):
        if paragraphs[token - 1] != paragraphs[token] or _is_boundary(tokens, token):
            sentences.extend([number] * (token - len(sentences)))
            number += 1
    sentences.extend([number] * (len(paragraphs) - len(sentences)))


def _is_boundary(tokens: Tokens, token: int) -> bool:
    """Whether a sentence ends before this token."""
    before, here = tokens.tags[token - 1], tokens.tags[token]
    if before == tag.STOP and here in (tag.CLOSE, tag.COMMA, tag.SEMICOLON):
        return False  # the stop of an abbreviation: "(D-Ill.)"
    if before == tag.CLOSE:
        if tokens.tags[token - 2] != tag.STOP or tag.OPEN in tokens.tags[max(0, token - 5) : token]:
            return False
        before = tag.STOP
    if before == tag.STOP:
        return here == tag.QUOTE or not tokens.words[token][0].islower()
    if before == tag.QUOTE:
        if here not in (tag.QUOTE, tag.NUMBER, tag.OPEN) and not tokens.words[token][0].isupper():
            return False
        last = _last_sign(tokens.text, tokens.ends[token - 1])
        return last in ".!?…" and not (last != "." and _is_attribution(tokens, token))
    last_word = tokens.words[token - 1]
    return (
        len(last_word) > 2
        and last_word.endswith(".")
        and here in (tag.PRONOUN, tag.DETERMINER, tag.QUOTE)
        and tokens.words[token][:1] not in "abcdefghijklmnopqrstuvwxyz"
    )


def _last_sign(text: str, end: int) -> str:
    """The last character of a quote's words, or a space if it has no words."""
    at = end - 1
    while at >= 0 and (text[at] in "\"'”’»“‘ \xa0"):
        at -= 1
    return text[at] if at >= 0 else " "


def _is_attribution(tokens: Tokens, token: int) -> bool:
    """Whether the words after a quote are its "Jane Roe said", not a new sentence."""
    for at in range(token, min(token + _ATTRIBUTION_REACH, len(tokens.tags))):
        here = tokens.tags[at]
        if here == tag.CUE:
            return at > token
        if here not in (tag.NAME, tag.PRONOUN, tag.DETERMINER, tag.WORD, tag.ADVERB):
            return False
    return False
