"""Which mention is the source of a quote: the candidates around it and what speaks for each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from indexer.quotes.lexicon import cues, words
from indexer.quotes.mention import BARE, NOMINAL, PERSONAL, Mention
from indexer.quotes.narrative import AUXILIARY, CUE, PREPOSITION, WORD, Narrative

_BACK_TOKENS, _AHEAD_TOKENS = 90, 70
_BACK_LIMIT, _AHEAD_LIMIT = 8, 4
_LONG_PATH = 16
_FOLLOW = 12
_SPECIAL_WORDS = frozenset(("that", "who", "which"))
_PHRASES_REACH = 10

_GROUP_SYMBOL = {"say": "S", "report": "R", "judge": "J", "think": "K", "act": "B", "noun": "U"}
_SIGNS = "QV.,:;-()"
_TAG_SYMBOL = {
    "N": "N", "w": "n", "#": "n", "D": "n", "O": "n", "'": "'", "T": "", "R": "", "A": "a",
    "P": "p", "C": "c", "H": "h", "x": "n", **dict(zip(_SIGNS, _SIGNS, strict=True)),
}  # fmt: skip
# What a sketch leaves out: all of prepositional phrases but the first preposition, and repeats.
_PASSED_OVER = re.compile(r"(?<=p)[pnN'UB]+|([^p])(?=\1)")


class Sources:
    """The candidates for the sources of one article's quotes.

    Args:
        narrative: The article's token row.
        mentions: All mentions, in order.
    """

    def __init__(self, narrative: Narrative, mentions: Sequence[Mention]) -> None:
        self.narrative = narrative
        self.mentions = mentions
        paragraphs = narrative.paragraphs
        near = {paragraphs[token] + step for token in narrative.quote_tokens for step in (-1, 0, 1)}
        self._eligible = [
            number
            for number, one in enumerate(mentions)
            if paragraphs[one.first] in near and _is_eligible(narrative, one)
        ]
        self._firsts = [mentions[number].first for number in self._eligible]
        self._cue_tokens = [at for at, tag in enumerate(narrative.tags) if tag == CUE]
        self._symbols = _symbols(narrative, self._cue_tokens)
        self._after_mention: dict[tuple[int, int], tuple[str, str, str, str]] = {}

    def candidates(self, quote: int, previous: int | None) -> list[int]:
        """Numbers of the mentions to choose from, in order of the text.

        Args:
            quote: Which quote.
            previous: The mention chosen for the quote before it, or None.
        """
        narrative = self.narrative
        token = narrative.quote_tokens[quote]
        paragraph = narrative.paragraphs[token]
        low = bisect_left(narrative.paragraphs, paragraph - 1)
        high = bisect_right(narrative.paragraphs, paragraph + 1)
        middle = bisect_left(self._firsts, token)
        start = bisect_left(self._firsts, max(low, token - _BACK_TOKENS))
        end = bisect_left(self._firsts, min(high, token + _AHEAD_TOKENS))
        found = self._eligible[max(start, middle - _BACK_LIMIT) : min(end, middle + _AHEAD_LIMIT)]
        if previous is not None and previous not in found:
            found = sorted([previous, *found])
        return found

    def describe(
        self, quote: int, candidates: Sequence[int], previous: int | None
    ) -> list[list[str]]:
        """The features of each candidate for a quote, in the same order."""
        narrative = self.narrative
        token = narrative.quote_tokens[quote]
        context = self._context(quote, token)
        middle = sum(self.mentions[one].first < token for one in candidates)
        described = []
        for place, number in enumerate(candidates):
            rank = str(middle - place if place < middle else place - middle + 1)
            described.append(self._features(quote, number, rank, context, number == previous))
        return described

    def cue(self, quote: int, mention: Mention) -> int | None:
        """Token of the reporting word between or beside a mention and its quote."""
        narrative = self.narrative
        token = narrative.quote_tokens[quote]
        if mention.first > token:
            start, end = token + 1, narrative.sentence_end(mention.first)
        else:
            start, end = narrative.sentence_start(mention.first), token
        at = bisect_left(self._cue_tokens, start)
        near = [one for one in self._cue_tokens[at : at + 12] if one < end]
        near = [one for one in near if not mention.first <= one < mention.last]
        return min(near, key=lambda one: _cue_cost(narrative, one, mention), default=None)

    def _context(self, quote: int, token: int) -> tuple[str, str, str, str]:
        """What is known of the quote alone: last sign, token before and after, place."""
        narrative = self.narrative
        text = narrative.text
        end = narrative.ends[token] - 1
        while end > narrative.starts[token] and text[end] in "\"'”’»“ \xa0":
            end -= 1
        sign = text[end] if text[end] in ",.?!" else "w"
        before = self._symbols[token - 1] if token else "$"
        after = self._symbols[token + 1] if token + 1 < len(narrative) else "$"
        same_before = token > 0 and narrative.sentences[token - 1] == narrative.sentences[token]
        same_after = (
            token + 1 < len(narrative)
            and narrative.sentences[token + 1] == narrative.sentences[token]
        )
        starts_paragraph = (
            token == 0 or narrative.paragraphs[token - 1] != narrative.paragraphs[token]
        )
        b = before if same_before else ("^" if starts_paragraph else "|")
        a = after if same_after else "|"
        first = text[narrative.starts[token] + 1 : narrative.starts[token] + 3].strip("'“\"‘")[:1]
        case = "u" if first.isupper() else "l"
        return sign, b, a, case

    def _features(
        self,
        quote: int,
        number: int,
        rank: str,
        context: tuple[str, str, str, str],
        is_previous: bool,
    ) -> list[str]:
        narrative, mention = self.narrative, self.mentions[number]
        token = narrative.quote_tokens[quote]
        sign, before, after, case = context
        sentences, paragraphs = narrative.sentences, narrative.paragraphs
        first, last = mention.first, mention.last
        is_before = first < token
        low, high = (last, token) if is_before else (token + 1, first)
        sentence_gap = min(abs(sentences[first] - sentences[token]), 3)
        paragraph_gap = min(abs(paragraphs[first] - paragraphs[token]), 2)
        quotes_between = min(self._quotes_between(quote, mention), 2)
        side = "b" if is_before else "a"
        place = f"{side}{sentence_gap}{paragraph_gap}{quotes_between}"
        apart = side + ("1" if sentence_gap else "0")
        distance = _bucket(high - low)
        previous = "P" if is_previous else "-"
        kind = mention.kind
        # A quote in between ends what is looked at; beyond the reach it makes no difference.
        stop = token if is_before and token - last < _FOLLOW else len(narrative)
        following = self._following(number, stop)
        follow, cue_word, cue_group, cue_gap = following
        prior = (
            self._symbols[first - 1] if first and sentences[first - 1] == sentences[first] else "^"
        )
        prior_word = narrative.lowers[first - 1] if prior != "^" else "^"
        subject = prior in "^,c:-;Q."
        where = place[:3]
        features = [
            "l:" + place,
            f"lk:{place}{kind}",
            f"k:{kind}{mention.is_plural}",
            f"d:{apart}{distance}",
            f"r:{side}{rank}",
            f"rs:{side}{rank}{place[1]}",
            f"pv:{previous}{place}",
            f"pvs:{previous}{place[2:]}{before}{after}{sign}",
            f"x:{where}{sign}{before}{after}",
            f"xc:{where}{case}{before}{after}",
            f"f:{side}{follow}",
            f"fl:{where}{follow}",
            f"c:{apart}{cue_group}{cue_gap}",
            f"cw:{apart}{cue_word}",
            f"pr:{side}{prior}",
            f"prl:{where}{prior}",
            f"prw:{side}{prior_word}" if prior in "pSRJKBUa" else f"prs:{side}{prior}{kind}",
            f"s:{where}{subject}{kind}",
        ]
        path = self._path(low, high) if sentence_gap < 2 else ""
        if sentence_gap == 0:
            features += [
                f"p:{side}{path}",
                f"p1:{side}{path[:1]}{path[-1:]}",
                f"p2:{side}{path[:2]}",
                f"p3:{side}{path[-2:]}",
                f"ps:{side}{prior}{path}",
                f"pf:{side}{path}|{follow[:3]}",
                f"pk:{side}{path}{kind}",
                f"px:{side}{path[:3]}{sign}{before}{after}",
            ]
        elif sentence_gap == 1:
            features += [f"q:{side}{path[-2:]}{sign}{before}", f"qf:{side}{follow[:4]}{before}"]
        if kind in (NOMINAL, BARE):
            features.append(f"n:{where}{_noun_class(narrative.lowers[mention.head])}")
            features.append(f"nd:{narrative.lowers[first]}" if kind == NOMINAL else "nb")
        elif kind == PERSONAL:
            features.append(f"h:{where}{narrative.lowers[first]}")
        if mention.is_possessive:
            features.append(f"po:{side}{sentence_gap}{follow[:2]}")
        if mention.titles:
            features.append("ti:" + where)
        return features

    def _quotes_between(self, quote: int, mention: Mention) -> int:
        """How many other quotes stand between a quote and a mention."""
        tokens = self.narrative.quote_tokens
        if mention.first < tokens[quote]:
            return quote - bisect_left(tokens, mention.last)
        return bisect_left(tokens, mention.first) - quote - 1

    def _path(self, low: int, high: int) -> str:
        if high - low > _LONG_PATH:
            return "~"
        return _compressed("".join(self._symbols[low:high]))

    def _following(self, number: int, end: int) -> tuple[str, str, str, str]:
        """What follows a mention in its sentence: a sketch, and the first reporting word."""
        narrative, mention = self.narrative, self.mentions[number]
        last = mention.last
        known = self._after_mention.get((number, end))
        if known is not None:
            return known
        sentences = narrative.sentences
        stop = min(last + _FOLLOW, end, len(narrative))
        stop = bisect_right(sentences, sentences[mention.first], last, stop)
        sketch = _compressed("".join(self._symbols[last:stop]))[:5]
        at = bisect_left(self._cue_tokens, last)
        if at < len(self._cue_tokens) and self._cue_tokens[at] < stop:
            cue_token = self._cue_tokens[at]
            cue = cues()[narrative.lowers[cue_token]]
            found = sketch, cue.lemma, _GROUP_SYMBOL[cue.group], _bucket(cue_token - last)
        else:
            found = sketch, "", "", ""
        self._after_mention[number, end] = found
        return found


def _cue_cost(narrative: Narrative, token: int, mention: Mention) -> tuple[int, int]:
    """Lower is likelier to be the mention's reporting word."""
    group = cues()[narrative.lowers[token]].group
    distance = token - mention.last if token >= mention.last else mention.first - token
    return distance + 3 * (group not in ("say", "report")), distance


def _symbols(narrative: Narrative, cue_tokens: Iterable[int]) -> list[str]:
    """One symbol a token, finer than tags for reporting words, "" for what is passed over."""
    symbols = [_TAG_SYMBOL[tag] for tag in narrative.tags]
    special, lowers = _special_symbols(), narrative.lowers
    for at in cue_tokens:
        symbols[at] = special[lowers[at]]
    for at in [at for at, lower in enumerate(lowers) if lower in _SPECIAL_WORDS]:
        symbols[at] = special[lowers[at]]
    return symbols


@lru_cache(maxsize=1)
def _special_symbols() -> dict[str, str]:
    """Symbols of single words: reporting words by their class, "that", "who", "which"."""
    symbols = {form: _GROUP_SYMBOL[cue.group] for form, cue in cues().items()}
    return {**symbols, "that": "t", "who": "w", "which": "w"}


@lru_cache(maxsize=20_000)
def _compressed(path: str) -> str:
    """A sketch of a stretch of symbols: repeats and prepositional phrases become one."""
    return _PASSED_OVER.sub("", path)[:9]


# A distance in tokens -> the next of a few growing ones.
_LIMITS = (0, 1, 2, 3, 5, 8, 13, 21, 34)
_BUCKETS = tuple(str(_LIMITS[bisect_left(_LIMITS, count)]) for count in range(_LIMITS[-1] + 1))


def _bucket(count: int) -> str:
    return _BUCKETS[count] if count < len(_BUCKETS) else "far"


@lru_cache(maxsize=4096)
def _noun_class(lower: str) -> str:
    lists = words()
    for name in ("anonymous_heads", "document_heads", "role_nouns", "plural_sources"):
        if lower in lists[name]:
            return name[0]
    return "s" if lower.endswith("s") else "-"


def _is_eligible(narrative: Narrative, mention: Mention) -> bool:
    """Whether a mention can be a source at all; most noun phrases can not."""
    if mention.is_name:
        return not mention.is_modifier
    lower = narrative.lowers[mention.first]
    if mention.kind == PERSONAL:
        return lower != "who" or _leads_to_cue(narrative, mention.last)
    if _noun_class(narrative.lowers[mention.head]) not in "-s":
        return True
    before = narrative.lower(mention.first - 1)
    return (
        _leads_to_cue(narrative, mention.last)
        or (_opens_clause(narrative, mention) and _leads_past_phrases(narrative, mention.last))
        or narrative.tag(mention.first - 1) == CUE
        or (before == "to" and narrative.lower(mention.first - 2) == "according")
        or narrative.tag(mention.last) in ":Q"
    )


def _opens_clause(narrative: Narrative, mention: Mention) -> bool:
    """Whether a mention can be the subject: nothing of its clause before it."""
    token = mention.first
    if token == 0 or narrative.sentences[token - 1] != narrative.sentences[token]:
        return True
    return narrative.tags[token - 1] in ",C:-Q"


def _leads_past_phrases(narrative: Narrative, token: int) -> bool:
    """Whether a reporting word follows after "of the bill", "inside Roe's camp" and the like."""
    # "of the bill", "familiar with the talks", "obtained by the paper"
    if PREPOSITION not in (narrative.tag(token), narrative.tag(token + 1)):
        return False
    if narrative.tag(token) not in (PREPOSITION, WORD, CUE):
        return False
    token += 1
    for at in range(token, token + _PHRASES_REACH):
        tag = narrative.tag(at)
        if tag == CUE:
            return cues()[narrative.lowers[at]].group in ("say", "report", "judge")
        if tag not in "PDNw#'RAT":
            return False
    return False


def _leads_to_cue(narrative: Narrative, token: int) -> bool:
    """Whether a reporting word follows, adverbs and auxiliaries passed over."""
    for at in range(token, token + 4):
        tag = narrative.tag(at)
        if tag == CUE:
            return True
        if tag not in ("R", AUXILIARY, "T", "'"):
            return False
    return False
