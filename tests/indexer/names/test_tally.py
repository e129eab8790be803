"""Sums in columns are those of a plain count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.names.occurrences import Occurrence, in_columns
from indexer.names.roles import same_role
from indexer.names.tally import RoleTally, Tally

ROLES = ("mayor", "The mayor", "Sen.", "Sens.", "a judge", "", None)
DATES = ("2016", "2016-05", "2016-05-02", "", None)
NAMES = ("Jane Roe", "Roe", "Jane M. Roe", "Ann Lee", "Lee")

one = st.builds(
    Occurrence,
    st.integers(0, 4),
    st.sampled_from(NAMES),
    st.sampled_from(ROLES),
    st.sampled_from(DATES),
    st.integers(1, 3),
    st.integers(0, 3),
).map(lambda found: found._replace(likely=min(found.likely, found.quotes)))
archives = st.lists(st.tuples(one, st.integers(0, 3), st.booleans()), min_size=1, max_size=20)


@given(archives)
def test_a_tally_in_columns_is_a_plain_count(archive: list[tuple[Occurrence, int, bool]]):
    occurrences = [one for one, _, _ in archive]
    owners = np.array([owner for _, owner, _ in archive])
    counted = np.array([is_counted for _, _, is_counted in archive])
    tally = Tally(in_columns(occurrences), owners, counted)

    order = dict.fromkeys(owners.tolist())
    assert list(tally.names) == [one for one in order if one in set(owners[counted].tolist())]
    for owner in tally.names:
        places = np.flatnonzero((owners == owner) & counted).tolist()
        own = [occurrences[place] for place in places]
        written = Counter[str]()
        for found in own:
            written[found.name] += found.quotes
        dates = sorted(found.date for found in own if found.date)
        assert tally.places(owner) == tuple(places)
        assert tally.first_name(owner) == own[0].name
        assert tally.names[owner] == written
        assert tally.sure[owner] == {found.name for found in own if found.likely < found.quotes}
        assert tally.quotes[owner] == sum(found.quotes for found in own)
        assert tally.likely[owner] == sum(found.likely for found in own)
        assert tally.documents[owner] == len({found.document for found in own})
        assert tally.dates(owner) == ((dates[0], dates[-1]) if dates else (None, None))
        assert tally.roles(owner) == _roles(own)


def _roles(own: Sequence[Occurrence]) -> list[RoleTally]:
    by_role: dict[str, list[Occurrence]] = {}
    for found in own:
        if found.role:
            by_role.setdefault(same_role(found.role), []).append(found)
    roles = []
    for same in by_role.values():
        written = Counter[str]()
        for found in same:
            written[found.role or ""] += found.quotes
        dates = sorted(found.date for found in same if found.date)
        shown = min(written, key=lambda role: (-written[role], role))
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        roles.append((shown, sum(found.quotes for found in same), first, last))
    return sorted(roles, key=lambda r: (r[2] is None, r[2] or "", r[0]))
