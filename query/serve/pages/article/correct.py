"""Decisions about quotes: made on a page, kept in the file that `whosaid correct` keeps."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from indexer.decisions.decision import Verdict
from indexer.decisions.file import read_decisions
from indexer.store.layout import Layout
from query.serve.pages.site import Form, FormError, Site, back_to

LONGEST_WORDS = 20_000


def correct(site: Site, request: Request, form: Form) -> Response:
    """Decide who says the words of a quote, or that they are none."""
    from indexer.decisions.correct import correct_quote

    try:
        verdict = Verdict(form.text("verdict"))
    except ValueError:
        raise FormError("choose what is right") from None
    words = form.text("words")[:LONGEST_WORDS]
    with site.archive.reading() as opened:
        encoder = opened.encoder
    decision = correct_quote(
        site.archive.root, form.text("place"), words, verdict, form.text("speaker"),
        encoder=encoder,
    )  # fmt: skip
    return back_to(told_at(form.text("back"), f"Decided: {decision.told()}"))


def undo(site: Site, request: Request, form: Form) -> Response:
    """Take a decision back."""
    from indexer.decisions.correct import undo_decision

    with site.archive.reading() as opened:
        encoder = opened.encoder
    undone = undo_decision(site.archive.root, form.number("number"), encoder=encoder)
    return back_to(told_at("/decisions", f"Undone: {undone.told()}"))


def decisions(site: Site, request: Request) -> Response:
    """All decisions, each with a way to take it back."""
    found = read_decisions(Layout(site.archive.root))
    return site.page(
        "decisions.html",
        {
            "title": "Your corrections",
            "decisions": [(number, one.told()) for number, one in enumerate(found.all, 1)][::-1],
            "problems": found.notes,
            "done": request.query_params.get("done", "")[:300],
        },
    )


def told_at(address: str, told: str) -> str:
    """An address of this site with a word on what was done; the place in the page stays."""
    page, mark, place = address.partition("#")
    path, _, query = page.partition("?")
    kept = "&".join(one for one in query.split("&") if one and not one.startswith("done="))
    done = urlencode({"done": told[:250]}, errors="replace")
    return f"{path}?{kept}&{done}{mark}{place}" if kept else f"{path}?{done}{mark}{place}"
