"""The twenty things that people ask of pages like these in public trackers, a test for each.

 1 a snippet around the match in every hit        11 own notes, searchable, coloured
 2 open the document at the hit, highlighted      12 search within one project or folder
 3 never the wrong page                           13 many queries at once on a subset
 4 page numbers in lists and in the API           14 an export that is never silently capped
 5 but optional                                   15 one table for several queries
 6 near duplicates as one row that opens          16 columns of the source in it
 7 exact counts of what a group hides             17 the export obeys the query on the screen
 8 saved searches with dates                      18 say when counts are samples
 9 a saved query run again on new documents only  19 no hits outside of the dates asked for
10 labels by kind of document, as a filter        20 a search that can be embedded elsewhere
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pypdfium2
import pytest

from query.serve.pages.search import export
from tests.support.articles import write_articles
from tests.support.browsing import ADDRESS, Browser
from tests.support.build import build
from tests.support.newsroom import WALL


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_row_01_every_hit_shows_the_words_around_the_match(browser: Browser):
    page = browser.search("harbour wall", size="50")

    for hit in page.all(".result"):
        shown = hit.xpath(".//p[@class='passage']")
        assert shown
        assert shown[0].text_content().strip()
    assert {"harbour", "wall"} <= set(page.texts("//li[starts-with(@class, 'result')][1]//mark"))


def test_row_02_the_article_opens_at_the_hit_with_its_words_marked(browser: Browser):
    page = browser.search("bronze otter")
    address = page.all("//a[@class='open']")[0].get("href")

    article = browser.get(address)

    place = address.partition("#")[2]
    assert [one.get("id") for one in article.all(f"//*[@id='{place}']")] == [place]
    block = article.all(f"//*[@id='{place}']")[0]
    assert {"bronze", "otter"} <= {one.text_content() for one in block.xpath(".//mark")}
    assert block.xpath(".//span[contains(@class, 'at')]")


def test_row_03_a_hit_names_the_page_on_which_its_words_are(browser: Browser, newsroom: Path):
    page = browser.search('"if the ground is what we think it is"', kind="pdf")
    told = page.texts("//li[starts-with(@class, 'result')][1]//span[@class='place']")[0]
    number = int(re.findall(r"page (\d+)", told)[0])

    document = pypdfium2.PdfDocument(newsroom / "news" / "report.pdf")
    on_page = document[number - 1].get_textpage().get_text_range()
    assert "if the ground" in " ".join(on_page.split())
    article = browser.get(page.all("//a[@class='open']")[0].get("href"))
    picture = browser.get(article.link(f"Page {number}"))
    assert f"Page {number} of 3" in picture.text
    image = browser.client.get(picture.all("//img")[0].get("src"))
    assert (image.headers["content-type"], image.content[:4]) == ("image/png", b"\x89PNG")


def test_row_04_pages_are_in_lists_and_in_the_api(browser: Browser):
    query = {"q": "boil tap water", "kind": "pdf"}
    listed = browser.client.get("/", params=query).text
    rows = browser.client.get("/export/jsonl", params=query).text.splitlines()
    answer = browser.client.get(
        "/api/v1/ask", params={"q": "boil tap water", "path": "*.pdf"}
    ).json()

    assert re.search(r"page \d, paragraph \d", listed)
    assert all(json.loads(row)["page"] in (1, 2, 3) for row in rows)
    assert all(hit["page"] in (1, 2, 3) for hit in answer["hits"])


def test_row_05_pages_and_lines_can_be_hidden(browser: Browser):
    assert browser.search("harbour").all(".place")
    assert not browser.search("harbour", places="0").all(".place")


def test_row_06_copies_of_a_story_are_one_row_that_opens(browser: Browser):
    page = browser.search('"said Ada Marlow of the council"')

    assert len(page.all(".result")) == 1
    opened = page.all("//details[@class='copies']")
    assert len(opened) == 1
    assert len(browser.search('"said Ada Marlow of the council"', copies="1").all(".result")) == 3


def test_row_07_a_row_counts_exactly_what_it_hides(browser: Browser):
    page = browser.search('"said Ada Marlow of the council"')
    told = page.texts("//details[@class='copies']/summary")[0]
    hidden = page.all("//details[@class='copies']//li")

    assert int(re.findall(r"also in (\d+) articles", told)[0]) == len(hidden) == 2


def test_row_08_saved_searches_have_dates(writer: Browser):
    page = writer.post("/saved/save", {"name": "wall", "state": "/?q=harbour+wall&since=2017"})

    assert "wall" in page.texts("//h2")
    assert len(page.all("//time[@datetime]")) == 2  # saved on, looked at on
    assert any("From 2017" in facts for facts in page.texts(".facts"))
    assert "since=2017" in page.link("wall")


def test_row_09_a_saved_search_shows_new_articles_only(writer: Browser, own: Path, tmp_path: Path):
    writer.post("/saved/save", {"name": "ferry", "state": "/?q=ferry&find=quotes"})
    assert "Nothing new" in writer.get("/saved").text
    (tmp_path / "more").mkdir()
    new = "“The ferry sank at noon,” said Adil Nasrawi.\n"
    (tmp_path / "more" / "new.txt").write_text(new, encoding="utf-8")
    build(own, tmp_path / "more")

    page = writer.get("/saved")
    assert page.texts(".new-count") == ["1 new"]
    news = writer.get(page.link("Show what is new"))
    assert news.texts("//blockquote") == ["“The ferry sank at noon,”"]
    writer.post("/saved/mark", {"name": "ferry"})
    assert writer.get("/saved").all(".new-count") == []


def test_row_10_labels_and_kinds_of_files_are_filters(writer: Browser):
    page = writer.search("harbour", size="50")
    article = writer.get(next(one for one in page.links("/article/")))
    form = article.form("/label")
    writer.post("/label", {**form, "label": "court record"})

    found = writer.search("harbour", label="court record", size="50")
    assert {one.split("?")[0] for one in found.links("/article/")} == {
        article.address.split("8000")[1].split("?")[0]
    }
    assert "court record 1" in page_after(writer).texts("//aside//li")
    kinds = writer.search("harbour", kind="pdf", size="50")
    assert kinds.all(".result")
    assert all("page" in told for told in kinds.texts(".place"))


def page_after(writer: Browser):
    return writer.search("harbour OR wall OR court OR ferry")


def test_row_11_own_notes_are_searchable_and_coloured(writer: Browser):
    page = writer.search("bronze otter")
    article = writer.get(page.all("//a[@class='open']")[0].get("href"))
    form = article.form("/notes/add")
    writer.post("/notes/add", {**form, "note": "Ask the dealer again.", "colour": "green"})
    writer.post("/notes/add", {**form, "note": "Two otters?", "colour": "pink"})

    assert writer.get("/notes?q=dealers").texts(".own-note") == ["Ask the dealer again."]
    assert writer.get("/notes?colour=pink").texts(".own-note") == ["Two otters?"]
    assert writer.get("/notes").all("//p[@class='own-note green']")
    again = writer.get(writer.get("/notes?q=dealers").all("//a[@class='open']")[0].get("href"))
    assert again.all(".noted")
    assert any("Ask the dealer again." in one for one in again.texts(".own-note"))


def test_row_12_a_search_can_be_confined_to_a_folder(browser: Browser, newsroom: Path):
    page = browser.search("harbour OR court")
    folder = page.link("courier")

    found = browser.get(folder + "&size=50")

    files = [json.loads(line)["path"] for line in browser.get(
        found.link("JSON Lines")).text.splitlines()]  # fmt: skip
    assert files
    assert all(str(newsroom / "news" / "courier") in path for path in files)
    assert found.texts(".chips") == ["In courier ×"]


def test_row_13_many_questions_at_once_within_filters(browser: Browser):
    form = {"questions": "harbour wall\nthe ferry\n", "each": "3"}

    page = browser.post("/many?paper=Ardmouth+Courier", form)

    assert page.texts("//tbody//th") == ["harbour wall", "the ferry"]
    sources = {one.xpath("./td")[-4].text_content() for one in page.all("//tbody/tr")}
    assert sources == {"Ardmouth Courier"}


def test_row_14_an_export_has_every_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from starlette.testclient import TestClient

    from query.serve.app import make_app
    from query.serve.archive import Archive
    from tests.support.hashing import HashingEncoder

    monkeypatch.setattr(export, "AT_ONCE", 50)
    write_articles(tmp_path / "news", range(60))
    build(tmp_path / "index", tmp_path / "news")
    app = make_app(Archive(tmp_path / "index", HashingEncoder()))
    with TestClient(app, base_url=ADDRESS) as client:
        browser = Browser(client)
        question = "the AND (mayor OR harbour OR council OR ferry OR teacher OR engineer)"
        page = browser.search(question)
        counted = int(re.findall(r"all (\d+) passages", page.text)[0])

        passages = rows_of(browser.get(page.link("CSV")).text)
        assert [int(row["rank"]) for row in passages] == list(range(1, counted + 1))
        assert counted > 3 * 50
        assert len({row["passage_id"] for row in passages}) == counted
        for kind, count in (
            ("JSON Lines", lambda text: len(text.splitlines())),
            ("Markdown", lambda text: len(re.findall(r"^## ", text, re.MULTILINE))),
            ("BibTeX", lambda text: text.count("\n@") + text.startswith("@")),
        ):
            assert count(browser.get(page.link(kind)).text) == counted
        quotes = browser.get("/?find=quotes&copies=1")
        total = int(re.findall(r"of (\d+) quotes", " ".join(quotes.texts(".counts")))[0])
        assert len(rows_of(browser.get(quotes.link("CSV")).text)) == total > 3 * 50


def test_row_15_several_questions_give_one_table(browser: Browser):
    form = {"questions": "harbour wall\nthe ferry", "each": "2", "as": "csv"}

    rows = rows_of(browser.client.post("/many", data=form).text)

    assert [row["question"] for row in rows] == ["harbour wall"] * 2 + ["the ferry"] * 2


def test_row_16_the_table_has_columns_of_the_source(browser: Browser):
    form = {"questions": "harbour wall", "each": "1", "paper": ""}
    page = browser.post("/many", form)
    row = rows_of(browser.client.post("/many", data={**form, "as": "csv"}).text)[0]

    assert {"Source", "Author", "Date"} <= set(page.texts("//thead//th"))
    assert {"source", "author", "date", "title", "url", "path", "document_id"} <= row.keys()
    assert row["source"]


@pytest.mark.parametrize(
    "query",
    [
        "q=harbour&paper=Ardmouth+Courier", "q=harbour&since=2018&until=2018", "q=harbour+wall",
        "q=harbour&sort=-date", "q=%22harbour%22+OR+ferry&sort=date", "find=quotes&speaker=Calder",
        "q=flood&find=quotes&copies=1", "q=harbour&dated=only", "q=harbour&kind=pdf", "find=quotes",
    ],
)  # fmt: skip
def test_row_17_the_export_is_what_the_screen_shows(browser: Browser, query: str):
    shown: list[str] = []
    page = browser.get(f"/?{query}&size=50")
    export_link = page.link("JSON Lines")
    while True:
        shown += [one.get("href") for one in page.all("//a[@class='open']")]
        following = page.links("page=")
        if not page.all("//a[@rel='next']"):
            break
        page = browser.get(following[-1])

    rows = [json.loads(row) for row in browser.get(export_link).text.splitlines()]
    exported = [(row["document_id"], row["paragraph"]) for row in rows]
    on_screen = [
        (one.split("/article/")[1].split("?")[0].split("#")[0],
         int(one.split("#p")[1]) if "#p" in one else None)
        for one in shown
    ]  # fmt: skip
    assert exported
    assert exported == on_screen


def test_row_18_counts_are_exact_and_what_is_cut_says_so(browser: Browser):
    page = browser.search("harbour")
    by_date = browser.search("harbour", sort="date")

    assert "The counts are exact numbers of articles." in page.text
    counts = dict(re.findall(r"(Ardmouth Courier) (\d+)", " ".join(page.texts("//aside//li"))))
    hits = browser.search("harbour AND harbour", paper="Ardmouth Courier", size="50")
    ids = {one.split("?")[0] for one in hits.links("/article/") if "at=" in one}
    assert int(counts["Ardmouth Courier"]) == len(ids)
    assert any("the 100 best passages" in note for note in by_date.texts(".note"))


@pytest.mark.parametrize("sort", ["score", "date", "-date"])
@pytest.mark.parametrize("find", ["passages", "quotes"])
def test_row_19_nothing_outside_of_the_dates_is_found(browser: Browser, sort: str, find: str):
    page = browser.search("harbour", since="2018", until="2018-04", sort=sort, find=find, size="50")

    dates = [one.get("datetime") for one in page.all("//li[starts-with(@class, 'result')]//time")]
    assert dates
    assert all("2018" <= date <= "2018-04-31" for date in dates)
    assert "undated" not in " ".join(page.texts(".facts"))
    passages = browser.search("harbour", since="2018", until="2018-04", find="passages")
    assert any("have no date" in note or "has no date" in note for note in passages.texts(".note"))


def test_row_20_a_search_of_one_collection_can_be_embedded(browser: Browser):
    page = browser.search("ferry", paper="Ardmouth Courier")
    code = page.all("//textarea[@id='embed']")[0].text_content()
    address = re.findall(r'src="http://127.0.0.1:8000([^"]+)"', code)[0]

    frame = browser.get(address)

    assert frame.status == 200
    assert "frame-ancestors *" in frame.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert "Ardmouth Courier" in frame.text
    assert frame.form("/embed")["paper"] == "Ardmouth Courier"
    assert not frame.all("//script")
    other = browser.get(address.replace("q=ferry", "q=wall"))
    assert WALL[0] in other.texts(".passage")
