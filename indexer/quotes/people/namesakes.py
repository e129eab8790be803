"""Which people of a surname its title leaves: "President Obama" is not Michelle Obama."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from indexer.quotes.mentions.mention import Mention
from indexer.quotes.people.agreement import roles_of
from indexer.quotes.people.draft import PersonDraft
from indexer.quotes.people.names import STATE_TITLES, full_name_of_leader, same_first_name
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_REACH = 8  # tokens after a full name in which its office may stand


def with_title(people: Sequence[PersonDraft], mention: Mention) -> Sequence[PersonDraft]:
    """The namesakes known to have the title before a surname, or all if nobody is."""
    if len(people) < 2 or not mention.titles:
        return people
    roles = roles_of(mention.titles)
    return [one for one in people if not roles.isdisjoint(roles_of(one.titles))] or people


def is_leader_apart(
    tokens: Tokens,
    mention: Mention,
    known: Iterable[PersonDraft],
    full: Iterable[tuple[Mention, PersonDraft]],
) -> bool:
    """Whether a surname with a title means a well-known leader whom the article names nowhere.

    Args:
        tokens: The article's tokens.
        mention: The surname.
        known: The people of that name in the article.
        full: Its full names and whose they are.

    Returns:
        False where somebody of the name may have that office: "Amy Johnson, president of the
        college".
    """
    titles = STATE_TITLES.intersection(mention.titles)
    if not titles:
        return False
    leader = full_name_of_leader(mention.name[-1], frozenset(titles))
    known = list(known)
    if leader is None or any(
        not one.first or same_first_name(one.first, leader[0].lower()) for one in known
    ):
        return False
    return not any(person in known and _holds(tokens, other, titles) for other, person in full)


def _holds(tokens: Tokens, mention: Mention, titles: Collection[str]) -> bool:
    """Whether one of these titles stands before a full name, or in its apposition."""
    if any(one in titles for one in mention.titles):
        return True
    end = min(mention.last + _REACH, tokens.sentence_end(mention.first))
    # "Roe, the president", but not "Roe, a son of President Paul Roe"
    return any(
        tokens.lowers[at] in titles and tokens.padded[at + 1] != tag.NAME
        for at in range(mention.last, end)
    )
