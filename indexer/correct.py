"""The command by which a reader corrects a quote: arguments and messages only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indexer.commands import DEFAULT_INDEX, IndexFolder, new_app
from indexer.terminal import FOUND, NOTHING, printable, say

if TYPE_CHECKING:
    from indexer.decisions.decision import Verdict

app = new_app("Correct what whosaid found.")


@app.command()
def correct(
    place: Annotated[
        str | None,
        typer.Argument(
            metavar="PASSAGE",
            help="The passage with the quote, by its id or as FILE:LINE, or the article.",
        ),
    ] = None,
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="Some words of the quote, if there are several.")
    ] = "",
    index: IndexFolder = DEFAULT_INDEX,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="This person says the words.")
    ] = None,
    nobody: Annotated[
        bool, typer.Option("--nobody", help="Nobody is to be named as the speaker.")
    ] = False,
    not_a_quote: Annotated[
        bool, typer.Option("--not-a-quote", help="The words are no quote.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="List all decisions.")] = False,
    undo: Annotated[
        int | None,
        typer.Option("--undo", metavar="NUMBER", help="Take back the decision of this number."),
    ] = None,
) -> None:
    """Say who speaks, that nobody is to be named, or that the words are no quote.

    Your decision is final: updates, rebuilds and new versions of whosaid keep it.
    """
    chosen = _verdict(speaker, nobody=nobody, not_a_quote=not_a_quote)
    if listed + (undo is not None) + (chosen is not None) != 1:
        raise typer.BadParameter(
            "choose one of --speaker, --nobody, --not-a-quote, --list and --undo"
        )
    if listed:
        raise typer.Exit(_list(index))
    from indexer.decisions.correct import correct_quote, undo_decision

    if undo is not None:
        say(f"undone: {printable(undo_decision(index, undo).told())}")
        return
    if place is None or chosen is None:
        raise typer.BadParameter("name the passage that holds the quote")
    say(f"decided: {printable(correct_quote(index, place, words, chosen, speaker).told())}")


def _verdict(speaker: str | None, *, nobody: bool, not_a_quote: bool) -> Verdict | None:
    """The verdict that the options state, or None."""
    from indexer.decisions.decision import Verdict

    chosen = [
        verdict
        for verdict, is_chosen in (
            (Verdict.SPEAKER, speaker is not None),
            (Verdict.NOBODY, nobody),
            (Verdict.NOT_A_QUOTE, not_a_quote),
        )
        if is_chosen
    ]
    if len(chosen) > 1:
        raise typer.BadParameter("--speaker, --nobody and --not-a-quote exclude each other")
    return chosen[0] if chosen else None


def _list(index: Path) -> int:
    """List all decisions; returns the exit status."""
    from indexer.build.plan import absolute
    from indexer.decisions.file import read_decisions
    from indexer.store.guard import require_index
    from indexer.store.layout import Layout

    layout = Layout(absolute(index))
    require_index(layout)
    decisions = read_decisions(layout)
    for note in decisions.notes:
        say(f"note: {printable(note)}")
    for number, one in enumerate(decisions.all, 1):
        print(f"{number}  {printable(one.told())}")
    if not decisions.all:
        say("nothing has been decided")
    return FOUND if decisions.all else NOTHING
