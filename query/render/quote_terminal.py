"""Quotes and speakers for people at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from indexer.names.people import Person, Role
from query.hits.excerpts import context_without_quote
from query.hits.quote_hit import QuoteAnswer, QuoteHit
from query.render.console.line import Line
from query.render.console.output import Console, print_line
from query.render.fields import copies_words, shown_role, shown_speaker
from query.render.quote_fields import counted_quotes, words_of
from query.render.terminal import INDENT, QUIET, SPEAKER, location, print_change
from query.render.visible import visible

QUOTE = "bold"
ROLES_SHOWN = 3
ALIASES_SHOWN = 5


def render_quotes(console: Console, answer: QuoteAnswer) -> None:
    """Print quotes in their order, with an empty line between them."""
    for position, hit in enumerate(answer.hits):
        if position:
            print_line(console, Line())
        render_quote(console, hit)


def render_quote(console: Console, hit: QuoteHit) -> None:
    """Print one quote: its words, its speaker, the sentence around it, its source."""
    words = visible(words_of(hit.document, hit.quote, " … "))
    print_line(console, Line(f"{hit.rank}. ") + Line(f"“{words}”", style=QUOTE))
    print_line(console, Line("— ") + _who(hit), indent=INDENT)
    context = context_without_quote(hit)
    if context is not None:
        print_line(console, Line(visible(context), style=QUIET), indent=INDENT)
    document = hit.document
    title = document.title or Path(document.path).name or document.document_id
    facts = (title, document.source, document.date or "undated", document.author)
    print_line(console, Line(" · ".join(visible(fact) for fact in facts if fact)), indent=INDENT)
    where = location(document, hit.quote.span, hit.passage_id or document.document_id)
    print_line(console, where, indent=INDENT)
    print_change(console, hit.file_change)
    if hit.copies:
        words = f"the same words are also in {visible(copies_words(hit.copies))}"
        print_line(console, Line(words, style=QUIET), indent=INDENT)


def render_speakers(console: Console, people: Sequence[Person]) -> None:
    """Print a line for each person, and below it roles and other spellings."""
    width = max((len(counted_quotes(person)) for person in people), default=0)
    for person in people:
        dates = " to ".join(dict.fromkeys(d for d in (person.first, person.last) if d))
        line = Line(f"{counted_quotes(person):>{width}}  ")
        line += Line(visible(person.name), style=SPEAKER)
        line += Line(f"  {dates or 'undated'}", style=QUIET)
        if not person.is_resolved:
            line += Line("  (a family name alone: may be several people)", style=QUIET)
        print_line(console, line)
        roles = [visible(role.role) for role in _frequent(person.roles)]
        aliases = [visible(alias.name) for alias in person.aliases[:ALIASES_SHOWN]]
        for name, shown, all_of in (("", roles, person.roles), ("also ", aliases, person.aliases)):
            if shown:
                more = f"; {len(all_of) - len(shown)} more" if len(all_of) > len(shown) else ""
                text = Line(f"{name}{'; '.join(shown)}{more}", style=QUIET)
                print_line(console, text, indent=width + 2)


def _frequent(roles: Sequence[Role]) -> list[Role]:
    """The most frequent roles, in order of date."""
    chosen = sorted(roles, key=lambda role: -role.quotes)[:ROLES_SHOWN]
    return [role for role in roles if role in chosen]


def _who(hit: QuoteHit) -> Line:
    quote = hit.quote
    shown = visible(shown_speaker(hit.document, quote))
    if not quote.speaker:
        who = Line(shown) if shown else Line("unattributed", style=QUIET)
    else:
        who = Line(shown, style=SPEAKER)
        if hit.person and hit.person.name != quote.speaker and not quote.joint_speakers:
            who += Line(f" ({visible(hit.person.name)})")
    role = shown_role(hit.document, quote)
    return who + Line(f", {visible(role)}") if role else who
