"""An article, its file, and what a reader decides about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from query.serve.pages.article.original import LONGEST_LINE
from tests.query.serve.pages.conftest import browsing
from tests.support.browsing import Browser, Page
from tests.support.build import build
from tests.support.newsroom import FERRY, WALL, write_newsroom


def article(browser: Browser, question: str, **filters: str) -> Page:
    page = browser.search(question, **filters)
    return browser.get(page.all("//a[@class='open']")[0].get("href"))


def test_the_whole_text_is_there_paragraph_by_paragraph(browser: Browser):
    page = article(browser, "harbour wall council")

    assert page.texts("//p[@class='text']") == WALL
    assert page.texts("//h1") == ["Of wall"]


def test_speakers_stand_beside_their_quotes(browser: Browser):
    page = article(browser, "harbour wall council")

    voices = page.texts(".voice")
    assert len(voices) == 1
    assert "Ines Calder" in voices[0]
    assert "the mayor of Ardmouth" in voices[0]
    assert page.all("//*[starts-with(@class, 'quote ')]")


def test_a_paragraph_can_be_copied_with_its_citation(browser: Browser):
    page = article(browser, "harbour wall council")

    copied = page.all("//textarea[@data-copy='Copy with citation']")[0].text_content().strip()
    assert copied.startswith(WALL[0])
    assert "“Of wall.” Ardmouth Courier, November 21, 2017. Paragraph 1." in copied
    styles = browser.get(page.link("Other styles"))
    assert len(styles.all("//textarea")) == 6


def test_the_lines_of_the_file_are_shown_around_the_place(browser: Browser, newsroom: Path):
    page = article(browser, "rebuilt before the winter council decided Monday")
    lines = browser.get(page.link("Lines of the file"))

    shown = lines.all("//li[@class='here']")[0]
    assert shown.get("id") == "L6"
    assert WALL[0] in shown.text_content()


def test_a_file_is_saved_never_opened_as_a_page(browser: Browser, newsroom: Path):
    page = article(browser, "harbour wall council")
    answer = browser.client.get(page.link("Save the file"))

    assert answer.content == (newsroom / "news" / "courier" / "wall.md").read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["original", "lines", "page/1.png"])
def test_a_file_that_has_changed_is_not_served(tmp_path: Path, path: str):
    news = write_newsroom(tmp_path)
    build(tmp_path / "index", news)
    secret = tmp_path / "secret.txt"
    secret.write_text("The password is otter.\n", encoding="utf-8")
    file = news / "courier" / "wall.md"
    for browser in browsing(tmp_path / "index"):
        document = article(browser, "harbour wall council").address.split("/article/")[1][:16]
        for change in (lambda: file.write_text("Other words.\n"), lambda: file.symlink_to(secret)):
            file.unlink()
            assert browser.get(f"/article/{document}/{path}").status == 404
            change()
            answer = browser.client.get(f"/article/{document}/{path}")
            assert answer.status_code == 404
            assert "otter" not in answer.text
            assert "Other words" not in answer.text


@pytest.mark.parametrize(
    "name", ["../../../../etc/passwd", "%2e%2e%2fetc%2fpasswd", "/etc/passwd", "..", "%00", "-"]
)
def test_no_other_file_can_be_named(browser: Browser, name: str):
    for path in ("original", "lines", "page/1.png", "cite"):
        assert browser.client.get(f"/article/{name}/{path}").status_code == 404
    answer = browser.client.get(f"/static/{name}")
    assert answer.status_code == 404 or "Who said what" in answer.text  # `/static/..` is `/`


def test_a_line_that_is_too_long_is_cut_and_says_so(tmp_path: Path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "long.txt").write_text("The otter swam. " * 400 + "\n", encoding="utf-8")
    build(tmp_path / "index", tmp_path / "news")
    for browser in browsing(tmp_path / "index"):
        page = browser.get(article(browser, "otter").link("Lines of the file"))
        assert len(page.texts("//li[@id='L1']/span")[0]) < LONGEST_LINE + 50
        assert "(the line goes on)" in page.text


def test_a_correction_is_that_of_the_command(writer: Browser, own: Path):
    page = article(writer, "ferry winter owners")
    form = page.form("/correct")

    told = writer.post("/correct", {**form, "verdict": "speaker", "speaker": "Petra Oduya"})

    assert "said by Petra Oduya" in told.texts(".done")[0]
    assert any("Petra Oduya" in voice for voice in told.texts(".voice"))
    assert '"speaker": "Petra Oduya"' in (own / "decisions.jsonl").read_text(encoding="utf-8")
    assert writer.search("", find="quotes", speaker="Petra Oduya").all("//blockquote")
    undone = writer.post("/correct/undo", writer.get("/decisions").form("/correct/undo"))
    assert "Undone" in undone.texts(".done")[0]
    again = article(writer, "ferry winter owners")
    assert any("Agnes Pell" in voice for voice in again.texts(".voice"))


@pytest.mark.parametrize("verdict", ["nobody", "not a quote"])
def test_a_quote_can_be_nobodys_or_none(writer: Browser, verdict: str):
    page = article(writer, "ferry winter owners")
    before = len(page.all(".voice"))

    writer.post("/correct", {**page.form("/correct"), "verdict": verdict})

    after = article(writer, "ferry winter owners")
    assert not any("Agnes Pell" in voice for voice in after.texts(".voice"))
    assert len(after.all(".voice")) == before - (verdict == "not a quote")


@pytest.mark.parametrize(
    "values", [{}, {"verdict": "x"}, {"verdict": "speaker"}, {"verdict": "nobody", "words": "zz"}]
)
def test_a_form_that_lacks_something_is_told(writer: Browser, values: dict[str, str]):
    form = {**article(writer, "ferry winter owners").form("/correct"), "verdict": "", "speaker": ""}

    assert writer.post("/correct", {**form, **values}).status == 400


def test_a_note_whose_words_are_gone_is_shown_above_the_text(writer: Browser, own: Path):
    from query.annotations.annotation import Colour, Note
    from query.annotations.file import AnnotationFile

    document = article(writer, "ferry winter owners").address.split("/article/")[1][:16]
    note = Note("1", document, 0, 3, "words that are gone", "Look.", Colour.BLUE, "2024-01-01")
    AnnotationFile(own).change(lambda before: before.with_note(note))

    page = writer.get(f"/article/{document}")
    assert "words that are gone" in page.texts("//header//div[contains(@class, 'own-note')]")[0]


def test_a_note_about_words_that_are_not_there_is_refused(writer: Browser):
    form = article(writer, "ferry winter owners").form("/notes/add")

    assert writer.post("/notes/add", {**form, "note": "x", "words": "no such"}).status == 400
    assert writer.post("/notes/add", {**form, "note": "x", "end": "999999"}).status == 400
    assert writer.post("/notes/add", {**form, "note": " "}).status == 400
    kept = writer.post("/notes/add", {**form, "note": "x", "words": FERRY[0][4:9]})
    assert kept.texts(".noted") == [FERRY[0][4:9]]


def test_a_note_and_a_label_can_be_removed(writer: Browser):
    page = article(writer, "ferry winter owners")
    page = writer.post("/notes/add", {**page.form("/notes/add"), "note": "x"})
    page = writer.post("/notes/remove", page.form("/notes/remove"))
    page = writer.post("/label", {**page.form("/label"), "label": "boats"})
    assert page.texts("//span[@class='label']") == ["boats"]

    page = writer.post("/label", page.form("/label"))

    assert page.texts("//span[@class='label']") == page.all(".own-note") == []
