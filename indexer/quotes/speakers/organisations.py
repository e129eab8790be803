"""Whether a common noun can stand for an organisation: "the airline" for Kestrel Airways."""

from __future__ import annotations

from indexer.quotes.feature_enum import FeatureEnum
from indexer.quotes.lexicon import pairs
from indexer.quotes.people.person import Person
from indexer.quotes.rules import rule


class OrganisationFit(FeatureEnum):
    """How a noun fits a name."""

    SAME = "same"  # the name ends with a word of that kind
    OTHER_KIND = "other"  # the name is an organisation's, and does not tell its kind
    PERSON = "person"  # the noun stands for an organisation, and the name is a person's
    NONE = "-"  # the noun stands for no organisation


@rule("organisations", otherwise=OrganisationFit.NONE)
def organisation_fit(noun: str, person: Person) -> OrganisationFit:
    """How a noun in lower case fits a name."""
    kind = pairs("names_of_bodies").get(noun)
    if kind is None:
        return OrganisationFit.NONE
    if person.name[-1].lower().rstrip(".") in kind.split(","):
        return OrganisationFit.SAME
    return OrganisationFit.OTHER_KIND if person.is_organisation else OrganisationFit.PERSON
