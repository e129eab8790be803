"""The search page: its state in the address, its counts, its notes, and what it says of nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

import query
from query.render.fields import NEAREST
from query.serve.app import make_app
from query.serve.archive import Archive
from query.serve.pages.search.notes_shown import UNDOING
from query.serve.pages.search.parameters import SIZES, Search
from tests.support.browsing import ADDRESS, Browser

QUERY = Path(query.__file__).parent

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).map(str.strip).filter(bool)
several = st.lists(words, max_size=3, unique=True).map(tuple)
searches = st.builds(
    Search,
    q=st.one_of(st.just(""), words),
    find=st.sampled_from(["passages", "quotes"]),
    since=st.sampled_from(["", "2016", "2016-05"]),
    until=st.sampled_from(["", "2017"]),
    dated=st.sampled_from(["", "with", "only"]),
    source=several, author=several, speaker=several, path=several,
    person=several, paper=several, kind=several,
    label=several, sure=st.booleans(), sort=st.sampled_from(["score", "date", "-date"]),
    variants=st.booleans(), spoken=st.booleans(), copies=st.booleans(), places=st.booleans(),
    size=st.sampled_from(SIZES), page=st.integers(1, 99),
)  # fmt: skip


@given(searches)
def test_every_state_is_in_the_address(search):
    query = search.address().partition("?")[2]

    assert Search.of(QueryParams(query)) == search


@given(st.text(max_size=80))
def test_any_address_has_a_state(query):
    search = Search.of(QueryParams(query))

    assert Search.of(QueryParams(search.address().partition("?")[2])) == search


@given(searches, words)
def test_a_filter_that_is_added_and_removed_leaves_the_first_page(search, value):
    before = search.changed("page", 1)

    added = search.adding("paper", value)

    assert value in added.paper
    assert added.page == 1
    if value not in search.paper:
        assert added.without("paper", value) == before


def test_each_count_is_the_number_of_articles_behind_its_link(browser: Browser):
    question = "harbour OR ferry OR otter OR council"
    page = browser.search(question)
    links = [
        (one.get("href"), int(one.xpath("./span[@class='count']")[0].text_content()))
        for one in page.all("//aside//section[@class='facet']//a[span[@class='count']]")
    ]
    links += [
        (one.get("href"), int(re.findall(r"(\d+) article", one.get("aria-label"))[0]))
        for one in page.all("//*[local-name()='svg']//*[local-name()='a']")
    ]

    assert len(links) > 12
    for address, count in links:
        found = browser.get(f"{address}&size=50&copies=1")
        ids = {one.split("?")[0] for one in found.links("/article/") if "at=" in one}
        assert len(ids) == count, address


def test_filters_that_are_set_are_chips_that_undo_them(browser: Browser):
    page = browser.search("harbour", paper="Ardmouth Courier", since="2017", sure="1")

    assert page.texts("//ul[@class='chips']//li") == [
        "Source Ardmouth Courier ×", "From 2017 ×", "sure of the speaker ×",
    ]  # fmt: skip
    fewer = browser.get(page.link("Remove the filter: Source"))
    assert "paper" not in fewer.address
    assert "since=2017" in fewer.address


def test_the_question_as_it_was_read_is_told_and_can_be_undone(browser: Browser):
    page = browser.search("what did Calder say about the ferry?")

    assert page.texts(".note")[0] == "Preferred speaker: Ines Calder (4) Prefer nobody"
    everyone = browser.get(page.link("Prefer nobody"))
    assert not any("speaker" in note for note in everyone.texts(".note"))


def test_every_option_that_a_note_names_has_a_link_in_its_place():
    """A page has no options: a note of the engine that names a new one needs a link here."""
    rooms = ("speakers", "match", "parse", "rank")
    paths = [path for room in rooms for path in (QUERY / room).rglob("*.py")]
    sources = [path.read_text(encoding="utf-8") for path in paths]
    named = {one for text in sources for one in re.findall(r"--(no-[a-z-]+) \w+", text)}

    assert named == UNDOING.keys()


def test_a_word_that_no_article_has_is_corrected_by_a_link(browser: Browser):
    page = browser.search("harbuor")

    assert page.texts(".note") == ["No article has “harbuor”. Did you mean harbour?"]
    assert "q=harbour" in page.link("harbour")


def test_nothing_found_says_why_and_what_to_do(browser: Browser):
    page = browser.search('"zeppelin"', paper="Ardmouth Courier")

    assert page.texts("//h2")[0] == "Nothing found"
    assert any("Source Ardmouth Courier" in note for note in page.texts(".note"))
    assert "paper" not in page.link("search without filters")
    assert "find=quotes" in page.link("Look among the quotes")


def test_a_page_beyond_the_last_leads_to_the_first(browser: Browser):
    page = browser.search("harbour", page="999")

    assert "page=" not in page.link("first page")


def test_pages_of_results_follow_each_other_without_gap(browser: Browser):
    everything = browser.search("the", size="50")
    first, second = browser.search("the"), browser.search("the", page="2")

    opened = [one.get("href") for one in everything.all("//a[@class='open']")]
    assert [one.get("href") for one in first.all("//a[@class='open']")] == opened[:10]
    assert [one.get("href") for one in second.all("//a[@class='open']")] == opened[10:20]
    assert second.all("//ol[@class='results']")[0].get("start") == "11"


def test_the_first_page_counts_the_archive(browser: Browser):
    page = browser.get("/")

    assert re.search(r"9 articles, 2016 to 2019", " ".join(page.texts(".tally")))
    assert browser.get(page.link("Ardmouth Courier")).all("//blockquote")


@pytest.mark.parametrize("query", ["q=x&since=yesterday", "q=%22&find=quotes", "q=...", "q=%00"])
def test_what_cannot_be_asked_is_told_without_a_fault(browser: Browser, query: str):
    page = browser.get(f"/?{query}")

    assert page.status in (200, 400)
    if page.status == 400:
        assert page.texts("//h1") == ["That did not work"]


def test_a_condition_is_obeyed_and_a_wrong_one_is_told(browser: Browser):
    page = browser.search("harbour NOT ferry", size="50")

    assert page.all(".result")
    assert all("ferry" not in text for text in page.texts(".passage"))
    assert any("quotation mark" in note for note in browser.search('"harbour').texts(".note"))


def test_an_address_without_a_page_says_so(browser: Browser):
    page = browser.get("/nowhere/at/all")

    assert (page.status, page.texts("//h1")) == (404, ["Nothing here"])


@pytest.mark.model
def test_passages_that_do_not_seem_to_answer_are_told_as_such(model_index: Path):
    app = make_app(Archive(model_index))
    with TestClient(app, base_url=ADDRESS) as client:
        browser = Browser(client)
        far, near = (
            browser.search("how tall is a giraffe in Nairobi?"),
            browser.search("flood wall"),
        )

    assert far.texts(".nearest") == [NEAREST]
    assert near.texts(".nearest") == []
