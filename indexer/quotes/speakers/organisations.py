"""Whether a common noun can stand for an organisation: "the airline" for Kestrel Airways."""

from __future__ import annotations

from indexer.quotes.feature_enum import FeatureEnum
from indexer.quotes.people.person import Person


class OrganisationFit(FeatureEnum):
    """How a noun fits a name."""

    SAME = "same"  # the name ends with a word of that kind
    OTHER_KIND = "other"  # the name is an organisation's, and does not tell its kind
    PERSON = "person"  # the noun stands for an organisation, and the name is a person's
    NONE = "-"  # the noun stands for no organisation


# What names of organisations of one kind end with.
_KINDS = {
    "airline": frozenset(("airways", "airlines", "airline", "air", "aviation")),
    "bank": frozenset(("bank", "banking", "bancorp", "savings")),
    "university": frozenset(("university", "college", "institute")),
    "college": frozenset(("college", "school")),
    "school": frozenset(("school", "academy", "college")),
    "council": frozenset(("council",)),
    "hospital": frozenset(("hospital", "infirmary", "clinic")),
    "club": frozenset(("united", "city", "rovers", "fc", "athletic", "club", "wanderers", "town")),
    "ministry": frozenset(("ministry",)),
    "party": frozenset(("party", "congress", "alliance")),
    "union": frozenset(("union", "federation")),
    "charity": frozenset(("trust", "foundation", "aid", "charity")),
    "agency": frozenset(("agency", "authority", "administration")),
    "court": frozenset(("court",)),
    "paper": frozenset(("post", "times", "herald", "mail", "echo", "tribune", "news", "courier")),
    "company": frozenset(
        (
            *("inc", "corp", "ltd", "plc", "group", "energy", "gas", "motors", "foods", "holdings"),
            *("company", "industries", "airways", "airlines", "water", "steel", "oil", "mining"),
        )
    ),
}
_SAME_KIND = {
    "carrier": "airline",
    "lender": "bank",
    "newspaper": "paper",
    "firm": "company",
    "retailer": "company",
    "supplier": "company",
    "manufacturer": "company",
}


def organisation_fit(noun: str, person: Person) -> OrganisationFit:
    """How a noun in lower case fits a name."""
    kind = _KINDS.get(_SAME_KIND.get(noun, noun))
    if kind is None:
        return OrganisationFit.NONE
    if person.name[-1].lower().rstrip(".") in kind:
        return OrganisationFit.SAME
    return OrganisationFit.OTHER_KIND if person.is_organisation else OrganisationFit.PERSON
