"""Whom a surname in an article may mean."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.quotes.mentions.mention import Mention
from indexer.quotes.people.draft import PersonDraft
from indexer.quotes.people.index import NameIndex
from indexer.quotes.people.namesakes import is_leader_apart, with_title
from indexer.quotes.people.proper_names import in_lower_case, is_no_name, looks_named
from indexer.quotes.tokens.row import Tokens


class Surnames:
    """The surnames of one article; they have to be asked for in the order of the text.

    Args:
        tokens: The article's tokens.
        index: Its people by name. A surname that nobody has is added.
        named: Its mentions with a name.
        full: Some of its full names, in order, and whose they are.
    """

    def __init__(
        self,
        tokens: Tokens,
        index: NameIndex,
        named: Sequence[Mention],
        full: Sequence[tuple[Mention, PersonDraft]],
    ) -> None:
        self._tokens = tokens
        self._index = index
        self._full = full
        self._surely_named = {
            in_lower_case(one.name)
            for one in named
            if one.titles or not tokens.opens_sentence(one.first)
        }
        # Name -> its people, and how many had the surname then; a later one may be meant as well.
        self._settled: dict[tuple[str, ...], tuple[Sequence[PersonDraft], int]] = {}
        self._apart: dict[tuple[object, ...], bool] = {}

    def people(self, mention: Mention) -> Sequence[PersonDraft]:
        """The people whom a surname may mean; none if it is not a name at all."""
        matches, size = self._settled.get(mention.name, ((), 0))
        namesakes = len(self._index.of_surname(mention.name[-1]))
        if mention.titles or not matches or namesakes != size:
            matches = self._matches(mention)
        if not matches:
            if not self._is_name(mention):
                return ()
            matches = [self._index.add(mention.name)]
        if not mention.titles:
            self._settled[mention.name] = matches, namesakes
        elif len(matches) == 1:
            matches[0].note_titles(mention)
        return matches

    def _matches(self, mention: Mention) -> Sequence[PersonDraft]:
        """The known people whom a surname with the titles before it can mean."""
        matches: Sequence[PersonDraft] = self._index.matches(mention)
        if not (matches and mention.titles):
            return matches
        matches = with_title(matches, mention)
        return [] if self._is_leader_apart(mention, matches) else matches

    def _is_leader_apart(self, mention: Mention, matches: Sequence[PersonDraft]) -> bool:
        """Whether a surname means a leader whom the article does not name, worked out once."""
        key = (mention.name[-1], mention.titles, *[one.number for one in matches])
        if key not in self._apart:
            self._apart[key] = is_leader_apart(self._tokens, mention, matches, self._full)
        return self._apart[key]

    def _is_name(self, mention: Mention) -> bool:
        """Whether a capitalised word that nobody is known by names somebody."""
        lower = in_lower_case(mention.name)
        if lower not in self._surely_named and not looks_named(self._tokens, mention):
            return False
        return bool(mention.titles) or not is_no_name(lower[0])
