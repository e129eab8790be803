"""Many questions at once within the same filters, and their results as one table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import StringIO

from starlette.requests import Request
from starlette.responses import Response

from query.annotations.file import AnnotationFile, Annotations
from query.batch import Answered, answer_all, read_questions
from query.overview import Overview
from query.render.hit_table import write_hits
from query.serve.archive import OpenArchive
from query.serve.pages.search.facets import chips
from query.serve.pages.search.parameters import LONGEST_QUESTION, Search
from query.serve.pages.search.results import Result, shown_hit
from query.serve.pages.site import Form, FormError, Site
from query.settings import Settings

MOST_QUESTIONS = 300
MOST_EACH = 50
"""Results for each question."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its best results.

    Attributes:
        question: As typed.
        problem: Why there is no answer, or "".
        results: The best.
        matching: How many articles match by words, exactly.
        address: Of the search page with all results.
    """

    question: str
    problem: str
    results: tuple[Result, ...]
    matching: int
    address: str


def many(site: Site, request: Request) -> Response:
    """The form for many questions; the filters are those of the address."""
    return _page(site, Search.of(request.query_params), "", 3, None)


def ask_many(site: Site, request: Request, form: Form) -> Response:
    """The table of results, or the same as a file."""
    asked = Search.of(request.query_params)
    text, each = form.text("questions"), form.number("each")
    if not 1 <= each <= MOST_EACH:
        raise FormError(f"1 to {MOST_EACH} results can be shown for each question")
    annotations = AnnotationFile(site.archive.root).read()
    with site.archive.reading() as opened:
        answered = _answered(opened, asked, annotations, text, each)
        if form.text("as") == "csv":
            stream = StringIO()
            write_hits(answered, stream)
            return Response(
                stream.getvalue().encode("utf-8", "replace"),
                media_type="text/csv; charset=utf-8",
                headers={"Content-Disposition": 'attachment; filename="whosaid-questions.csv"'},
            )
        rows = [_row(opened, asked, annotations, one) for one in answered]
    return _page(site, asked, text, each, rows)


def _answered(
    opened: OpenArchive, asked: Search, annotations: Annotations, text: str, each: int
) -> list[Answered]:
    questions = [
        replace(one, question=one.question[:LONGEST_QUESTION])
        for one in read_questions(text.split("\n"))
    ]
    if not questions:
        raise FormError("write a question on each line")
    if len(questions) > MOST_QUESTIONS:
        raise FormError(f"{len(questions)} questions are too many; ask {MOST_QUESTIONS} at a time")
    settings = asked.settings(asked.filter(annotations.labelled))
    return list(answer_all(opened.engine, questions, replace(settings, limit=each, offset=0)))


def _row(opened: OpenArchive, asked: Search, annotations: Annotations, one: Answered) -> Row:
    question = one.asked.question
    if one.answer is None:
        return Row(question, one.problem, (), 0, "")
    filters = asked.filter(annotations.labelled)
    found: Overview = opened.engine.overview(question, Settings(filters=filters, sure=asked.sure))
    return Row(
        question,
        "",
        tuple(shown_hit(hit, question, annotations, places=True) for hit in one.answer.hits),
        found.documents,
        replace(asked, q=question, find="passages", page=1).address(),
    )


def _page(site: Site, asked: Search, text: str, each: int, rows: list[Row] | None) -> Response:
    return site.page(
        "many.html",
        {
            "title": "Many questions",
            "search": asked,
            "chips": [replace(chip, address="") for chip in chips(asked)],
            "text": text,
            "each": each,
            "rows": rows,
            "action": replace(asked, q="", page=1).address("/many"),
        },
    )
