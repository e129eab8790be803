"""Markdown names the place of everything, and nothing twice."""

from __future__ import annotations

from query.engine import Engine
from query.quote_engine import QuoteEngine
from query.render.fields import place_of
from query.render.markdown import escaped, hits_markdown, quotes_markdown
from query.settings import Settings


def test_a_hit_has_its_path_and_line(engine: Engine):
    answer = engine.ask("who warned of the flood?", Settings(limit=5))
    lines = list(hits_markdown(answer))

    for hit in answer.hits:
        place = escaped(place_of(hit.document, hit.passage.span))
        assert any(
            line.endswith(f"{place} `{hit.passage.passage_id}`") and f":{hit.line} " in line
            for line in lines
        )


def test_a_quote_has_its_path_and_line(quotes: QuoteEngine):
    answer = quotes.by_date(Settings(limit=5))
    lines = list(quotes_markdown(answer))

    for hit in answer.hits:
        place = escaped(place_of(hit.document, hit.quote.span))
        assert any(line.endswith(f"{place} `{hit.passage_id}`") for line in lines)


def test_the_best_sentence_is_bold_and_the_context_is_there(engine: Engine):
    question = "how many fighters are still hiding in Tarn?"
    answer = engine.ask(question, Settings(limit=5, context=1))
    hit = next(one for one in answer.hits if one.answer)
    lines = list(hits_markdown(answer))

    best = escaped(" ".join(hit.answer.of(hit.document.text).split("\n")))
    assert any(f"**{best}**" in line for line in lines)
    for passage in (*hit.before, *hit.after):
        assert escaped(passage.text).splitlines()[0] in lines


def test_the_words_of_a_quote_are_written_once(quotes: QuoteEngine):
    answer = quotes.by_date(Settings(limit=10))
    text = "\n".join(quotes_markdown(answer))

    for hit in answer.hits:
        assert text.count(escaped(hit.quote.parts[0].of(hit.document.text))) == 1
