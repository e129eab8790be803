"""Speakers, a person's page, verification, and the page on the index."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from indexer.names.people import Role
from query.serve.pages.people.plot import WIDTH, plot_of
from query.serve.run import IndexRun, RunError
from tests.query.serve.pages.conftest import browsing
from tests.support.browsing import Browser
from tests.support.build import build


def test_the_directory_lists_everybody_with_counts(browser: Browser):
    page = browser.get("/speakers")

    names = page.texts("//tbody//a")
    assert names[0] == "Ines Calder"
    assert {"Ines Calder", "Gus Vane", "Agnes Pell"} <= set(names)
    assert f"{len(names)} people quoted by name" in page.text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("name=cal", {"Ines Calder"}), ("role=teacher", {"Agnes Pell"}), ("name=zzz", set()),
        ("since=2018-05", {"Gus Vane"}), ("until=2016", {"Ada Marlow"}),
        ("name=Kalder", set()), ("since=2018-02&until=2018-04", {"Agnes Pell", "Ines Calder"}),
    ],
)  # fmt: skip
def test_the_directory_is_filtered(browser: Browser, query: str, names: set[str]):
    assert set(browser.get(f"/speakers?{query}").texts("//tbody//a")) == names


def test_a_wrong_date_in_the_directory_is_told(browser: Browser):
    assert browser.get("/speakers?since=x").status == 400


def test_a_persons_page_has_statements_roles_and_a_plot(browser: Browser):
    page = browser.get("/person?name=Ines+Calder")

    assert page.texts("//h1") == ["Ines Calder"]
    assert len(page.all(".statement")) == 4
    assert page.texts("//section[@class='years']//h3") == ["2018", "2017", "Undated"]
    assert any("mayor of Ardmouth" in one for one in page.texts("//aside//li"))
    bars = page.all("//*[local-name()='svg']//*[local-name()='a']")
    assert bars
    assert browser.get(bars[0].get("href")).all("//blockquote")


def test_an_attribution_is_corrected_on_the_persons_page(writer: Browser):
    page = writer.get("/person?name=Gus+Vane")

    told = writer.post("/correct", {**page.form("/correct"), "verdict": "speaker",
                                    "speaker": "Petra Oduya", "back": "/speakers"})  # fmt: skip

    assert "Petra Oduya" in told.texts("//tbody//a")
    assert "Gus Vane" not in told.texts("//tbody//a")


def test_a_name_that_is_one_persons_own_means_no_other(tmp_path: Path):
    """Another person's name may look like a variant of it."""
    news = tmp_path / "news"
    news.mkdir()
    for number, name in enumerate(["Hillary Clinton"] * 3 + ["Hilary Clinton"]):
        text = f"“The vote number {number} is on Tuesday,” said {name}, a candidate.\n"
        (news / f"{number}.txt").write_text(text, encoding="utf-8")
    build(tmp_path / "index", news)
    for browser in browsing(tmp_path / "index"):
        assert len(browser.get("/speakers").all("//tbody/tr")) == 2
        page = browser.get("/person?name=Hillary+Clinton")
        assert page.texts("//h1") == ["Hillary Clinton"]
        assert len(page.all(".statement")) == 3
        listed = browser.get("/?find=quotes")
        assert "Hillary Clinton 3" in listed.texts("//aside//li")
        assert len(browser.get(listed.link("Hillary Clinton 3")).all(".result")) == 3


@pytest.mark.parametrize("name", ["Nobody Here", "", "%00"])
def test_a_person_who_is_not_quoted_is_told(browser: Browser, name: str):
    assert browser.get(f"/person?name={name}").status == 404


def test_the_plot_stays_within_its_frame():
    roles = [
        Role(
            f"role {n}",
            n,
            f"20{n:02d}-05",
            f"20{n + 3:02d}-07-01",
        )
        for n in range(1, 15)
    ]
    months = [(f"20{n:02d}-{m:02d}", n % 3) for n in range(1, 16) for m in range(1, 13)]

    plot = plot_of("Ines Calder", [*roles, Role("undated", 1, None, None)], months)

    assert plot
    assert plot.left_out == 7
    assert all(0 <= bar.x <= bar.x + bar.width <= WIDTH and bar.y >= 0 for bar in plot.bars)
    assert all(0 <= line.x1 <= line.x2 <= WIDTH for line in plot.roles)
    assert plot_of("x", roles, []) is None


def test_an_exact_quote_and_an_altered_one(browser: Browser):
    exact = browser.get("/verify?quote=We+will+not+wait+for+another+flood&speaker=Ines+Calder")
    altered = browser.get(
        "/verify?quote=We+will+never+wait+for+another+flood,+the+harbour+wall+comes+first"
    )

    assert exact.all("//section[@class='verdict exact']")
    assert "Ines Calder" in " ".join(exact.texts(".said"))
    assert altered.texts("//del") == ["archive: not", "the archive’s words"]
    assert altered.texts("//ins") == ["yours: never", "your words"]


def test_every_quote_of_a_draft_is_verified(browser: Browser):
    draft = (
        "“We will not wait for another flood,” said Ines Calder.\n\n"
        "“I sold the bronze otter in bad faith,” said Gus Vane.\n"
    )
    page = browser.post("/verify/draft", {"quote": draft, "speaker": ""})

    assert page.texts("//h2")[0] == "1 of 2 quotes is exact"
    assert len(page.all(".verdict")) == 2
    assert page.texts("//textarea") == [" ".join(draft.split())]


@pytest.mark.parametrize("text", ["", "No quote is here.", "x" * 300_000])
def test_a_draft_without_quotes_or_too_long_is_told(browser: Browser, text: str):
    assert browser.post("/verify/draft", {"quote": text}).status == 400


def test_a_quote_that_cannot_be_verified_is_told(browser: Browser):
    assert browser.get("/verify?quote=word").status == 400


def test_the_status_says_what_is_indexed(browser: Browser, newsroom: Path):
    page = browser.get("/status")

    assert page.texts("//dl[@class='status-grid']//dd")[0] == "9"
    assert str(newsroom / "news") in page.texts(".path")
    assert page.form("/status/run") == {}


def run_of(tmp_path: Path, code: str) -> IndexRun:
    return IndexRun(tmp_path, [sys.executable, "-c", code])


def waited(run: IndexRun) -> None:
    for _ in range(500):
        if run.state and not run.state.is_running:
            return
        time.sleep(0.02)
    raise AssertionError("the run does not end")


PROGRESS = '{"progress": {"done": 1, "total": 4, "documents": 2, "passages": 3, "path": "/a"}}'


def test_a_run_is_followed_to_its_end(tmp_path: Path):
    told = f"import sys; print({PROGRESS!r}); print('words'); print('[]')"
    run = run_of(
        tmp_path, f"{told}; print('look here', file=sys.stderr); print('{{\"added\": 2}}')"
    )
    assert run.state is None
    run.start()
    waited(run)

    state = run.state
    assert state
    assert (state.done, state.total, state.documents, state.status) == (4, 4, 2, 0)
    assert (state.report, state.messages) == ((("added", 2),), ("look here",))


def test_there_is_one_run_at_a_time_and_it_can_be_stopped(tmp_path: Path):
    run = run_of(tmp_path, "import time; print('{}', flush=True); time.sleep(60)")
    run.start()

    with pytest.raises(RunError, match="already"):
        run.start()
    time.sleep(0.3)
    run.stop()
    waited(run)
    assert run.state
    assert run.state.status != 0


def test_a_run_that_ignores_ctrl_c_can_be_stopped(tmp_path: Path):
    """As the run of a server does that a shell has put into the background."""
    ignoring = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN)"
    run = run_of(tmp_path, f"{ignoring}; print('{{}}', flush=True); time.sleep(60)")
    run.start()
    time.sleep(0.3)
    run.stop()
    waited(run)


def test_a_run_that_cannot_be_started_is_told(tmp_path: Path):
    with pytest.raises(RunError):
        IndexRun(tmp_path, [str(tmp_path / "no such program")]).start()


@pytest.mark.model
def test_a_run_that_a_page_starts_is_seen_by_the_next_request(tmp_path: Path):
    from starlette.testclient import TestClient

    from indexer.build.pipeline import build_index
    from query.serve.app import make_app
    from query.serve.archive import Archive
    from tests.support.browsing import ADDRESS

    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "one.txt").write_text("The otter swam.\n", encoding="utf-8")
    build_index([tmp_path / "news"], tmp_path / "index")
    with TestClient(make_app(Archive(tmp_path / "index")), base_url=ADDRESS) as client:
        browser = Browser(client)
        (tmp_path / "news" / "two.txt").write_text("The ferry sank.\n", encoding="utf-8")
        browser.post("/status/run", {})
        for _ in range(600):
            page = browser.get("/status/progress")
            if "hx-get" not in page.text:
                break
            time.sleep(0.1)
        assert "The run has finished" in page.text
        assert "1 added" in page.text
        assert page.headers["hx-refresh"] == "true"
        assert browser.get("/status").texts("//dl[@class='status-grid']//dd")[0] == "2"
        assert browser.search("ferry").texts(".passage")[0] == "The ferry sank."
