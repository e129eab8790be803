"""The people (and other named sources) of one article, and whom each name in it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from unicodedata import normalize

from indexer.quotes.lexicon import any_of, given_names, words
from indexer.quotes.mentions.mention import BARE, FULL, NOMINAL, ORGANISATION, SURNAME, Mention
from indexer.quotes.people.headlines import headlines_of, is_capitalised, name_size
from indexer.quotes.people.index import NameIndex
from indexer.quotes.people.names import (
    same_first_name,
    surname_key,
)
from indexer.quotes.people.namesakes import is_leader_apart, with_title
from indexer.quotes.people.person import Person, note_titles
from indexer.quotes.people.proper_names import (
    in_lower_case,
    is_no_name,
    looks_named,
    namesakes_of,
    proper_part,
    without_possessive,
)
from indexer.quotes.tokens.row import Tokens

_FULL_NAME = re.compile(
    r"[A-Z](?<!\w[A-Z])[^\W\d_]+(?:[’'-][^\W\d_]+)*"
    r"(?: (?:[A-Z]\.|(?:al-|el-)?[A-Z][^\W\d_]+(?:[’'-][^\W\d_]+)*)){1,3}"
)
_CAPITALISED = re.compile(
    r"[A-Z][^\W\d_]+(?:[’'-][A-Z][^\W\d_]+)*"
    r"(?: (?:[A-Z]\. )?[A-Z][^\W\d_]+(?:[’'-][A-Z][^\W\d_]+)*)*"
)

_MAX_NAMES = 500  # no article has more; only a hostile text does


class People:
    """All named sources of an article.

    Attributes:
        people: In the order in which their names were found, full names first.
        by_mention: For each mention (its number), the people that it may mean; empty for
            mentions that are no names.
    """

    def __init__(
        self,
        tokens: Tokens,
        mentions: Sequence[Mention],
        quoted: Iterable[str],
        title: str = "",
    ) -> None:
        self._index = NameIndex()
        self.people = self._index.people
        self.by_mention: list[Sequence[Person]] = [()] * len(mentions)
        headlines = headlines_of(tokens)
        running = [
            (number, mention)
            for number, mention in enumerate(mentions)
            if mention.name and tokens.paragraphs[mention.first] not in headlines
        ]
        self._add_full_names(running)
        self._add_quoted_names(quoted if is_capitalised(title.split()) else [*quoted, title])
        self._add_embedded_names(running, [title, *headlines.values()])
        self._add_single_names(tokens, running)
        for number, mention in enumerate(mentions if headlines else ()):
            if mention.is_name and tokens.paragraphs[mention.first] in headlines:
                self._find_in_headline(tokens, number, mention)
        self._index.complete_leaders()

    def matches(self, mention: Mention) -> list[Person]:
        """The people whose surname, or else first name, a single name is; see `NameIndex`."""
        return self._index.matches(mention)

    def _add_full_names(self, named: Sequence[tuple[int, Mention]]) -> None:
        full = [(number, mention) for number, mention in named if mention.kind == FULL]
        known = {in_lower_case(mention.name) for _, mention in full}
        tails = {name[at:] for name in known for at in range(1, len(name) - 1)}
        given = given_names()
        shows = words()["titled_works"]
        namesakes = namesakes_of(known)
        for number, mention in full:
            lower = in_lower_case(mention.name)
            if len(lower) > 2 and lower[-1] in shows:
                mention.kind = ORGANISATION  # "The Jane Roe Show"
                continue
            if lower in tails and lower[0] not in given:
                mention.kind = SURNAME  # "Van Hollen" of "Chris Van Hollen"
                continue
            name = proper_part(mention.name, known, namesakes)
            if len(name) == 1:
                mention.kind, mention.name = SURNAME, name
                continue
            person = self._index.add(name)
            self.by_mention[number] = [person]
            note_titles(person, mention)

    def _add_quoted_names(self, quoted: Iterable[str]) -> None:
        """Full names that stand in quotes or in the title; they explain surnames elsewhere."""
        # "Will Roe win?": no name opens with an auxiliary here.
        common = any_of("not_names", "titles", "honorifics", "places", "auxiliaries")
        known = given_names()
        for found in _FULL_NAME.finditer(normalize("NFC", "\n".join(quoted))):
            name = found.group().split()
            name[-1] = without_possessive(name[-1])
            while len(name) > 1 and name[0].lower().rstrip(".") in common:
                name = name[1:]
            if 1 < len(name) <= 4 and name[0].lower() in known:
                self._index.add(tuple(name))

    def _add_embedded_names(
        self, named: Sequence[tuple[int, Mention]], headlines: Iterable[str]
    ) -> None:
        """Full names within longer runs of capitals ("The Jane Roe Show"), of surnames used alone.

        Where a headline's name ends is only known from the text below it.
        """
        surnames = {
            surname_key(one.name[-1])
            for _, one in named
            if one.kind == SURNAME or (one.kind == NOMINAL and one.name)
        }
        given = given_names()
        runs = [one.name for _, one in named if one.kind == ORGANISATION and len(one.name) > 1]
        for headline in headlines:
            found = _CAPITALISED.findall(normalize("NFC", headline))
            runs += [tuple(word for word in run.split() if word[-1] != ".") for run in found]
        auxiliaries = words()["auxiliaries"]  # "Will Roe win?"
        for run in runs:
            for first, last in pairwise(run):
                key = surname_key(last)
                knows = self._index.knows(last)
                is_given = first.lower() in given and first.lower() not in auxiliaries
                if key in surnames and is_given and not knows:
                    self._index.add((first, last))

    def _add_single_names(self, tokens: Tokens, named: Sequence[tuple[int, Mention]]) -> None:
        solid = {
            in_lower_case(mention.name)
            for _, mention in named
            if mention.titles or not tokens.opens_sentence(mention.first)
        }
        # Name -> its people, and how many had the surname then; a later one may be meant as well.
        settled: dict[tuple[str, ...], tuple[list[Person], int]] = {}
        for number, mention in named:
            if mention.kind == NOMINAL:
                matches = [one for one in self.matches(mention) if one.first]
                if matches:  # "Mr. Black", "Cuban said": a surname that is a common word, too
                    mention.kind, self.by_mention[number] = SURNAME, matches
            elif mention.kind == SURNAME:
                matches, size = settled.get(mention.name, ([], 0))
                namesakes = len(self._index.of_surname(mention.name[-1]))
                if mention.titles or not matches or namesakes != size:
                    matches = self._matches_of_surname(tokens, mention, named)
                lower = in_lower_case(mention.name)
                if not matches and not (
                    (lower in solid or looks_named(tokens, mention))
                    and (mention.titles or not is_no_name(lower[0]))
                ):
                    mention.kind, mention.name = BARE, ()
                    continue
                matches = matches or [self._index.add(mention.name)]
                self.by_mention[number] = matches
                if not mention.titles:
                    settled[mention.name] = matches, namesakes
                elif len(matches) == 1:
                    note_titles(matches[0], mention)
            elif mention.kind == ORGANISATION:
                self._add_organisation(number, mention)

    def _matches_of_surname(
        self, tokens: Tokens, mention: Mention, named: Sequence[tuple[int, Mention]]
    ) -> list[Person]:
        """The known people whom a surname with the titles before it can mean."""
        matches = self.matches(mention)
        if not (matches and mention.titles):
            return matches
        matches = list(with_title(matches, mention))
        full = islice(self._full(named), _MAX_NAMES)
        return [] if is_leader_apart(tokens, mention, matches, full) else matches

    def _full(self, named: Sequence[tuple[int, Mention]]) -> Iterator[tuple[Mention, Person]]:
        """The full names and whose they are."""
        for number, mention in named:
            if mention.kind == FULL and self.by_mention[number]:
                yield mention, self.by_mention[number][0]

    def _add_organisation(self, number: int, mention: Mention) -> None:
        namesakes = self.matches(mention) if len(mention.name) == 1 else []
        word = mention.name[0]
        if word.isupper() or word.lower() in words()["places"]:
            # "Israel" is not Israel Roe, nor "NASA" NASA Harbour.
            namesakes = [one for one in namesakes if one.last == surname_key(word)]
        if any(one.first and not one.is_organisation for one in namesakes):
            mention.kind = SURNAME
            self.by_mention[number] = namesakes
            return
        person = self._index.add(mention.name)
        person.is_organisation = True
        self.by_mention[number] = [person]

    def _find_in_headline(self, tokens: Tokens, number: int, mention: Mention) -> None:
        """Find a person named elsewhere in a run of capitalised words."""
        size = len(mention.name)
        for length in range(min(size, 4), 0, -1):
            for at in range(size - length + 1):
                part = mention.name[at : at + length]
                found = self._index.of_surname(part[-1])
                if length > 1:
                    found = [one for one in found if in_lower_case(one.name) == in_lower_case(part)]
                elif at and mention.name[at - 1].lower() in given_names():
                    first = mention.name[at - 1].lower()
                    found = [one for one in found if same_first_name(one.first, first)]
                if found:
                    self.by_mention[number] = list(found)
                    mention.kind = FULL if length > 1 else SURNAME
                    _narrow(tokens, mention, at, length)
                    return
        if (
            (mention.kind == FULL and mention.name[0].lower() in given_names())
            or mention.titles
            or (size == 1 and tokens.tag(mention.last) in ":Q")
        ):
            size = name_size(mention.name)
            name = mention.name[:size]
            _narrow(tokens, mention, 0, size)
            self.by_mention[number] = [self._index.add(name)]


def _narrow(tokens: Tokens, mention: Mention, at: int, length: int) -> None:
    """Make a mention cover only `length` words of its name, from the one numbered `at`."""
    start = mention.first
    while start < mention.last and tokens.words[start] != mention.name[0]:
        start += 1
    mention.name = mention.name[at : at + length]
    end = start + at + length
    if end <= mention.last:
        mention.first, mention.last, mention.head = start + at, end, end - 1
        mention.is_modifier = False
