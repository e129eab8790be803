"""One verdict for each wording, and never "exact" for what was not said so by the one named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from query.parse.tree import DateRange
from query.verify.claim import ClaimError
from query.verify.verdict import Verdict
from query.verify.verifier import Verifier
from query.verify.words import words_of
from tests.support.claimed import build_claimed
from tests.support.hashing import HashingEncoder

BRIDGE = (
    "We will not rebuild the old bridge unless the council pays for all of it. "
    "Nobody has paid us a penny since 2014."
)


@pytest.fixture(scope="module")
def claimed_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_claimed(tmp_path_factory.mktemp("claimed"))


@pytest.fixture(scope="module")
def verifier(claimed_index: Path) -> Iterator[Verifier]:
    with Verifier.open(claimed_index, HashingEncoder()) as opened:
        yield opened


@pytest.mark.parametrize(
    ("wording", "speaker", "verdict", "flags"),
    [
        (BRIDGE, None, "exact", ()),
        (f"“{BRIDGE.upper()}”", "Amara Quist", "exact", ()),
        ("... we will not rebuild the old bridge unless the council pays ...", None, "exact", ()),
        ("About 300 nurses may walk out on Friday", "Mensah", "exact", ()),
        ("About 300 [hospital] nurses may walk out on Friday", None, "exact", ("bracket",)),
        # Cut.
        ("About 300 nurses may walk out", None, "shortened", ()),
        ("300 nurses may walk out on Friday", None, "shortened", ("hedge",)),
        ("I would love this film", "Joss Verrin", "shortened", ("negation", "condition", "hedge")),
        (
            "I would love this film ... and the songs", None,
            "shortened", ("negation", "condition", "hedge"),
        ),
        # Altered.
        ("We will rebuild the old bridge unless the council pays", None, "altered", ("negation",)),
        ("About 500 nurses may walk out on Friday", None, "altered", ("number",)),
        ("About 300 nurses will walk out on Friday", None, "altered", ("hedge",)),
        ("About 300 nurses may [not] walk out on Friday", None, "altered",
         ("negation", "bracket")),
        ("The hospital can be saved with 12 million dollars", None, "altered", ()),
        # Joined, of two people.
        (
            "About 300 nurses may walk out on Friday. The hospital can be saved with 12 million "
            "crowns.", None, "joined", (),
        ),
        (
            "About 300 nurses may walk out on Friday. The hospital can be saved with 12 million "
            "crowns.", "Kofi Mensah", "joined", ("speaker",),
        ),
        # Not theirs.
        ("About 300 nurses may walk out on Friday", "Ilse Oberg", "someone-else", ()),
        ("About 300 nurses may walk out on Friday", "Nobody Known", "someone-else", ()),
        ("Nobody told the night shift anything", "Ilse Oberg", "someone-else",
         ("speaker-unknown",)),
        ("The fishermen can go and drown", "Petra Lund", "someone-else", ("denied",)),
        ("The fishermen can go and drown", None, "someone-else", ("denied",)),
        ("Never lend a boat to a man who cannot swim", "Ona Brandt", "someone-else",
         ("relayed",)),
        ("About 70 doctors may ride off on Sunday", "Ilse Oberg", "not-found", ()),
        # In the paper's words, or between marks that are nobody's.
        ("The valley lost 40 houses in the flood", None, "narration", ()),
        ("Trespassers will be fed to the geese", None, "exact", ()),
        ("Trespassers will be fed to the geese", "Ona Brandt", "someone-else",
         ("speaker-unknown",)),
        # Nothing of it.
        ("Purple elephants juggle quantum teapots tonight", None, "not-found", ()),
    ],
)  # fmt: skip
def test_the_verdict(
    verifier: Verifier, wording: str, speaker: str | None, verdict: str, flags: tuple[str, ...]
):
    found = verifier.verify(wording, speaker)

    assert (found.verdict.value, set(found.flags) - {"quantifier"}) == (verdict, set(flags))


def test_an_exact_quote_is_shown_where_it_stands(verifier: Verifier):
    found = verifier.verify("About 300 nurses may walk out on Friday", "Kofi Mensah")
    place = found.evidence[0]

    assert place.document.text[place.span.start : place.span.end] == place.text
    assert (place.person.name if place.person else None) == "Kofi Mensah"
    assert place.document.date == "2021-06-20"
    assert place.passage_id == f"{place.document.document_id}:1"
    assert place.error_rate == 0


def test_what_was_left_out_is_shown(verifier: Verifier):
    found = verifier.verify("unless the council pays for all of it")

    assert found.omitted == (
        "We will not rebuild the old bridge",
        "Nobody has paid us a penny since 2014",
    )


def test_the_difference_names_the_words(verifier: Verifier):
    found = verifier.verify("About 500 nurses may walk out this Friday")
    changes = [(one.claim, one.said) for one in found.difference if one.kind.value != "same"]

    assert changes == [("500", "300"), ("this", "on")]


def test_first_appearance_and_spread(verifier: Verifier):
    found = verifier.verify("We will not rebuild the old bridge unless the council pays")

    assert found.verdict is Verdict.EXACT
    assert [one.document.source for one in found.others] == ["Tarn Gazette"]
    assert found.earliest is not None
    assert found.earliest.document.date == "2019-03-02"


def test_only_what_the_filters_admit_is_searched(verifier: Verifier):
    found = verifier.verify(BRIDGE, None, DateRange("2019-03-05", None))

    assert found.verdict is Verdict.ALTERED
    assert found.evidence[0].document.source == "Harbour Post"
    assert (found.searched.articles, found.searched.first) == (6, "2019-03-09")


def test_what_was_searched_is_said(verifier: Verifier):
    searched = verifier.verify("Purple elephants juggle teapots", "Amara Quist").searched

    assert (searched.articles, searched.quotes, searched.speaker_quotes) == (7, 8, 2)
    assert (searched.first, searched.last) == ("2019-03-02", "2021-07-01")


WORDS = BRIDGE.replace(".", "").split()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_changed_word_is_never_exact(verifier: Verifier, data: st.DataObject):
    """Whatever word of a quote is dropped, doubled or replaced: it is not exact any more."""
    place = data.draw(st.integers(0, len(WORDS) - 1))
    new = data.draw(st.sampled_from([[], [WORDS[place], "gladly"], ["gladly"], ["not"]]))
    assume(new != [WORDS[place]])
    wording = " ".join([*WORDS[:place], *new, *WORDS[place + 1 :]])

    assert verifier.verify(wording).verdict is not Verdict.EXACT


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WORDS) - 2), st.data())
def test_any_stretch_of_a_quote_is_shortened(verifier: Verifier, start: int, data: st.DataObject):
    end = data.draw(st.integers(start + 2, len(WORDS)))
    found = verifier.verify(" ".join(WORDS[start:end]), spread=False)

    assert found.verdict in (Verdict.SHORTENED, Verdict.EXACT)
    assert (found.verdict is Verdict.EXACT) == ("".join(found.omitted) == "")


def test_a_piece_without_a_sentence_end_is_looked_for_by_itself(verifier: Verifier):
    found = verifier.verify(
        "We will not rebuild the old bridge unless the council pays nobody told the night shift "
        "anything"
    )

    assert found.verdict is Verdict.JOINED
    assert [one.document.date for one in found.evidence] == ["2019-03-09", "2021-06-20"]


PIECES = st.sampled_from(
    [
        *WORDS, "...", "…", "[", "]", "[sic]", "“", "”", "'", "-5", "$", "%", ".", "?", "US", "Ü",
        "not", "Kofi", "300", "١٢", "\u0301", "\n", "don't",
    ]
)  # fmt: skip


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=25), st.sampled_from([None, "Quist", "", "?", "Nobody Known"]))
def test_any_wording_has_a_verdict_or_a_reason(
    verifier: Verifier, pieces: list[str], speaker: str | None
):
    try:
        found = verifier.verify(" ".join(pieces), speaker)
    except ClaimError:
        return
    for one in found.evidence:
        assert 0 <= one.span.start < one.span.end <= len(one.document.text)
    claimed = "".join(one.claim for one in found.difference)
    if found.difference:
        assert len(words_of(claimed)) <= len(found.claim.words)


def test_a_family_name_alone_may_be_the_speakers(quoted_index: Path):
    """It is not known to be another's, and not known to be theirs."""
    with Verifier.open(quoted_index, HashingEncoder()) as opened:
        found = opened.verify("Money is missing for the school", "Bill Clinton")

    assert (found.verdict, found.flags) == (Verdict.SOMEONE_ELSE, ("speaker-unknown",))


def test_words_that_are_the_same_by_chance_do_not_hide_a_joint(verifier: Verifier):
    found = verifier.verify(
        "We will not rebuild the old bridge unless the council pays for ... a man who cannot swim "
        "and I still laugh about it"
    )

    assert found.verdict is Verdict.JOINED
