"""One named source of an article, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from unicodedata import normalize

from indexer.quotes.lexicon import words
from indexer.quotes.mentions.mention import Mention


@dataclass(slots=True, eq=False)
class Person:
    """A named person, or another thing with a name, within one article.

    Attributes:
        number: Place in the order in which names were found.
        name: The name that it was first found under, without titles.
        first: First name in lower case, "" where only one name is known.
        nicknames: Names that stood between marks within the name, in lower case.
        last: Key of the surname, see `surname_key`.
        forms: How often each form of the full name was seen.
        named_gender: Evidence from given name and titles: above zero male, below female.
        pronoun_gender: Evidence from pronouns close by, weaker.
        is_organisation: Whether the name looks like an organisation's or a place's.
        titles: Lower-case titles that stood before the name.
        roles: What the text says the person is: role nouns beside the name, lower case.
        described: All words that explain the name somewhere, lower case.
        speaks: Whether a reporting word stands beside the name somewhere.
        with_article: How many mentions have an article before the name.
        located: How many stand after "in", "at" and the like, as places do.
        acts: Whether the name is the subject of a sentence somewhere.
        certain: How many mentions can mean nobody else.
        full_names: Token numbers of the mentions with the full name, ascending.
        occurrences: Token numbers of its mentions, ascending.
    """

    number: int
    name: tuple[str, ...]
    first: str
    last: str
    nicknames: set[str] = field(default_factory=set)
    forms: dict[tuple[str, ...], int] = field(default_factory=dict)
    named_gender: float = 0.0
    pronoun_gender: float = 0.0
    is_organisation: bool = False
    titles: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    speaks: bool = False
    with_article: int = 0
    located: int = 0
    acts: bool = False
    certain: int = 0
    full_names: list[int] = field(default_factory=list)
    occurrences: list[int] = field(default_factory=list)

    @property
    def gender(self) -> float:
        """Above zero male, below female; beyond 1 either way is firm."""
        if not self.pronoun_gender or abs(self.named_gender) > 1:
            return self.named_gender
        return self.named_gender + max(-1.2, min(1.2, self.pronoun_gender))

    @property
    def canonical(self) -> str:
        """The name as shown: the commonest form, of equally common ones the first; composed."""
        name = max(self.forms, key=self.forms.__getitem__, default=self.name)
        return (
            normalize("NFC", " ".join(name))
            .replace(" ,", ",")
            .replace(" ’s ", "’s ")
            .replace(" 's ", "'s ")
        )


def note_titles(person: Person, mention: Mention) -> None:
    """Keep the titles that stand before a name and the gender that they tell."""
    if mention.titles:
        lists = words()
        person.titles.update(mention.titles)
        person.named_gender += 3.0 * any(title in lists["male_titles"] for title in mention.titles)
        person.named_gender -= 3.0 * any(
            title in lists["female_titles"] for title in mention.titles
        )
