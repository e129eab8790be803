"""Whom a pronoun means, or cannot mean, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from indexer.quotes.mentions.mention import ORGANISATION, PERSONAL, Mention
from indexer.quotes.people.agreement import can_stand_for
from indexer.quotes.people.occurrences import Occurrences
from indexer.quotes.people.people import People
from indexer.quotes.people.person import Person
from indexer.quotes.rules import rule
from indexer.quotes.speakers.dialogue import answers, who_began, who_was_asked
from indexer.quotes.speakers.history import History
from indexer.quotes.speakers.unnamed import means_unnamed
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_BEFORE_NAMES = 4  # tokens that tell what somebody is
_TOWARDS = frozenset(("of", "about", "to", "against"))
_SURE = 0.9  # of the last speaker, before the next "he" is taken for the same


class Pronouns:
    """The pronouns of one article.

    Args:
        tokens: The article's tokens.
        people: Who is named, and all mentions.
        occurrences: Where people are named.
    """

    def __init__(self, tokens: Tokens, people: People, occurrences: Occurrences) -> None:
        self.tokens = tokens
        self.mentions = people.mentions
        self.people = people
        self.occurrences = occurrences

    @cached_property
    def _names_by_first(self) -> dict[int, int]:
        return {one.first: number for number, one in enumerate(self.mentions) if one.is_name}

    @cached_property
    def _people_by_first(self) -> frozenset[int]:
        return frozenset(
            self.mentions[number].first
            for number in self._names_by_first.values()
            if self.mentions[number].kind != ORGANISATION
        )

    @cached_property
    def by_last(self) -> dict[int, int]:
        """Number of the mention that ends before a token; of several the last."""
        return {one.last: number for number, one in enumerate(self.mentions)}

    @rule("last-speaker", otherwise=None)
    def last_speaker(self, mention: Mention, history: History) -> Person | None:
        """Who spoke last, where "he" or "she" can mean nobody else named since; else None.

        Args:
            mention: Any mention.
            history: Outcomes of the quotes before, in order.
        """
        last = history[-1] if history and mention.kind == PERSONAL else None
        if last is None or last.person is None or last.probability < _SURE:
            return None
        word = mention.pronoun(self.tokens)
        if word not in ("he", "she"):
            return None
        everyone, tokens = self.people.everyone, self.tokens
        since = min(tokens.quote_tokens[last.quote], self.mentions[last.mention].first)
        since_then = self.occurrences.between(since, mention.first)
        if since_then is None:
            return None
        named = {*since_then, last.person}
        possible = [one for one in named if can_stand_for(everyone[one], word)]
        is_free = possible == [last.person] and last.person not in self.addressed(mention)
        is_free = is_free and self.told_around(mention, word) is None
        is_free = is_free and not self.means_unnamed(mention)
        return everyone[last.person] if is_free else None

    def means_unnamed(self, mention: Mention) -> bool:
        """Whether a pronoun takes up somebody whom the text leaves without a name."""
        return means_unnamed(self.tokens, mention, self._people_by_first)

    def told_around(self, mention: Mention, word: str) -> Person | None:
        """Whom a pronoun means by the words around its quote, if it can mean them."""
        number = who_began(self.tokens, mention, self.by_last)
        if number is None and answers(self.tokens, mention):
            number = who_was_asked(self.tokens, mention, self._names_by_first)
        named = self._antecedent_before(mention)
        if number is not None:
            named = self.people.by_mention[number]
        return named[0] if len(named) == 1 and can_stand_for(named[0], word) else None

    def asked(self, mention: Mention) -> Person | None:
        """Whom the sentence before a pronoun asks or tells something, if it can mean them."""
        if mention.kind != PERSONAL:
            return None
        number = who_was_asked(self.tokens, mention, self._names_by_first)
        named = () if number is None else self.people.by_mention[number]
        word = mention.pronoun(self.tokens)
        return named[0] if len(named) == 1 and can_stand_for(named[0], word) else None

    def _antecedent_before(self, mention: Mention) -> Sequence[Person]:
        """Whom the phrase stands for that opens the sentence before a quote.

        "The judge was unmoved. “Q,” he said": nobody else is named there.
        """
        tokens = self.tokens
        start = tokens.sentence_start(mention.first)
        link = self.occurrences.link_before(start)
        if link is None or tokens.padded[start] != tag.QUOTE:
            return ()
        at, number = link
        is_phrase = tokens.lowers[at] == "the" and at == tokens.sentence_start(start - 1)
        named = self.occurrences.before(start, 1)
        if not is_phrase or tokens.paragraphs[at] != tokens.paragraphs[start]:
            return ()
        return () if named and named[0][0] > at else (self.people.everyone[number],)

    @rule("addressed", otherwise=frozenset())
    def addressed(self, mention: Mention) -> set[int]:
        """The people whom a pronoun or phrase cannot mean, since their name follows its verb.

        In "he told Roe" and "he said of Roe" he is not Roe.
        """
        token = mention.last
        while self.tokens.padded[token] in (tag.ADVERB, tag.AUXILIARY):
            token += 1
        if self.tokens.padded[token] != tag.CUE:
            return set()
        token += 1 + (self.tokens.padded_lowers[token + 1] in _TOWARDS)
        stop = token + _BEFORE_NAMES
        while token < stop and self.tokens.padded[token] in (tag.DETERMINER, tag.WORD):
            token += 1  # "he told the clerk Jane Roe"
        number = self._names_by_first.get(token)
        if number is None:
            return set()
        return {one.number for one in self.people.by_mention[number]}
