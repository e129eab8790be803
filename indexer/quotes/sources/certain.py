"""Sources that grammar or print leave no doubt about, so that no ranker is asked.

"Q, Y said", "Q, said Y", "Y said: Q", lines signed "Q — Y", and what Y goes on to say in "Q, Y
said. Q".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from indexer.quotes.lexicon import FORMS_OF_BE, SAYING, CueClass, cues, is_role, words
from indexer.quotes.mentions.mention import BARE, NAMES, NOMINAL, Mention
from indexer.quotes.mentions.phrase_words import is_noun
from indexer.quotes.noun_classes import SPEAKING_NOUNS, noun_class
from indexer.quotes.rules import rule
from indexer.quotes.sources.owners import owner_of, recorded
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_BACK, _ACCORDING_REACH = 60, 14  # tokens
_INSERTION = 25  # tokens of "Y, the mayor of X, said"
_PLACE = 6  # tokens of ", a baker in Basra" behind a signature
_TITLE = 4  # words of "former harbour master" before a name
_COMPLEMENT = 7  # tokens of "for the Harbour Trust"
_IN_COMPLEMENTS = frozenset((tag.DETERMINER, tag.NAME, tag.POSSESSIVE, tag.NUMBER))
# What follows a name in "said Roe aide Jane Doe" or "said Roe's aide".
_IN_LONGER_NAMES = frozenset((tag.NAME, tag.WORD, tag.NUMBER, tag.CUE, tag.POSSESSIVE))
_CLAUSE = 6  # tokens of "called the harbour plan a Q"
_IN_CLAUSES = frozenset(
    (tag.DETERMINER, tag.NAME, tag.WORD, tag.OBJECT, tag.PREPOSITION, tag.PRONOUN)
)
_DOING = frozenset((tag.CUE, tag.AUXILIARY, tag.PRONOUN, tag.QUOTE))
_JOINING = frozenset(("and", "but", "while"))
_PASSED_OVER = frozenset((tag.ADVERB, tag.AUXILIARY))


class CertainSources:
    """The quotes of one article whose source is certain.

    Args:
        tokens: The article's tokens.
        mentions: All mentions, in order.
        possible: Numbers of those that can be a source; of several that begin, or end, at one
            place the last counts.
    """

    def __init__(
        self, tokens: Tokens, mentions: Sequence[Mention], possible: Sequence[int]
    ) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self._by_first = {mentions[number].first: number for number in possible}
        self._by_last = {mentions[number].last: number for number in possible}
        claims = words()["speech_acts"]
        self._owners = {
            one.last: number
            for number, one in enumerate(mentions)
            if one.is_possessive or (one.kind == NOMINAL and tokens.lowers[one.head] in claims)
        }

    @rule("certain", otherwise=None)
    def source(self, quote: int, before: int | None) -> int | None:
        """Number of the mention that is certainly a quote's source; None where a ranker chooses.

        Args:
            quote: Which quote.
            before: The source of the quote right before it, None if it has none.
        """
        quotes = self.tokens.quote_tokens
        token = quotes[quote]
        found = self._behind(token)
        if found is None:
            found = self._before(token)
        if found is None:
            found = owner_of(self.tokens, self._owners, token)
        if found is None:
            found = recorded(self.tokens, self.mentions, token)
        if found is None:
            found = self._relative(token)
        if found is None and before is not None:
            is_next = _goes_on(self.tokens, quotes[quote - 1], token)
            found = before if is_next else None
        return found

    def _behind(self, token: int) -> int | None:
        """Y of what stands behind a quote: "— Y", "said Y", "Y said".

        Words before the quote may have a subject of their own: "As X called it Q, Y said that".
        But in "Q, Y said, according to X" X only passes on what Y said, whatever else is there.
        """
        tokens = self.tokens
        at = token + 1
        if tokens.padded[at] == tag.DASH:
            return self._signed(token)
        at += tokens.padded[at] == tag.COMMA
        verb = _verb(tokens, at)
        if verb is not None:
            return self._inverted(token, verb)
        number = self._named(at, token)
        if number is None or not self._says(self.mentions[number], token):
            return None
        return number if self._is_free(token) else None

    def _before(self, token: int) -> int | None:
        """Y of "Y said: Q", if Y opens the sentence or a clause behind a comma or "and"."""
        tokens = self.tokens
        sign = tokens.padded[token - 1]
        if sign not in (tag.COMMA, tag.COLON):
            return None
        if tokens.padded[token - 2] != tag.CUE:
            return self._label(token) if sign == tag.COLON else None
        at = token - 2
        while tokens.padded[at - 1] in _PASSED_OVER:
            at -= 1
        number = self._by_last.get(at)
        if number is None or _verb(tokens, at) != token - 2 or is_noun(tokens, token - 2):
            return None  # "a campaign message: Q"
        mention = self.mentions[number]
        ends = token + 1 == len(tokens) or tokens.opens_sentence(token + 1)
        if not ends or mention.is_possessive or mention.is_modifier:
            return None
        if tokens.opens_sentence(mention.first):
            return number
        start = max(tokens.sentence_start(mention.first), mention.first - _BACK)
        is_parted = tokens.tags[mention.first - 1] in (tag.COMMA, tag.QUOTE)
        is_parted = is_parted or tokens.lowers[mention.first - 1] in _JOINING
        is_passed_on = "according" in tokens.lowers[start : mention.first]
        return number if is_parted and not is_passed_on else None

    def _relative(self, token: int) -> int | None:
        """The "who" of "trolls who called her Q", where no comma makes it an aside."""
        tokens, at = self.tokens, token - 1
        while at > token - _CLAUSE and (
            tokens.padded[at] in _IN_CLAUSES
            or (tokens.padded[at] == tag.CUE and is_noun(tokens, at))
        ):
            at -= 1
        if tokens.padded[at] != tag.CUE or cues()[tokens.lowers[at]].group != CueClass.JUDGE:
            return None
        at -= 1
        while tokens.padded[at] in _PASSED_OVER:
            at -= 1
        is_aside = tokens.padded[at - 1] == tag.COMMA
        return None if is_aside or tokens.lower(at) != "who" else self._by_first.get(at)

    def _label(self, token: int) -> int | None:
        """Y of a paragraph "Y: Q"."""
        number = self._by_last.get(token - 1)
        if number is None or not self.mentions[number].is_name:
            return None
        first, paragraphs = self.mentions[number].first, self.tokens.paragraphs
        opens = first == 0 or paragraphs[first - 1] != paragraphs[first]
        after = token + 1
        ends = after == len(self.tokens) or paragraphs[after] != paragraphs[token]
        return number if opens and ends else None

    def _inverted(self, token: int, verb: int) -> int | None:
        """Y of "Q, said Y"; with words before the quote only a name, and nothing else said."""
        tokens = self.tokens
        number = self._named(verb + 1, token)
        if number is None:
            return None
        mention = self.mentions[number]
        follows = tokens.padded[mention.last]
        is_thing = mention.kind in (NOMINAL, BARE) and (
            noun_class(tokens.lowers[mention.head]) not in SPEAKING_NOUNS
        )
        if follows in _IN_LONGER_NAMES or is_thing:
            return None  # "“Harbour Lights” reports a rise"
        is_told = cues()[tokens.lowers[verb]].lemma == "tell"
        is_bare = mention.kind in NAMES and follows in (tag.COMMA, tag.STOP) and not is_told
        is_bare = is_bare and not self._is_reported(token)
        return number if is_bare or self._is_free(token) else None

    def _is_reported(self, token: int) -> bool:
        """Whether a word of saying is before a quote in its sentence: "Y told her Q, said X"."""
        tokens = self.tokens
        start = max(tokens.sentence_start(token), token - _BACK)
        before = [at for at in range(start, token) if tokens.tags[at] == tag.CUE]
        return any(cues()[tokens.lowers[at]].group in SAYING for at in before)

    def _signed(self, token: int) -> int | None:
        """Y of a paragraph "Q — Y", of "Q — Y, Basra" if no verb follows, and of "Q — Y (@y)"."""
        tokens, paragraphs = self.tokens, self.tokens.paragraphs
        number = self._by_first.get(token + 2)
        if number is None or self.mentions[number].kind not in NAMES:
            return None
        last = self.mentions[number].last
        if token > 0 and paragraphs[token - 1] == paragraphs[token]:
            return None
        end = bisect_right(paragraphs, paragraphs[token], last)
        rest = tokens.tags[last : min(end, last + _PLACE)]
        is_place = rest[:1] == [tag.COMMA] and end - last <= _PLACE and _DOING.isdisjoint(rest)
        is_post = rest[:1] == [tag.OPEN] and tokens.words[last + 1].startswith("@")
        return number if not rest or is_place or is_post else None

    def _named(self, at: int, token: int) -> int | None:
        """The mention that begins at a token of a quote's sentence, a title before it included."""
        tokens = self.tokens
        number, end = self._by_first.get(at), at
        while number is None and end < at + _TITLE and tokens.padded[end] == tag.WORD:
            end += 1
            number = self._by_first.get(end)
        if number is None:
            return None
        mention = self.mentions[number]
        is_titled = end > at and mention.is_name and is_role(tokens.lowers[end - 1])
        is_within = tokens.sentences[mention.first] == tokens.sentences[token]
        is_plain = is_within and not mention.is_possessive
        return number if is_plain and (end == at or is_titled) else None

    def _says(self, mention: Mention, token: int) -> bool:
        """Whether "said" follows a mention or its apposition: "Y, mayor of X, said"."""
        tokens = self.tokens
        last, tags = mention.last, tokens.padded
        if tags[last] == tag.PREPOSITION and mention.kind == NOMINAL:
            return _verb(tokens, _past_complement(tokens, last)) is not None
        if tags[last] != tag.COMMA or not mention.is_name:
            return _verb(tokens, last) is not None
        for at in range(last + 1, min(last + _INSERTION, tokens.sentence_end(token))):
            if tags[at] == tag.QUOTE:
                return False
            if tags[at] == tag.COMMA and _verb(tokens, at + 1) is not None:
                return True
        return False

    def _is_free(self, token: int) -> bool:
        """Whether a quote opens its sentence, or "according" follows in it."""
        tokens = self.tokens
        if tokens.opens_sentence(token):
            return True
        end = min(tokens.sentence_end(token), token + _ACCORDING_REACH)
        return "according" in tokens.lowers[token + 1 : end]


def _past_complement(tokens: Tokens, token: int) -> int:
    """Past the names behind a preposition: "a spokesman for Harbour Trust said"."""
    if tokens.lowers[token] not in ("for", "of", "from", "at", "with"):
        return token
    end = token + 1
    while end < token + _COMPLEMENT and tokens.padded[end] in _IN_COMPLEMENTS:
        end += 1
    return end if tag.NAME in tokens.padded[token + 1 : end] else token


def _verb(tokens: Tokens, token: int) -> int | None:
    """The token of the finite verb of saying that begins here, after adverbs and auxiliaries.

    None if there is no such verb, and for "was told".
    """
    start = token
    while tokens.padded[token] in _PASSED_OVER:
        token += 1
    if tokens.padded[token] != tag.CUE:
        return None
    verb = tokens.lowers[token]
    if verb.endswith("ing") or cues()[verb].group not in SAYING:
        return None
    is_passive = token > start and not FORMS_OF_BE.isdisjoint(tokens.lowers[start:token])
    return None if is_passive else token


def _goes_on(tokens: Tokens, before: int, token: int) -> bool:
    """Whether a quote is a sentence of its own, right after the sentence of the quote before.

    Words after it in its paragraph might mean that somebody else speaks now.
    """
    sentences, paragraphs = tokens.sentences, tokens.paragraphs
    is_next = sentences[before] == sentences[token] - 1 and tokens.opens_sentence(token)
    if not is_next or paragraphs[before] != paragraphs[token]:
        return False
    after = token + 1
    if after == len(tokens) or paragraphs[after] != paragraphs[token]:
        return True
    return tokens.tags[after] == tag.QUOTE and sentences[after] != sentences[token]
