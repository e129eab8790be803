"""Which mention is the subject of a verb, and which one owns a noun of saying."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence

from indexer.quotes.lexicon import SAYING, CueClass, cues, words
from indexer.quotes.mentions.mention import BARE, PERSONAL, Mention
from indexer.quotes.sources.verbs import FINITE, NOUN, PARTICIPLE, PASSIVE, Verb, is_verb
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.quotes.tokens.tag import Tag

_INSERTION, _PHRASES, _PARENTHESIS = 25, 10, 9
_OWNED = 3  # tokens from a possessive to the noun of saying that it owns
_IN_PHRASE = frozenset(
    (
        tag.PREPOSITION,
        tag.DETERMINER,
        tag.NAME,
        tag.WORD,
        tag.NUMBER,
        tag.POSSESSIVE,
        tag.ADVERB,
        tag.TIME,
    )
)
_ROUNDING = frozenset(("about", "around", "over", "under"))  # "about 50 people said"
_PRONOMINAL = frozenset(("those", "all", "some", "many", "others"))
_ENDING_CLAUSES = frozenset((",", "and", "but"))


class VerbSubjects:
    """The subjects of the verbs of one article.

    Args:
        tokens: The article's tokens.
        mentions: All mentions, in order.
        barred: Numbers of the mentions that are not subjects, whatever stands beside them.
    """

    def __init__(
        self, tokens: Tokens, mentions: Sequence[Mention], barred: Container[int] = ()
    ) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self._barred = barred
        self._firsts = [one.first for one in mentions]

    def find(self, start: int, end: int, verbs: Sequence[Verb]) -> dict[int, int]:
        """Number of a verb -> number of the mention that is its subject or owns the noun.

        Args:
            start: The first token to look at.
            end: One past the last token.
            verbs: In order; the number of a verb is its index here.
        """
        tokens = self.tokens
        starts = {verb.first: number for number, verb in enumerate(verbs)}
        owners: dict[int, int] = {}
        no_names = words()["not_names"]
        for number in range(bisect_left(self._firsts, start), bisect_left(self._firsts, end)):
            mention = self.mentions[number]
            if number in self._barred:
                continue
            if mention.kind == BARE and tokens.lowers[mention.first] in no_names:
                continue  # "According to"
            if mention.is_possessive:
                start_of_owned = mention.last + (mention.kind != PERSONAL)
                near = range(start_of_owned, start_of_owned + _OWNED)
                verb = next((starts[at] for at in near if at in starts), None)
                if verb is not None and verbs[verb].form == NOUN:
                    owners.setdefault(verb, number)
                continue
            verb = starts.get(self._verb_after(mention, start, end, starts))
            # "with X saying" has a subject of its own.
            is_with = tokens.padded_lowers[mention.first - 1] == "with"
            forms = (PARTICIPLE,) if is_with else (FINITE, PASSIVE)
            if verb is not None and verbs[verb].form in forms:
                owners[verb] = number
        self._add_antecedents(owners, verbs)
        return owners

    def _add_antecedents(self, owners: dict[int, int], verbs: Sequence[Verb]) -> None:
        """Give the verb behind a relative clause its subject: "Those who saw Roe leave said"."""
        for verb, number in list(owners.items()):
            first = self.mentions[number].first
            if self.tokens.lowers[first] != "who":
                continue
            owner = number
            if self.tokens.padded_lowers[first - 1] not in _PRONOMINAL:
                owner -= 1
                if owner < 0 or self.mentions[owner].last != first:
                    continue
            start = verbs[verb].last
            for later in range(verb + 1, len(verbs)):
                between = self.tokens.lowers[start : verbs[later].first]
                if not _ENDING_CLAUSES.isdisjoint(between):
                    break
                start = verbs[later].first
                if later not in owners and verbs[later].group in SAYING:
                    if owner == number:
                        del owners[verb]
                    owners[later] = owner
                    break

    def _verb_after(self, mention: Mention, start: int, end: int, starts: dict[int, int]) -> int:
        """Where the verb of a mention begins, -1 if it seems to be no subject."""
        tokens = self.tokens
        before = mention.first - 1
        here = tokens.padded[before] if mention.first > start else tag.END
        lower = tokens.padded_lowers[before]
        is_inside = here == tag.PREPOSITION and lower not in words()["opening_clauses"]
        if tokens.tags[mention.first] == tag.NUMBER and lower in _ROUNDING:
            is_inside = False
        if is_inside and mention.kind != PERSONAL:
            return -1
        at = self._skip(mention.last, end)
        if at in starts:
            return -1 if self._is_object(before, here, at) else at
        if tokens.tag(at) == tag.PREPOSITION:
            at = self._skip_phrases(at, end)
            if at in starts:
                return at
        return self._after_insertion(at, end, starts) if tokens.tag(at) == tag.COMMA else -1

    def _is_object(self, before: int, here: Tag, at: int) -> bool:
        """Whether a phrase between two verbs goes with the first: "used a name given to him"."""
        tokens = self.tokens
        if here == tag.WORD:
            return is_verb(tokens, before)
        if here != tag.CUE or tokens.tag(at) not in (tag.CUE, tag.WORD):
            return False
        return cues()[tokens.lowers[before]].group in (CueClass.ACT, CueClass.JUDGE)

    def _after_insertion(self, comma: int, end: int, starts: dict[int, int]) -> int:
        """The verb after the comma that closes an insertion: "X, of Y, said"."""
        tags = self.tokens.tags
        for at in range(comma + 1, min(comma + _INSERTION, end)):
            if tags[at] == tag.COMMA:
                after = self._skip(at + 1, end)
                if after in starts:
                    return after
        return -1

    def _skip(self, token: int, end: int) -> int:
        """Past a parenthesis, adverbs and days."""
        tokens = self.tokens
        tags = tokens.tags
        if token < end and tags[token] == tag.OPEN:
            near = range(token, min(token + _PARENTHESIS, end))
            token = next((at + 1 for at in near if tags[at] == tag.CLOSE), token)
        while token < end and (
            tags[token] in (tag.ADVERB, tag.TIME)
            or (tokens.lowers[token] == "on" and tokens.tag(token + 1) == tag.TIME)
        ):
            token += 1
        return token

    def _skip_phrases(self, token: int, end: int) -> int:
        """Past prepositional phrases, up to a verb."""
        tags = self.tokens.tags
        stop = min(token + _PHRASES, end)
        at = token
        while at < stop and tags[at] in _IN_PHRASE:
            if at > token and is_verb(self.tokens, at):
                break
            at += 1
        return at
