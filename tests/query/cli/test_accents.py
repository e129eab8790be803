"""A letter with an accent is one letter, whether it is written as one sign or as two."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.support.program import Program
from tests.support.quoted import build_quoted

FORMS = ("NFC", "NFD")


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same article twice, all its letters composed in one and decomposed in the other."""
    root = tmp_path_factory.mktemp("lakes")
    for form in FORMS:
        folder = root / "articles" / unicodedata.normalize(form, f"Zürich-{form}")
        folder.mkdir(parents=True)
        text = (
            f"---\ntitle: Über Genève {form}\nsource: Süddeutsche\nauthor: José Núñez\n---\n\n"
            "“The lake is frozen,” said Zoë Müller, the mayor of Genève.\n"
        )
        (folder / unicodedata.normalize(form, f"été-{form}.md")).write_text(
            unicodedata.normalize(form, text), encoding="utf-8"
        )
    return build_quoted(root / "articles", root / "index")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "command",
    [
        ["ask", "Genève"],
        ["ask", '"mayor of Genève"'],
        ["ask", "Gen?ve"],
        ["ask", "Genè*"],
        ["ask", "lake", "--path", "Zürich-*"],
        ["ask", "lake", "--path", "été-*.md"],
        ["ask", "lake", "path:été-*"],
        ["ask", "lake", "--source", "Süddeutsche"],
        ["ask", "lake", "--author", "Núñez"],
        ["ask", 'title:"Über Genève"'],
        ["ask", "lake", "speaker:Müller"],
        ["quotes", "--speaker", "Zoë Müller"],
        ["quotes", "lake", "--speaker", "Müller"],
    ],
    ids=" ".join,
)
def test_both_spellings_find_both_articles(
    whosaid: Program, lakes: Path, command: list[str], form: str
):
    arguments = [unicodedata.normalize(form, one) for one in command]
    ended = whosaid(*arguments, "--index", lakes, "--all", "--jsonl")

    found = {Path(json.loads(line)["path"]).stem[-3:] for line in ended.out.splitlines()}
    assert found == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_one_person_is_listed_once(whosaid: Program, lakes: Path, form: str):
    pattern = unicodedata.normalize(form, "Mül*ler")
    for arguments in ([], [unicodedata.normalize(form, "Müller")], [f"*{pattern}"]):
        ended = whosaid("speakers", *arguments, "--index", lakes, "--jsonl")

        assert [json.loads(line)["quotes"] for line in ended.out.splitlines()] == [2]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("own", FORMS)
def test_an_article_is_shown_by_its_path_and_title(
    whosaid: Program, lakes: Path, own: str, form: str
):
    for name in (f"été-{own}.md", f"Zürich-{own}/été-{own}.md:7", f"über genève {own}"):
        ended = whosaid("show", unicodedata.normalize(form, name), "--index", lakes, "--json")

        assert Path(json.loads(ended.out)["path"]).stem.endswith(own)


@pytest.mark.parametrize("form", FORMS)
def test_a_quote_is_verified(whosaid: Program, lakes: Path, form: str):
    speaker = unicodedata.normalize(form, "Zoë Müller")
    ended = whosaid("verify", "The lake is frozen", "--speaker", speaker, "--index", lakes)

    assert ended.status == 0
