"""The text around the quotes as tokens; each quote is a single token.

Attribution is decided by what stands between the quotes: "Q , said Jane Roe . Q". Each token
has a one-letter tag for its word class, found by lists and shape; there is no tagger behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from indexer.quotes.tokens.tag import END, Tag
from indexer.records import Span


@dataclass(slots=True)
class Tokens:
    """Parallel lists, one item a token.

    Attributes:
        text: The whole text that the offsets refer to.
        words, lowers: Each token as written, and in lower case; a quote's is "".
        starts, ends: Offsets.
        tags: The class of each.
        row: The tags in one string, for searching.
        padded: The tags with `END` for some tokens beyond either end; -1 is the token before the
            first. The same as `tag`, but faster.
        padded_lowers: The words in lower case with "" beyond either end, likewise.
        sentences, paragraphs: Number of the sentence and of the paragraph, from 0.
        quote_tokens: Token number of each quote.
    """

    text: str
    words: list[str] = field(default_factory=list)
    lowers: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    row: str = ""
    padded: list[Tag] = field(default_factory=list)
    padded_lowers: list[str] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    quote_tokens: list[int] = field(default_factory=list)
    _vocabulary: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.tags)

    @property
    def vocabulary(self) -> frozenset[str]:
        """All words as written; collected when first asked for."""
        if not self._vocabulary:
            self._vocabulary = frozenset(self.words)
        return self._vocabulary

    def tagged(self, *tags: Tag) -> list[int]:
        """The tokens with one of these tags, in order."""
        return [found.start() for found in re.finditer(f"[{''.join(tags)}]", self.row)]

    def near_quotes(self) -> list[Span]:
        """The tokens among which sources may stand, in order and disjoint.

        They are the tokens of the sentences with quotes and of the sentence before, within the
        paragraph. Around a quote that is a sentence of its own they reach from the beginning of
        the paragraph to the end of the next sentence; if the quote opens the paragraph, from the
        beginning of the paragraph before. In a text without quotes they are all tokens.
        """
        if not self.quote_tokens:
            return [Span(0, len(self))]
        found: list[Span] = []
        last = 0
        for token in self.quote_tokens:
            start, end = self.sentence_start(token), self.sentence_end(token)
            is_sentence = end == start + 1
            if start > 0 and is_sentence:
                start = bisect_left(self.paragraphs, self.paragraphs[start - 1])
            elif start > 0 and self.paragraphs[start - 1] == self.paragraphs[token]:
                start = self.sentence_start(start - 1)
            if is_sentence and end < len(self):
                end = self.sentence_end(end)
            if end > last:
                found.append(Span(max(start, last), end))
                last = end
        return found

    def sentence_start(self, token: int) -> int:
        """First token of the sentence that a token is in."""
        return bisect_left(self.sentences, self.sentences[token])

    def sentence_end(self, token: int) -> int:
        """One past the last token of the sentence that a token is in."""
        return bisect_left(self.sentences, self.sentences[token] + 1)

    def opens_sentence(self, token: int) -> bool:
        """Whether a sentence begins at a token."""
        return token == 0 or self.sentences[token - 1] != self.sentences[token]

    def is_according(self, token: int) -> bool:
        """Whether "according to" stands right before a token."""
        lowers = self.padded_lowers
        return lowers[token - 1] == "to" and lowers[token - 2] == "according"

    def tag(self, token: int) -> Tag:
        """The tag, or `END` beyond either end of the text."""
        return self.tags[token] if 0 <= token < len(self.tags) else END

    def lower(self, token: int) -> str:
        """The lower-case word, or "" beyond either end of the text."""
        return self.lowers[token] if 0 <= token < len(self.tags) else ""
