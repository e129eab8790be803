"""Quotes found by their words, by who said them, and by date; each word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import EncoderMismatchError, QuerySyntaxError
from indexer.store.index import Index
from query.hits.quote_hit import QuoteAnswer
from query.parse.tree import And, DateRange, NameContains, Not, Or, SpokenBy
from query.quote_engine import QuoteEngine
from query.rank.quotes.own_signals import LENGTH_WEIGHT, WHOLE_LENGTH
from query.settings import FusionMethod, Mode, Order, Settings
from tests.support.hashing import HashingEncoder
from tests.support.quoted import build_quoted, write_quoted


def said(answer: QuoteAnswer) -> list[tuple[str, str | None]]:
    return [(hit.quote.parts[0].of(hit.document.text), hit.quote.speaker) for hit in answer.hits]


def test_the_quote_about_the_topic_comes_first(quotes: QuoteEngine):
    assert said(quotes.search("sleeper cells"))[0] == (
        "We need help against the sleeper cells,", "Atheel al-Nujaifi"
    )  # fmt: skip


@pytest.mark.parametrize("mode", list(Mode))
def test_each_searcher_alone_finds_it(quotes: QuoteEngine, mode: Mode):
    assert said(quotes.search("sleeper cells", Settings(mode=mode)))[0][1] == "Atheel al-Nujaifi"


def test_a_hit_is_traceable_to_its_characters(quotes: QuoteEngine):
    hit = quotes.search("sleeper cells").hits[0]

    assert hit.quote.role == "Nineveh governor"
    assert hit.quote.mention.of(hit.document.text) == "Atheel al-Nujaifi"
    assert hit.context.of(hit.document.text) == (
        "“We need help against the sleeper cells,” said Atheel al-Nujaifi, Nineveh governor."
    )
    assert hit.passage_id == f"{hit.document.document_id}:1"
    lines = Path(hit.document.path).read_text(encoding="utf-8").splitlines()
    assert "sleeper cells" in lines[hit.line - 1]


def test_a_speaker_is_the_person_in_all_spellings(quotes: QuoteEngine):
    answer = quotes.by_date(Settings(filters=SpokenBy("Atheel al-Nujaifi")))

    assert said(answer) == [
        ("We need help against the sleeper cells,", "Atheel al-Nujaifi"),
        ("The bridges will be rebuilt,", "Nujaifi"),
    ]
    assert {hit.person.name for hit in answer.hits} == {"Atheel al-Nujaifi"}


def test_people_who_share_a_family_name_stay_apart(quotes: QuoteEngine):
    answer = quotes.search("bridges money", Settings(filters=SpokenBy("Bill Clinton")))

    assert said(answer) == [("Taxes on bridges are theft,", "Bill Clinton")]


def test_a_family_name_means_all_who_have_it_and_says_so(quotes: QuoteEngine):
    answer = quotes.search("money", Settings(filters=SpokenBy("Clinton")))

    assert {speaker for _, speaker in said(answer)} == {
        "Bill Clinton", "Hillary Clinton", "Clinton"
    }  # fmt: skip
    assert answer.notes == ("speaker: Clinton (1), Bill Clinton (1), Hillary Clinton (1)",)


def test_other_spellings_are_shown_as_such_and_can_be_left_out(quotes: QuoteEngine):
    found = quotes.by_date(Settings(filters=SpokenBy("Jabouri")))
    exact = quotes.by_date(Settings(filters=SpokenBy("Jabouri", variants=False)))

    assert [speaker for _, speaker in said(found)] == ["Hatem al-Jubouri"]
    assert found.notes == ("other spellings: Hatem al-Jubouri (1); --no-variants leaves them out",)
    assert exact.hits == ()
    assert exact.notes == (
        "nobody named 'Jabouri' is quoted",
        "speakers of a similar name: Hatem al-Jubouri",
        "speaker Jabouri: 0 of 7 quotes",
    )


def test_what_leaves_nothing_over_is_said(quotes: QuoteEngine):
    both = And((NameContains("source", "Gazette"), SpokenBy("Nobody Known", variants=False)))

    assert quotes.by_date(Settings(filters=both)).notes[-2:] == (
        "speaker Nobody Known: 0 of 7 quotes",
        "source Gazette: 4 of 7 quotes",
    )
    assert quotes.search("bridges", Settings(filters=both)).notes[-1].endswith("4 of 7 quotes")


def test_who_is_left_out_is_said(quotes: QuoteEngine):
    settings = Settings(filters=Not(SpokenBy("Bill Clinton")))

    assert quotes.by_date(settings).notes == ("left out: Bill Clinton (1)",)
    assert quotes.search("bridges", settings).notes == ("left out: Bill Clinton (1)",)


def test_without_a_topic_quotes_come_by_date_undated_last(quotes: QuoteEngine):
    dates = [hit.document.date for hit in quotes.by_date(Settings(limit=50)).hits]
    newest = quotes.by_date(Settings(limit=50, order=Order.NEWEST))

    assert dates == ["2014-06-10"] * 2 + ["2016-11-20"] * 2 + ["2016-12-01"] * 2 + [None]
    assert newest.hits[0].document.date == "2016-12-01"
    assert newest.hits[-1].document.date is None


def test_a_list_goes_on_where_it_was_cut(quotes: QuoteEngine):
    whole = said(quotes.by_date(Settings(limit=50)))
    pages = [
        said(quotes.by_date(Settings(limit=3, offset=offset))) for offset in range(0, len(whole), 3)
    ]

    assert [quote for page in pages for quote in page] == whole


def test_a_statement_is_worth_more_than_a_fragment(
    quotes: QuoteEngine, monkeypatch: pytest.MonkeyPatch
):
    def scores() -> dict[str, float]:
        hits = quotes.search("bridges", Settings(limit=50)).hits
        return {hit.quote.parts[0].of(hit.document.text): hit.score or 0.0 for hit in hits}

    with_length = scores()
    monkeypatch.setattr("query.rank.quotes.own_signals.LENGTH_WEIGHT", 0.0)
    without = scores()

    gained = {words: with_length[words] - without[words] for words in without}
    for words, gain in gained.items():
        assert gain == pytest.approx(LENGTH_WEIGHT * min(len(words) / WHOLE_LENGTH, 1))


def test_a_bound_by_article_holds_for_lists_and_for_topics(quotes: QuoteEngine):
    for answer in (
        quotes.by_date(Settings(limit=50, per_article=1)),
        quotes.search("bridges money", Settings(limit=50, per_article=1)),
    ):
        documents = [hit.document.document_id for hit in answer.hits]

        assert len(documents) == len(set(documents)) == 4


@pytest.mark.parametrize(
    ("chosen", "speakers"),
    [
        (DateRange(since="2016-12"), {"Hillary Clinton", "Hatem al-Jubouri"}),
        (NameContains("source", "nineveh"), {"Atheel al-Nujaifi", None}),
        (Not(SpokenBy("Clinton")), {"Atheel al-Nujaifi", "Nujaifi", None, "Hatem al-Jubouri"}),
        (
            Or((SpokenBy("Bill Clinton"), SpokenBy("Jubouri"))),
            {"Bill Clinton", "Hatem al-Jubouri"},
        ),
    ],
)
def test_filters_decide_before_anything_is_ranked(quotes: QuoteEngine, chosen, speakers):
    settings = Settings(limit=50, filters=chosen)

    assert {speaker for _, speaker in said(quotes.by_date(settings))} == speakers
    assert {speaker for _, speaker in said(quotes.search("bridges", settings))} <= speakers


@pytest.mark.parametrize(
    ("topic", "first"),
    [
        ("what did Hillary Clinton say about money?", "Hillary Clinton"),
        ("What has Bill Clinton said about bridges?", "Bill Clinton"),
        ("Hillary Clinton's remarks on bridges", "Hillary Clinton"),
        ("statements by Jubouri about an answer", "Hatem al-Jubouri"),
    ],
)
def test_a_question_that_names_its_speaker_prefers_them(
    quotes: QuoteEngine, topic: str, first: str
):
    answer = quotes.search(topic, Settings(limit=50))

    assert said(answer)[0][1] == first
    assert any("--no-speaker-preference" in note for note in answer.notes)
    assert len(answer.hits) == 7


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("fusion", list(FusionMethod))
def test_the_speaker_is_preferred_by_every_ranking(
    quotes: QuoteEngine, mode: Mode, fusion: FusionMethod
):
    settings = Settings(mode=mode, fusion=fusion)
    answer = quotes.search("what did Bill Clinton say about bridges", settings)

    assert said(answer)[0][1] == "Bill Clinton"


def test_a_role_in_a_question_is_preferred(quotes: QuoteEngine):
    for topic in ("what did the senator say of bridges", "which senator says bridges need help"):
        assert said(quotes.search(topic))[0] == ("Bridges need money,", "Hillary Clinton")


def test_a_pasted_quote_is_found_though_its_words_are_others(quotes: QuoteEngine):
    answer = quotes.search('"we need some help against sleeper cells"')

    assert said(answer)[0][1] == "Atheel al-Nujaifi"
    assert answer.notes == (
        'no quote has "we need some help against sleeper cells" word for word; these are the'
        " nearest",
    )


def test_a_phrase_that_another_part_excludes_stays_a_condition(quotes: QuoteEngine):
    exact = quotes.search('"need help against sleeper cells" speaker:"Bill Clinton"')
    other = quotes.search('"need help against sleeper cells" OR NOT bridg*')

    assert [speaker for _, speaker in said(exact)] == ["Bill Clinton"]
    assert "word for word" in exact.notes[0] or "word for word" in exact.notes[-1]
    assert said(other)[0][1] == "Atheel al-Nujaifi"
    assert not any("word for word" in note for note in other.notes)


@pytest.mark.parametrize("name", ["he", "the mayor", "Nobody Known", "experts"])
def test_a_question_about_nobody_who_is_quoted_is_not_confined(quotes: QuoteEngine, name: str):
    answer = quotes.search(f"what did {name} say about bridges?", Settings(limit=50))

    assert answer.searched == 7


def test_who_asks_for_somebody_who_is_not_quoted_is_told_so(quotes: QuoteEngine):
    answer = quotes.search("what did Nobody Known say about bridges?")

    assert answer.notes == ("nobody named 'Nobody Known' is quoted; the quotes are of others",)


def test_a_question_about_somebody_asks_for_the_words_of_others(quotes: QuoteEngine):
    def scores(topic: str) -> dict[str | None, float]:
        hits = quotes.search(topic, Settings(limit=50)).hits
        return {hit.quote.speaker: hit.score or 0.0 for hit in hits}

    asked = scores("who mocked Hillary Clinton over bridges")
    plain = scores("Hillary Clinton over bridges")
    lost = {speaker for speaker in plain if asked[speaker] == pytest.approx(plain[speaker] - 0.4)}
    assert lost == {"Hillary Clinton", "Bill Clinton", "Clinton"}


def test_conditions_are_decided_on_quotes(quotes: QuoteEngine):
    assert said(quotes.search('"sleeper cells"'))[0][1] == "Atheel al-Nujaifi"
    assert quotes.search('title:"sleeper bridges"').hits == ()
    assert {s for _, s in said(quotes.search("speaker:Nujaifi bridges"))} == {
        "Atheel al-Nujaifi", "Nujaifi"
    }  # fmt: skip
    assert [s for _, s in said(quotes.search("bridg* AND rebuil*"))] == ["Nujaifi"]


def test_a_topic_without_words_is_refused(quotes: QuoteEngine):
    with pytest.raises(QuerySyntaxError):
        quotes.search("?!")


def test_an_index_opened_without_its_quotes_is_refused(quoted_index: Path):
    index = Index.open(quoted_index)

    with pytest.raises(ValueError, match="without its quotes"):
        QuoteEngine(index)
    index.close()


def test_quotes_of_changed_and_removed_articles_go(tmp_path: Path):
    articles = write_quoted(tmp_path / "articles")
    index = build_quoted(articles, tmp_path / "index")
    (articles / "a.md").unlink()
    changed = (articles / "b.md").read_text(encoding="utf-8").replace("theft", "robbery")
    (articles / "b.md").write_text(changed, encoding="utf-8")
    build_quoted(articles, index)

    with QuoteEngine.open(index, HashingEncoder()) as engine:
        everything = said(engine.by_date(Settings(limit=50)))
        found = said(engine.search("sleeper cells theft robbery", Settings(limit=50)))
    assert len(everything) == 5
    assert ("Taxes on bridges are robbery,", "Bill Clinton") in found
    assert not any("theft" in words or "sleeper" in words for words, _ in found)


def test_quotes_have_the_same_numbers_everywhere(quoted_index: Path):
    """The row of a quote's vector is that of its own words."""
    index = Index.open(quoted_index, quotes=True)
    part = index.quotes
    assert part is not None

    assert len(part.vectors) == len(part.document_of) == index.state.quote_rows == 7
    assert part.live.all()
    assert part.keyword.held(len(part.document_of)).all()
    index.close()


def test_whatever_is_extracted_is_found_by_its_speaker_and_its_words(built_index: Path):
    """The extractor's own quotes of the corpus, each by the name that it gave."""
    with QuoteEngine.open(built_index, HashingEncoder()) as engine:
        everything = engine.by_date(Settings(limit=10_000)).hits
        assert everything
        for hit in everything:
            words = hit.quote.parts[0].of(hit.document.text)
            assert hit.context.start <= hit.quote.span.start
            assert hit.quote.span.end <= hit.context.end
            assert engine.search(f"the words: {words}", Settings(plain=True)).hits
            if hit.quote.speaker:
                mine = Settings(limit=10_000, filters=SpokenBy(hit.quote.speaker))
                found = engine.by_date(mine).hits
                assert (hit.document, hit.quote) in [(one.document, one.quote) for one in found]


def test_another_encoder_is_refused(tmp_path: Path):
    index = build_quoted(write_quoted(tmp_path / "articles"), tmp_path / "index")

    with pytest.raises(EncoderMismatchError):
        QuoteEngine.open(index, HashingEncoder(name="other"))


def test_a_speakers_quotes_that_only_mean_alike_are_said_to(quotes: QuoteEngine):
    note = "no quote within the filters has a word of the question; these are nearest in meaning"
    bill = SpokenBy("Bill Clinton")

    assert note in quotes.search("the school", Settings(filters=bill)).notes
    assert note not in quotes.search("taxes", Settings(filters=bill)).notes
    assert note not in quotes.search("the school").notes
