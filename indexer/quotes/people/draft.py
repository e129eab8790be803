"""A named source while its names are still being collected."""

from __future__ import annotations

from dataclasses import dataclass, field
from unicodedata import normalize

from indexer.names.parsing import recoded
from indexer.quotes.lexicon import words
from indexer.quotes.mentions.mention import Mention

_TITLE_GENDER = 3.0  # what "Mr." or "Mrs." tells; a given name tells 2


@dataclass(slots=True, eq=False)
class PersonDraft:
    """What the names of a person tell.

    Attributes:
        forms: How often the article has each form of the full name.
        number, name, first, last, nicknames, named_gender, is_organisation, titles: As in
            `Person`.
    """

    number: int
    name: tuple[str, ...]
    first: str
    last: str
    nicknames: set[str]
    forms: dict[tuple[str, ...], int] = field(default_factory=dict)
    named_gender: float = 0.0
    is_organisation: bool = False
    titles: set[str] = field(default_factory=set)

    @property
    def gender(self) -> float:
        """Above zero male, below female; no pronoun has been looked at yet."""
        return self.named_gender

    @property
    def canonical(self) -> str:
        """The name as shown: the commonest form, of equally common ones the first.

        It is composed, and letters that were read in a wrong encoding are repaired.
        """
        name = max(self.forms, key=self.forms.__getitem__, default=self.name)
        return (
            recoded(normalize("NFC", " ".join(name)))
            .replace(" ,", ",")
            .replace(" ’s ", "’s ")
            .replace(" 's ", "'s ")
        )

    def note_titles(self, mention: Mention) -> None:
        """Keep the titles before a name and the gender that they tell."""
        if mention.titles:
            lists = words()
            self.titles.update(mention.titles)
            is_male = not lists["male_titles"].isdisjoint(mention.titles)
            is_female = not lists["female_titles"].isdisjoint(mention.titles)
            self.named_gender += _TITLE_GENDER * (is_male - is_female)
