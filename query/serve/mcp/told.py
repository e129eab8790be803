"""An answer in words for an assistant: what is verbatim, where it stands, who surely said it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from query.render.fields import NEAREST
from query.render.verify.words import flags_in_words, headline_of
from query.serve.operations.operation import Fields
from query.verify.verdict import Verdict

MOST_SHOWN = 300
"""Characters of a quote that a line repeats; the whole is in the structured content."""

_VERBATIM = "Verbatim: every text and quote is word for word as it stands in the article."


def tell_ask(fields: Fields) -> str:
    """The passages, and the quotes in them."""
    hits = fields["hits"]
    lines = [f"{len(hits)} of {fields['passages_searched']} passages. {_VERBATIM}"]
    if hits and not fields["answered"]:
        lines.append(NEAREST)
    for hit in hits:
        lines.append(f"[{hit['passage_id']}] {_article(hit)}, {_offsets(hit)}")
        lines += [f"  quote: {_quote(one['text'], one)}" for one in hit["quotes"]]
    return _joined(lines, fields)


def tell_quotes(fields: Fields) -> str:
    """The quotes with their speakers."""
    quotes = fields["quotes"]
    lines = [f"{len(quotes)} of {fields['quotes_searched']} quotes. {_VERBATIM}"]
    for one in quotes:
        place = f"[{one['passage_id'] or one['document_id']}] {_article(one)}, {_offsets(one)}"
        lines.append(f"{_quote(one['quote'], one)} {place}")
    return _joined(lines, fields)


def tell_verify(fields: Fields) -> str:
    """The verdict, what to look at, and the place that decides."""
    lines = [headline_of(Verdict(fields["verdict"]), fields["flags"])]
    lines += [f"Look at: {phrase}." for phrase in flags_in_words(fields["flags"])]
    place = fields["place"]
    if place:
        who = fields["speaker"] or "a speaker whom the archive does not name"
        where = f"[{place['passage_id'] or place['document_id']}] {_article(place)}"
        lines.append(
            f"The archive has, verbatim: “{fields['quote']}” by {who}, {where}, {_offsets(place)}"
        )
    searched = fields["searched"]
    lines.append(
        f"Searched: {searched['articles']} articles with {searched['quotes']} quotes. Words that"
        " are not found may still have been said elsewhere."
    )
    return _joined(lines, fields)


def tell_speakers(fields: Fields) -> str:
    """The people, and how many of their quotes are sure."""
    people = fields["speakers"]
    lines = [f"{len(people)} people. Names are as the articles write them."]
    for one in people:
        role = f", {one['roles'][0]['role']}" if one["roles"] else ""
        lines.append(f"{one['speaker']}{role}: {one['quotes']} quotes, {one['sure']} of them sure")
    return _joined(lines, fields)


def tell_timeline(fields: Fields) -> str:
    """The statements by date."""
    lines = [f"Statements by date. {_VERBATIM}"]
    for row in fields["rows"]:
        if row["speaker"]:
            lines.append(f"{row['speaker']}:")
        for one in row["statements"]:
            first = one["places"][0]
            who = one["speaker"] or "a speaker whom the article does not surely name"
            place = first["passage_id"] or first["document_id"]
            lines.append(
                f"{one['date'] or 'undated'}: {_marked(one['quote'])} by {who} [{place}],"
                f" {len(one['places'])} places"
            )
    return _joined(lines, fields)


def tell_show(fields: Fields) -> str:
    """The quotes of the article with their speakers."""
    lines = [f"{_article(fields)}. {_VERBATIM}"]
    lines += [f"quote: {_quote(one['text'], one)}" for one in fields["quotes"]]
    return _joined(lines, fields)


def _joined(lines: list[str], fields: Fields) -> str:
    return "\n".join([*lines, *_notes(fields)])


def _notes(fields: Fields) -> Iterator[str]:
    yield from (f"note: {note}" for note in fields.get("notes", ()))


def _article(fields: dict[str, Any]) -> str:
    known = (fields["title"] or fields["path"], fields["source"], fields["date"] or "undated")
    return ", ".join(part for part in known if part)


def _offsets(fields: dict[str, Any]) -> str:
    return f"characters {fields['start']} to {fields['end']}"


def _quote(words: str, quote: dict[str, Any]) -> str:
    """A quote, who says it, and how sure that is."""
    return f"{_marked(words)} {_speaker(quote)}"


def _speaker(quote: dict[str, Any]) -> str:
    name = quote.get("person") or quote["speaker"]
    said = "" if quote["polarity"] == "said" else f" The words were not said: {quote['polarity']}."
    if not name:
        mention = quote["mention"]
        written = f" (the article writes “{mention['text']}”)" if mention else ""
        return f"Speaker: not named{written}.{said}"
    shown = [_named(name, quote), *(_named(one["speaker"], one) for one in quote["joint_speakers"])]
    return f"{'Speakers' if quote['joint_speakers'] else 'Speaker'}: {'; '.join(shown)}.{said}"


def _named(name: str, fields: dict[str, Any]) -> str:
    """A speaker with the role, and how sure it is."""
    role = f", {fields['role']}" if fields["role"] else ""
    return f"{name}{role} ({fields['grade']}, {fields['confidence']:.2f})"


def _marked(words: str) -> str:
    """Words between marks; a long quote is cut, and the cut is told outside of the marks."""
    if len(words) <= MOST_SHOWN:
        return f"“{words}”"
    return f"“{words[:MOST_SHOWN]}” [cut: {MOST_SHOWN} of {len(words)} characters]"
