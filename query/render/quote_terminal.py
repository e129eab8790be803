"""Quotes and speakers for people at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from indexer.names.people import Person, Role
from query.hits.quote_hit import QuoteAnswer, QuoteHit
from query.render.fields import copies_words, shown_role, shown_speaker
from query.render.quote_fields import counted_quotes, words_of
from query.render.terminal import QUIET, SPEAKER, location, print_change
from query.render.visible import visible

QUOTE = "bold"
ROLES_SHOWN = 3
ALIASES_SHOWN = 5


def render_quotes(console: Console, answer: QuoteAnswer) -> None:
    """Print quotes in their order, with an empty line between them."""
    for position, hit in enumerate(answer.hits):
        if position:
            _print(console, Text())
        render_quote(console, hit)


def render_quote(console: Console, hit: QuoteHit) -> None:
    """Print one quote: its words, its speaker, the sentence around it, its source."""
    words = visible(words_of(hit.document, hit.quote, " … "))
    _print(console, Text(f"{hit.rank}. ") + Text(f"“{words}”", style=QUOTE))
    _print(console, Text("   — ") + _who(hit))
    context = _context(hit)
    if context is not None:
        _print(console, context)
    document = hit.document
    title = document.title or Path(document.path).name or document.document_id
    facts = (title, document.source, document.date or "undated", document.author)
    _print(console, Text("   " + " · ".join(visible(fact) for fact in facts if fact)))
    where = location(document, hit.quote.span, hit.passage_id or document.document_id)
    _print(console, Text("   ") + where)
    print_change(console, hit.file_change)
    if hit.copies:
        words = f"   the same words are also in {visible(copies_words(hit.copies))}"
        _print(console, Text(words, style=QUIET))


def render_speakers(console: Console, people: Sequence[Person]) -> None:
    """Print a line for each person, and below it roles and other spellings."""
    width = max((len(counted_quotes(person)) for person in people), default=0)
    for person in people:
        dates = " to ".join(dict.fromkeys(d for d in (person.first, person.last) if d))
        line = Text(f"{counted_quotes(person):>{width}}  ")
        line += Text(visible(person.name), style=SPEAKER)
        line += Text(f"  {dates or 'undated'}", style=QUIET)
        if not person.is_resolved:
            line += Text("  (a family name alone: may be several people)", style=QUIET)
        _print(console, line)
        roles = [visible(role.role) for role in _frequent(person.roles)]
        aliases = [visible(alias.name) for alias in person.aliases[:ALIASES_SHOWN]]
        for name, shown, all_of in (("", roles, person.roles), ("also ", aliases, person.aliases)):
            if shown:
                more = f"; {len(all_of) - len(shown)} more" if len(all_of) > len(shown) else ""
                text = f"{' ' * width}  {name}{'; '.join(shown)}{more}"
                _print(console, Text(text, style=QUIET))


def _frequent(roles: Sequence[Role]) -> list[Role]:
    """The most frequent roles, in order of date."""
    chosen = sorted(roles, key=lambda role: -role.quotes)[:ROLES_SHOWN]
    return [role for role in roles if role in chosen]


def _who(hit: QuoteHit) -> Text:
    quote = hit.quote
    shown = visible(shown_speaker(hit.document, quote))
    if not quote.speaker:
        who = Text(shown) if shown else Text("unattributed", style=QUIET)
    else:
        who = Text(shown, style=SPEAKER)
        if hit.person and hit.person.name != quote.speaker and not quote.joint_speakers:
            who += Text(f" ({visible(hit.person.name)})")
    role = shown_role(hit.document, quote)
    return who + Text(f", {visible(role)}") if role else who


def _context(hit: QuoteHit) -> Text | None:
    """The sentence around the quote, the quote marked; None if it has no other words."""
    if not hit.is_in_sentence:
        return None
    text = Text("   ") + Text(visible(hit.context.of(hit.document.text)), style=QUIET)
    for part in hit.quote.parts:
        offset = 3 - hit.context.start
        text.stylize("not dim", part.start + offset, part.end + offset)
    return text


def _print(console: Console, text: Text) -> None:
    # A pipe gets every line whole, whatever its length.
    console.print(text, soft_wrap=not console.is_terminal, highlight=False)
