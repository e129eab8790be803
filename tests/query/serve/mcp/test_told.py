"""What an assistant reads says what is verbatim, and how sure it is who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from query.serve.archive import Archive
from query.serve.mcp.told import MOST_SHOWN, tell_ask, tell_show, tell_timeline
from query.serve.mcp.tools import TOOLS
from query.serve.operations.values import read_arguments
from tests.support.hashing import HashingEncoder


@pytest.fixture
def tell(quoted_index: Path):
    archive = Archive(quoted_index, HashingEncoder())

    def told(name: str, **arguments: object) -> str:
        tool = next(one for one in TOOLS if one.operation.name == name)
        assert tool.tell is not None
        with archive.reading() as opened:
            values = read_arguments(tool.parameters, arguments)
            return tool.tell(tool.operation.answer(opened, values))

    yield told
    archive.close()


def test_a_sure_speaker_is_named_with_the_role(tell):
    told = tell("quotes", q="bridges will be rebuilt", limit=1)

    assert "Verbatim" in told
    assert "“The bridges will be rebuilt,” Speaker: Atheel al-Nujaifi" in told
    assert "(sure, " in told
    assert "characters " in told


def test_a_speaker_without_a_name_is_not_given_one(tell):
    told = tell("quotes", q="nobody slept", limit=1)

    assert "Speaker: not named (the article writes “a young resident”)." in told


def test_words_that_are_not_found_are_not_called_false(tell):
    told = tell("verify", quote="Pigs can surely fly by now")

    assert told.startswith("Not in this archive.")
    assert "may still have been said elsewhere" in told


def test_an_exact_quote_is_told_with_its_place(tell):
    told = tell("verify", quote="The bridges will be rebuilt", speaker="Nujaifi")

    assert told.startswith("Exact:")
    assert "by Atheel al-Nujaifi" in told


def test_a_long_quote_is_cut_outside_of_its_marks():
    place = {"passage_id": "a:1", "document_id": "a"}
    statement = {"date": None, "speaker": None, "quote": 999 * "w", "places": [place]}
    told = tell_timeline({"rows": [{"speaker": None, "statements": [statement]}], "notes": ["n"]})

    assert f"“{MOST_SHOWN * 'w'}” [cut: {MOST_SHOWN} of 999 characters]" in told
    assert told.endswith("note: n")


def test_words_that_were_not_said_are_told():
    quote = {
        "text": "never", "joint_speakers": [], "speaker": None, "mention": None, "grade": "unsure",
        "role": None, "polarity": "denied", "confidence": 0.2,
    }  # fmt: skip
    fields = {"title": "T", "path": "", "source": None, "date": None, "quotes": [quote]}

    assert "The words were not said: denied." in tell_show(fields)


def test_all_who_speak_together_are_named_each_with_how_sure_it_is():
    other = {"speaker": "Ann Roe", "role": "mayor", "confidence": 0.81, "grade": "likely"}
    quote = {
        "text": "We agree", "joint_speakers": [other], "speaker": "Bo Roe", "mention": None,
        "grade": "sure", "role": None, "polarity": "said", "confidence": 0.97,
    }  # fmt: skip
    fields = {"title": "T", "path": "", "source": None, "date": None, "quotes": [quote]}

    told = tell_show(fields)

    assert "Speakers: Bo Roe (sure, 0.97); Ann Roe, mayor (likely, 0.81)." in told


def test_passages_that_are_only_the_nearest_are_told_to_be_no_answer():
    hit = {
        "passage_id": "a:1", "title": "T", "path": "", "source": None, "date": None, "start": 0,
        "end": 9, "quotes": [],
    }  # fmt: skip
    fields = {"hits": [hit], "passages_searched": 7, "answered": False}

    assert "Nothing in this archive seems to answer this" in tell_ask(fields)
    assert "Nothing in this archive" not in tell_ask(fields | {"answered": True})
