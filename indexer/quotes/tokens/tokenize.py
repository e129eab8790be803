"""A text -> its tokens: words and signs with their tags, sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.quotes.tokens.sentences import number_sentences
from indexer.quotes.tokens.small_surnames import mark_small_surnames
from indexer.quotes.tokens.tagging import tag_words
from indexer.records import Span

_TOKEN = re.compile(
    r"(?! )"  # fails at once between words, without trying the rest
    # most tokens, found at once; the rest would find the same
    r"([A-Za-z]+(?=[ ,;:?!)\n])|,|(?!vs\.)[a-z]{2,}(?=\.(?:\s|\Z))"
    r"|[,:;()\[\]–—―−@#]|[.!?…]+"
    r"|(?:[^\W\d_]\.){2,}"
    r"|(?:Mrs?|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Capt|Cpl|Maj|Brig|Rev|Prof|St|Ste|Jr|Sr|Hon"
    r"|Adm|Cmdr|Sec|Supt|Ald|Del|Messrs|Msgr|Cllr|Atty|Asst|Dep|Inc|Co|Corp|Ltd|No|vs|Mt|Ft"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
    r"|[^\W\d_]\.(?=\s)"
    # a word, accents written behind its letters and inner signs included; not "Roe.The"
    r"|[^\W_]+(?:(?:[\u0300-\u036f]+|(?<=[ÃÂ\u0302\u0303])[\x80-\xbf]+)[^\W_]*)*"
    r"(?:(?:[-&@]|\.(?!(?<=[a-z]\.)[A-Z][a-z])|['’](?!(?:[sS]|d|ll|re|ve|m)\b))"
    r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*)*"
    r"|['’](?:[sS]|d|ll|re|ve|m)\b|(?<=[sS])['’]"
    r"|--|-)"
)
# Indices below 0 count from the end of a list, so that this padding stands at both ends.
_PADDING = 16


def tokenize(text: str, paragraphs: Sequence[Span], quotes: Sequence[Span]) -> Tokens:
    """Split the text around the quotes into tokens.

    Paragraphs that a quote runs through count as one, so that the attribution in the last of them
    stands beside the quote.

    Args:
        text: The whole text.
        paragraphs: Its paragraphs, in order.
        quotes: The quotes with their marks, in order and disjoint.
    """
    tokens = Tokens(text)
    waiting = at = 0
    number = -1
    for start, end in paragraphs:
        if at <= start:
            number += 1
        at = max(at, start)
        first = len(tokens.words)
        while waiting < len(quotes) and quotes[waiting].start < end:
            _add_words(tokens, at, quotes[waiting].start)
            _add_quote(tokens, quotes[waiting])
            at = quotes[waiting].end
            waiting += 1
        if at < end:
            _add_words(tokens, at, end)
        tokens.paragraphs.extend([number] * (len(tokens.words) - first))
    tokens.tags, tokens.lowers = tag_words(tokens.words)
    tokens.row = "".join(tokens.tags)
    tokens.padded = tokens.tags + [tag.END] * _PADDING
    tokens.padded_lowers = tokens.lowers + [""] * _PADDING
    number_sentences(tokens)
    mark_small_surnames(tokens)
    return tokens


def _add_quote(tokens: Tokens, span: Span) -> None:
    tokens.quote_tokens.append(len(tokens.words))
    tokens.words.append("")
    tokens.starts.append(span.start)
    tokens.ends.append(span.end)


def _add_words(tokens: Tokens, start: int, end: int) -> None:
    pieces = _TOKEN.split(tokens.text[start:end])  # gap, token, gap, token, ..., gap
    offsets = list(accumulate(map(len, pieces), initial=start))
    tokens.words.extend(pieces[1::2])
    tokens.starts.extend(offsets[1:-1:2])
    tokens.ends.extend(offsets[2::2])
