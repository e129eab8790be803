"""The people (and other named sources) of one article, as facts that no later step changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.quotes.lexicon import leaders_nations
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.people.coreference import (
    Linker,
    find_described,
    find_role_holders,
    gender_by_pronouns,
)
from indexer.quotes.people.draft import PersonDraft
from indexer.quotes.people.evidence import PersonEvidence
from indexer.quotes.people.index import NameIndex, of_title_gender
from indexer.quotes.people.name_functions import NameFunction, function_of, in_aside
from indexer.quotes.people.name_resolution import ResolvedNames
from indexer.quotes.people.occurrences import Occurrence, Occurrences
from indexer.quotes.people.person import Person
from indexer.quotes.tokens.row import Tokens


@dataclass(frozen=True, slots=True)
class People:
    """All named sources of an article.

    Attributes:
        mentions: All mentions, in order of the text.
        everyone: The people in the order in which their names were found, full names first.
        by_mention: For each mention (its number) the people that it may mean; empty for
            mentions that are no names.
    """

    mentions: Sequence[Mention]
    everyone: Sequence[Person]
    by_mention: Sequence[Sequence[Person]]
    _index: NameIndex

    def matches(self, mention: Mention) -> list[Person]:
        """The people whose surname, or else first name, a single name is.

        Where the title before it tells the gender, those of the other one are left out.
        """
        found = [self.everyone[one.number] for one in self._index.of_name(mention)]
        return of_title_gender(found, mention)


def find_people(tokens: Tokens, names: ResolvedNames) -> tuple[People, Occurrences]:
    """The people of an article with all that it tells of them, and where they are named."""
    sequence, functions, evidence = _collect(tokens, names)
    drafts = names.index.people
    is_body = [
        draft.is_organisation or (one.is_organisation and not draft.first)
        for draft, one in zip(drafts, evidence, strict=True)
    ]
    for number, gender in gender_by_pronouns(tokens, sequence, is_body):
        evidence[number].pronoun_gender += gender
    everyone = [one.person(draft) for one, draft in zip(evidence, drafts, strict=True)]
    people = People(names.mentions, everyone, _by_mention(names, everyone), names.index)
    role_holders = find_role_holders(everyone)
    described = find_described(tokens, names.mentions, role_holders)
    links = Linker(tokens, everyone, sequence, functions).links(described)
    return people, Occurrences(sequence, functions, role_holders, links)


def _collect(
    tokens: Tokens, names: ResolvedNames
) -> tuple[list[Occurrence], dict[int, NameFunction], list[PersonEvidence]]:
    """Where people are named, as what, and what that tells of each (by number)."""
    evidence = [PersonEvidence() for _ in names.index.people]
    for candidates in names.by_mention:
        if len(candidates) == 1:
            evidence[candidates[0].number].certain += 1
    sequence: list[Occurrence] = []
    functions: dict[int, NameFunction] = {}
    for mention, candidates in zip(names.mentions, names.by_mention, strict=True):
        if not candidates or mention.is_modifier:
            continue
        number = candidates[0].number
        if len(candidates) > 1:
            number = _likeliest(tokens, candidates, evidence, mention)
        if not in_aside(tokens, mention):
            sequence.append(Occurrence(mention.head, number))
        function = functions[mention.head] = function_of(tokens, mention)
        evidence[number].note(tokens, mention, function)
    _note_nations(names.index.people, evidence)
    return sequence, functions, evidence


def _likeliest(
    tokens: Tokens,
    candidates: Sequence[PersonDraft],
    evidence: Sequence[PersonEvidence],
    mention: Mention,
) -> int:
    """The number of the namesake named last in this paragraph, else most often in full."""
    paragraph = tokens.paragraphs[mention.head]
    best, last = -1, -1
    for one in candidates:
        seen = evidence[one.number].occurrences
        if seen and seen[-1] > last and tokens.paragraphs[seen[-1]] == paragraph:
            best, last = one.number, seen[-1]
    if best >= 0:
        return best
    # Of equals the first.
    return max(candidates, key=lambda one: len(evidence[one.number].full_names)).number


def _note_nations(drafts: Sequence[PersonDraft], evidence: Sequence[PersonEvidence]) -> None:
    """Describe leaders of countries as such, since papers take it for known."""
    nations = leaders_nations()
    for draft, one in zip(drafts, evidence, strict=True):
        nation = nations.get((draft.first, draft.name[-1].lower()))
        if nation is not None:
            one.described.add(nation)


def _by_mention(names: ResolvedNames, everyone: Sequence[Person]) -> list[Sequence[Person]]:
    """For each mention the people that it may mean."""
    # Mentions of one surname share a list, which is translated once.
    known: dict[int, Sequence[Person]] = {}
    found: list[Sequence[Person]] = []
    for drafts in names.by_mention:
        if id(drafts) not in known:
            known[id(drafts)] = tuple(everyone[one.number] for one in drafts)
        found.append(known[id(drafts)])
    return found
