"""Names -> the people of an article, and whom each name may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.quotes.lexicon import given_names, words
from indexer.quotes.mentions.mention import (
    BARE,
    FULL,
    NOMINAL,
    ORGANISATION,
    SURNAME,
    Mention,
    MentionKind,
)
from indexer.quotes.people.draft import PersonDraft
from indexer.quotes.people.headline_names import resolve_in_headline
from indexer.quotes.people.headlines import headlines_of, is_capitalised
from indexer.quotes.people.index import NameIndex
from indexer.quotes.people.names import surname_key
from indexer.quotes.people.proper_names import in_lower_case, namesakes_of, proper_part
from indexer.quotes.people.surnames import Surnames
from indexer.quotes.people.text_names import add_embedded_names, add_quoted_names
from indexer.quotes.tokens.row import Tokens

_MAX_NAMES = 500  # no article has more; only a hostile text does


@dataclass(frozen=True, slots=True)
class ResolvedNames:
    """The mentions of an article once its names are known.

    Attributes:
        mentions: In order. The article as a whole tells what some names are: "Van Hollen" is a
            surname where "Chris Van Hollen" is named.
        by_mention: For each mention (its number) the people that it may mean; empty for
            mentions that are no names.
        index: The people by name.
    """

    mentions: Sequence[Mention]
    by_mention: Sequence[Sequence[PersonDraft]]
    index: NameIndex


def resolve_names(
    tokens: Tokens, mentions: Sequence[Mention], quoted: Iterable[str], title: str = ""
) -> ResolvedNames:
    """Find the people of an article, and whom each name may mean.

    Args:
        tokens: The article's tokens.
        mentions: All mentions, in order.
        quoted: What stands within quotes and phrases; full names there explain surnames.
        title: The title, "" where there is none; names in it explain as well.
    """
    resolver = _Resolver(tokens, mentions)
    headlines = headlines_of(tokens)
    is_above = [tokens.paragraphs[one.first] in headlines for one in mentions]
    running = [n for n, one in enumerate(mentions) if one.name and not is_above[n]]
    resolver.add_full_names(running)
    add_quoted_names(resolver.index, quoted if is_capitalised(title.split()) else [*quoted, title])
    named = [resolver.mentions[number] for number in running]
    add_embedded_names(resolver.index, named, [title, *headlines.values()])
    resolver.add_single_names(running)
    for number in [n for n, one in enumerate(mentions) if is_above[n] and one.is_name]:
        resolver.resolve_in_headline(number)
    resolver.index.complete_leaders()
    return ResolvedNames(resolver.mentions, resolver.by_mention, resolver.index)


class _Resolver:
    """The steps of `resolve_names`, in the order of the methods.

    Args:
        tokens: The article's tokens.
        mentions: All mentions, in order.
    """

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention]) -> None:
        self.tokens = tokens
        self.mentions = list(mentions)
        self.by_mention: list[Sequence[PersonDraft]] = [()] * len(mentions)
        self.index = NameIndex()
        self._full: list[tuple[Mention, PersonDraft]] = []

    def add_full_names(self, running: Sequence[int]) -> None:
        """Add the full names of the mentions with these numbers."""
        full = [number for number in running if self.mentions[number].kind == FULL]
        known = {in_lower_case(self.mentions[number].name) for number in full}
        tails = {name[at:] for name in known for at in range(1, len(name) - 1)}
        given, shows = given_names(), words()["titled_works"]
        particles = words()["name_particles"]
        namesakes = namesakes_of(known)
        for number in full:
            mention = self.mentions[number]
            lower = in_lower_case(mention.name)
            if len(lower) > 2 and lower[-1] in shows:
                self.mentions[number] = replace(mention, kind=ORGANISATION)  # "The Jane Roe Show"
            elif lower in tails and (lower[0] not in given or lower[0] in particles):
                self.mentions[number] = replace(mention, kind=SURNAME)  # "Van Roe", "Al Roe"
            else:
                self._add_full_name(number, proper_part(mention.name, known, namesakes))

    def _add_full_name(self, number: int, name: tuple[str, ...]) -> None:
        """Add a full name without the words before it that are not part of it."""
        mention = self.mentions[number]
        if len(name) == 1:
            self.mentions[number] = replace(mention, kind=SURNAME, name=name)
            return
        person = self.index.add(name)
        self.by_mention[number] = [person]
        person.note_titles(mention)
        if len(self._full) < _MAX_NAMES:
            self._full.append((mention, person))

    def add_single_names(self, running: Sequence[int]) -> None:
        """Find whom the mentions with these numbers mean that are single names or bodies."""
        named = [self.mentions[number] for number in running]
        surnames = Surnames(self.tokens, self.index, named, self._full)
        for number in running:
            mention = self.mentions[number]
            if mention.kind == NOMINAL:
                matches = [one for one in self.index.matches(mention) if one.first]
                if matches:  # "Mr. Black", "Cuban said": a surname that is a common word, too
                    self._resolve(number, SURNAME, matches)
            elif mention.kind == SURNAME:
                found = surnames.people(mention)
                if found:
                    self.by_mention[number] = found
                else:
                    self.mentions[number] = replace(mention, kind=BARE, name=())
            elif mention.kind == ORGANISATION:
                self._add_organisation(number)

    def _resolve(self, number: int, kind: MentionKind, people: Sequence[PersonDraft]) -> None:
        self.mentions[number] = replace(self.mentions[number], kind=kind)
        self.by_mention[number] = people

    def _add_organisation(self, number: int) -> None:
        mention = self.mentions[number]
        namesakes = self.index.matches(mention) if len(mention.name) == 1 else []
        word = mention.name[0]
        if word.isupper() or word.lower() in words()["places"]:
            # "Israel" is not Israel Roe, nor "NASA" NASA Harbour.
            namesakes = [one for one in namesakes if one.last == surname_key(word)]
        if any(one.first and not one.is_organisation for one in namesakes):
            self._resolve(number, SURNAME, namesakes)
            return
        person = self.index.add(mention.name)
        person.is_organisation = True
        self.by_mention[number] = [person]

    def resolve_in_headline(self, number: int) -> None:
        """Find whom a name in a headline means."""
        found = resolve_in_headline(self.tokens, self.index, self.mentions[number])
        self.mentions[number], self.by_mention[number] = found
