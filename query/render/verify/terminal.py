"""Verifications for people at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from query.render.console.line import Line
from query.render.console.output import Console, print_line
from query.render.terminal import QUIET, SPEAKER, location
from query.render.verify.fields import speaker_of
from query.render.verify.words import (
    difference_in_words,
    flags_in_words,
    headline,
    searched_in_words,
)
from query.render.visible import visible
from query.verify.drafts.draft import Checked
from query.verify.verdict import Evidence, Verdict, Verification
from query.verify.words import words_of

STYLES = {Verdict.EXACT: "bold green", Verdict.NOT_FOUND: "bold red"}
OTHERS_SHOWN = 8


def render_verification(console: Console, found: Verification) -> None:
    """Print the verdict, the evidence and the difference."""
    style = STYLES.get(found.verdict, "bold yellow")
    print_line(console, Line(headline(found), style=style))
    for phrase in flags_in_words(found.flags):
        print_line(console, Line(f"   look at: {phrase}", style="yellow"))
    for one in found.evidence:
        _evidence(console, one)
    if found.difference_matters:
        print_line(
            console, Line("   difference: " + visible(difference_in_words(found.difference)))
        )
        print_line(console, Line(f"   word error rate {_rate(found.evidence[0])}", style=QUIET))
    before, after = found.omitted
    for words, where in ((before, "before"), (after, "after")):
        if words:
            print_line(console, Line(f"   left out {where}: {visible(words)}"))
    _spread(console, found)
    print_line(console, Line(searched_in_words(found.searched, found.asked), style=QUIET))


def render_report(console: Console, checked: Sequence[Checked]) -> None:
    """Print a line for each quote of a draft, and what is to be looked at."""
    for one in checked:
        words = visible(one.claimed.text)
        line = Line(f"{one.claimed.id:>5}  ")
        if one.found is None:
            print_line(console, line + Line(f"not verified: {one.problem}", style=QUIET))
            continue
        found = one.found
        style = STYLES.get(found.verdict, "bold yellow")
        line += Line(f"{found.verdict.value:<13}", style=style)
        speaker = f" — {visible(one.claimed.speaker)}" if one.claimed.speaker else ""
        print_line(console, line + Line(f" “{words}”{speaker}"))
        for detail in _details(found):
            print_line(console, Line(f"{'':>7}{visible(detail)}", style=QUIET))
    exact = sum(one.is_exact for one in checked)
    print_line(console, Line(f"{exact} of {len(checked)} quotes are exact", style="bold"))


def _details(found: Verification) -> list[str]:
    if found.verdict is Verdict.EXACT:
        return []
    details = [f"look at: {phrase}" for phrase in flags_in_words(found.flags)]
    if found.difference_matters:
        details.append(difference_in_words(found.difference))
    for one in found.evidence[:1]:
        facts = (speaker_of(one), one.document.source, one.document.date, one.passage_id)
        details.append(" · ".join(fact for fact in facts if fact))
    return details


def _evidence(console: Console, one: Evidence) -> None:
    document = one.document
    print_line(console, Line("   ") + Line(f"“{visible(one.text)}”", style="bold"))
    name = speaker_of(one)
    who = (
        Line(visible(name), style=SPEAKER) if name else Line(visible(one.mention or "unattributed"))
    )
    print_line(console, Line("   — ") + who)
    context = one.context.of(document.text)
    if context.strip("“”\"' ") != one.text:
        around = context.replace(one.text, "…", 1)
        print_line(console, Line(f"   {visible(around)}", style=QUIET))
    title = document.title or Path(document.path).name or document.document_id
    facts = (title, document.source, document.date or "undated", document.author)
    print_line(console, Line("   " + " · ".join(visible(fact) for fact in facts if fact)))
    place = location(document, one.span, one.passage_id or document.document_id)
    print_line(console, Line("   ") + place)


def _spread(console: Console, found: Verification) -> None:
    """The first appearance and the later ones, those with the same wording together."""
    if not found.others:
        return
    first = found.earliest
    if first is not None:
        print_line(console, Line(f"   first appearance: {_facts(first)}"))
    print_line(console, Line(f"   also in {len(found.others)} other places:"))
    ordered = sorted(found.others, key=_wording)
    groups = [list(group) for _, group in groupby(ordered, key=_wording)]
    groups.sort(key=lambda group: (-len(group), group[0].document.date or "9999"))
    for group in groups[:OTHERS_SHOWN]:
        print_line(console, Line(f"     “{visible(group[0].text)}”"))
        for one in group[:OTHERS_SHOWN]:
            print_line(console, Line(f"       {_facts(one)}", style=QUIET))
    if len(groups) > OTHERS_SHOWN:
        print_line(
            console, Line(f"     {len(groups) - OTHERS_SHOWN} more wordings; --json has all")
        )


def _wording(one: Evidence) -> tuple[str, ...]:
    return tuple(word.form for word in words_of(one.text))


def _facts(one: Evidence) -> str:
    facts = (one.document.date or "undated", one.document.source, speaker_of(one))
    place = one.passage_id or one.document.document_id
    return f"{' · '.join(visible(fact) for fact in facts if fact)} [{place}]"


def _rate(one: Evidence) -> str:
    return "-" if one.error_rate is None else f"{one.error_rate:.0%}"
