"""Patterns of sentences: what is made of them, and that they can be learned from."""

from __future__ import annotations

from pathlib import Path

from indexer.quotes.training.labels import prepare
from indexer.quotes.training.templates import made_by_grammar
from indexer.quotes.training.traps import made_up_passages


def _made(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    file = tmp_path / "templates.txt"
    file.write_text(text, encoding="utf-8")
    return list(made_by_grammar(file))


def test_a_pattern_gives_sentences_with_one_of_the_wordings(tmp_path: Path) -> None:
    passages = _made(tmp_path, "# Joint.\nX (met|saw) Y, who said it was Q => who = Y\n")
    assert {kind for kind, _ in passages} == {"Joint"}
    for _, text in passages:
        words = text.split()
        assert words[2] in ("met", "saw")
        assert text.endswith(f"”[who = {' '.join(words[3:5]).rstrip(',')}].")


def test_a_relative_has_the_surname_and_the_sex_that_the_text_tells(tmp_path: Path) -> None:
    for _, text in _made(tmp_path, "X died. His mother, Z, wept. Qc LZ said. => LZ = Z"):
        name, mother = text.split(" died. His mother, ")
        assert name.split()[1] == mother.split(",")[0].split()[1]
        assert text.endswith("said.")


def test_an_office_is_taken_up(tmp_path: Path) -> None:
    for _, text in _made(tmp_path, "X, the (judge|mayor), left. Qc the * said. => the * = X"):
        office = text.split(", ")[1].removeprefix("the ")
        assert f"[the {office} = " in text
        assert text.endswith(f"the {office} said.")


def test_the_same_file_gives_the_same_passages() -> None:
    assert list(made_by_grammar()) == list(made_by_grammar())


def test_every_passage_can_be_learned_from() -> None:
    for passage in made_up_passages():
        _, quotes = prepare(passage)
        assert len(quotes) == len(passage["quotes"]), passage["text"]
