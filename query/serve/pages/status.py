"""The page on what is indexed, what failed, and what has changed; it starts a run."""

from __future__ import annotations

from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import Response

from query.serve.pages.site import Form, Site, back_to

MOST_FAILURES = 500
"""Files that could not be read and are listed; the page says how many more there are."""


def status(site: Site, request: Request) -> Response:
    """What the index holds, and the last run."""
    from indexer.maintain.status import read_status

    found = read_status(site.archive.root.resolve())
    with site.archive.reading() as opened:
        roots = [str(root) for root in opened.index.catalog.roots()]
    return site.page(
        "status.html",
        {
            "title": "Status",
            "status": found,
            "roots": roots,
            "failures": found.failures[:MOST_FAILURES],
            "run": site.run.state,
            "name_of": lambda path: PurePosixPath(path).name,
        },
    )


def progress(site: Site, request: Request) -> Response:
    """The part of the status page that a run changes."""
    answer = site.page("_run.html", {"run": site.run.state, "changes": None})
    state = site.run.state
    if state and not state.is_running:
        answer.headers["HX-Refresh"] = "true"  # the counts have changed
    return answer


def start_run(site: Site, request: Request, form: Form) -> Response:
    """Begin a run, or stop the one that goes on."""
    if form.text("stop"):
        site.run.stop()
    else:
        site.run.start()
    return back_to("/status#run")
