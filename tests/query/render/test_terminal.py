from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from indexer.records import Document, Grade, JointSpeaker, Polarity, Quote, QuoteKind, Span
from query.engine import Engine
from query.render.fields import answer_fields, document_fields, shown_path, shown_speaker
from query.render.terminal import (
    attribution,
    location,
    passage_text,
    render_answer,
    render_document,
)
from query.render.visible import visible
from query.settings import Settings

CONTROLS = "\x00\x07\x08\x1b\x7f\x9b\u202e\u2066\ud800"


def drawn(
    draw: object,
    *arguments: object,
    width: int | None = None,
    no_color: bool = False,
    **options: object,
) -> str:
    out = io.StringIO()
    terminal = {"force_terminal": True, "width": width, "color_system": "standard"} if width else {}
    terminal |= {"no_color": True} if no_color else {}
    draw(Console(file=out, **terminal), *arguments, **options)  # type: ignore[operator,arg-type]
    return out.getvalue()


def without_codes(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", shown)


def test_what_acts_is_replaced_one_for_one():
    assert visible(f"a{CONTROLS}b") == "a" + "\N{REPLACEMENT CHARACTER}" * len(CONTROLS) + "b"
    assert visible("a\nb\tc\u2028d") == "a b c d"
    assert visible("“Zürich” 🌊 العربية") == "“Zürich” 🌊 العربية"


@given(st.text(st.characters(), max_size=200))
def test_offsets_stay_true_and_nothing_acts(text: str):
    shown = visible(text)

    assert len(shown) == len(text)
    assert not set(shown) & set(CONTROLS + "\n\r")
    assert visible(shown) == shown


def test_an_answer_in_a_pipe_has_a_paragraph_a_line_and_no_codes(engine: Engine):
    answer = engine.ask("who warned of the flood?", Settings(limit=3))

    lines = drawn(render_answer, answer).splitlines()

    assert not any("\x1b" in line for line in lines)
    for hit in answer.hits:
        unmarked = [line.replace("▸", "").replace("◂", "") for line in lines]
        assert visible(hit.passage.text) in unmarked
        path = shown_path(hit.document.path)
        assert f"{path}:{hit.line}  [{hit.passage.passage_id}]" in lines


def test_an_answer_at_a_terminal_links_and_marks(engine: Engine):
    answer = engine.ask("who warned of the flood?", Settings(limit=3))

    shown = drawn(render_answer, answer, width=72)

    assert "\x1b]8;" in shown
    assert f"file://{answer.hits[0].document.path}#L{answer.hits[0].line}" in shown
    assert max(len(line) for line in drawn(render_answer, answer).splitlines()) > 72


def test_the_best_sentence_is_marked_where_no_colour_can(engine: Engine):
    answer = engine.ask("how many fighters are still hiding in Tarn?", Settings(limit=5))
    hit = next(one for one in answer.hits if one.answer)
    marked = f"▸{visible(hit.answer.of(hit.document.text))}◂"

    assert marked in drawn(render_answer, answer)
    assert marked in without_codes(drawn(render_answer, answer, width=2000, no_color=True))
    assert "▸" not in drawn(render_answer, answer, width=2000)


def test_the_words_of_a_quote_are_printed_once(engine: Engine):
    answer = engine.ask("who warned of the flood?", Settings(limit=20))
    shown = drawn(render_answer, answer)

    quoted = [(hit, quote) for hit in answer.hits for quote in hit.quotes if quote.speaker]
    assert len(quoted) > 5
    for hit, quote in quoted:
        for part in quote.parts:
            words = part.of(hit.document.text)
            if len(words.split()) > 1 and part.end <= hit.passage.span.end:
                assert shown.replace("▸", "").replace("◂", "").count(visible(words)) == 1


def test_lines_go_on_under_their_indent(engine: Engine):
    answer = engine.ask("who warned of the flood?", Settings(limit=20))

    lines = without_codes(drawn(render_answer, answer, width=30))
    wrapped = re.findall(r"^   — .*\n(?! *\n)(.*)$", lines, re.MULTILINE)

    assert any(line.startswith("   ") and not line.startswith("   —") for line in wrapped)


def test_a_path_below_the_working_folder_begins_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path)

    assert shown_path(f"{tmp_path}/a/b.md") == "a/b.md"
    assert shown_path("/elsewhere/b.md") == "/elsewhere/b.md"
    (tmp_path / "a").rmdir()


def test_marks_lie_on_the_words_that_match(engine: Engine):
    hit = engine.ask("the flood", Settings(limit=1)).hits[0]

    styled = passage_text(hit)

    marked = {
        styled.plain[span.start : span.end] for span in styled.spans if "yellow" in str(span.style)
    }
    assert marked == {span.of(hit.document.text) for span in hit.matches}


def test_explained_parts_are_shown(engine: Engine):
    answer = engine.ask("the flood", Settings(limit=1))

    shown = drawn(render_answer, answer, explain=True)

    assert f"score {answer.hits[0].score:.4f}" in shown
    for part in answer.hits[0].contributions:
        assert part.name in shown


def test_a_document_is_shown_with_the_numbers_of_its_passages(engine: Engine):
    found = engine.show("port-dispute.txt")

    lines = drawn(render_document, found).splitlines()

    for passage in found.passages:
        assert f"[{passage.paragraph}] {visible(passage.text)}" in lines


@pytest.mark.parametrize("path", ["/a b/ö#1?.md", "/a\n\x1b]8;;x.md", "/100%.txt", ""])
def test_a_link_is_to_the_path_whatever_it_is_called(path: str):
    shown = drawn(
        Console.print, location(Document("0", path, "text"), Span(0, 0), "0:1"), width=200
    )

    assert "\n" not in shown.rstrip("\n")
    assert shown.count("\x1b]8;") in (0, 2)


def test_json_keeps_every_character(engine: Engine):
    document = Document("0", "/a", f"text{CONTROLS[:-1]}", title=f"t{CONTROLS[:-1]}")
    answer = engine.ask("the flood", Settings(limit=2))

    fields = json.loads(json.dumps(answer_fields(answer, explain=True)))

    assert json.loads(json.dumps(document_fields(document)))["title"] == document.title
    for hit, shown in zip(answer.hits, fields["hits"], strict=True):
        assert shown["text"] == hit.document.text[shown["start"] : shown["end"]]
        assert shown["explain"]["signals"]


@pytest.mark.parametrize(
    ("speaker", "role", "shown"),
    [
        (None, "mayor", "“It …” — The Mayor"),
        (None, "resident", "“It …” — The Mayor, resident"),
        ("Ada Tarn", "mayor", "“It …” — Ada Tarn, mayor"),
        (None, None, "“It …” — The Mayor"),
    ],
)
def test_words_that_stand_for_a_source_are_not_said_twice(speaker, role, shown):
    text = "“It rains,” said The Mayor."
    quote = Quote(
        (Span(1, 9),), QuoteKind.DIRECT, None, Span(17, 26), speaker, role, grade=Grade.SURE
    )

    assert attribution(Document("a", "a.txt", text), quote).plain == shown


@pytest.mark.parametrize(
    ("speaker", "grade", "polarity", "expected"),
    [
        ("Ada Tarn", Grade.SURE, Polarity.SAID, "Ada Tarn"),
        ("Ada Tarn", Grade.LIKELY, Polarity.SAID, "Ada Tarn? (“The Mayor”)"),
        (None, Grade.UNSURE, Polarity.SAID, "The Mayor"),
        ("Ada Tarn", Grade.SURE, Polarity.DENIED, "Ada Tarn (denied)"),
    ],
)
def test_a_name_that_is_not_sure_has_a_question_mark(speaker, grade, polarity, expected):
    document = Document("0", "/a", "“It rains”, said The Mayor.")
    mention = Span(17, 26)
    quote = Quote(
        (Span(1, 9),), QuoteKind.DIRECT, None, mention, speaker, None, 0.8, grade, polarity
    )

    assert shown_speaker(document, quote) == expected


def test_several_who_speak_together_have_their_own_roles():
    document = Document("0", "/a", "“It rains”, said Ada Tarn and Omar Haddad.")
    other = JointSpeaker("Omar Haddad", Span(30, 41), "baker", 0.8, Grade.LIKELY)
    quote = Quote(
        (Span(1, 9),), QuoteKind.DIRECT, None, Span(17, 41), "Ada Tarn", "mayor", 0.99, Grade.SURE,
        joint_speakers=(other,),
    )  # fmt: skip

    assert attribution(document, quote).plain == (
        "“It …” — Ada Tarn (mayor) and Omar Haddad? (baker)"
    )
