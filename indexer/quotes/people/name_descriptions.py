"""What stands beside a name and tells who bears it."""

from __future__ import annotations

from indexer.quotes.lexicon import is_past_form
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.people.descriptions import names_after, normal_forms
from indexer.quotes.tokens.row import (
    COMMA,
    CUE,
    DETERMINER,
    NAME,
    OPEN,
    POSSESSIVE,
    PRONOUN,
    QUOTE,
    STOP,
    WORD,
    Narrative,
)
from indexer.quotes.us_states import state_words
from indexer.records import Span

_BEFORE_REACH, _ROLE_REACH = 4, 10
_PHRASE_REACH = 5
ROLE_OF_TITLE = {
    "sen": "senator",
    "sens": "senator",
    "gov": "governor",
    "govs": "governor",
    "rep": "congressman",
    "reps": "congressman",
    "representative": "congressman",
    "sec": "secretary",
    "gen": "general",
    "dr": "doctor",
    "prof": "professor",
    "rev": "reverend",
    "lt": "lieutenant",
    "capt": "captain",
    "maj": "major",
    "col": "colonel",
    "adm": "admiral",
}


def describe_name(narrative: Narrative, mention: Mention) -> set[str]:
    """Lower-case words before a name ("former Ohio governor Jane Roe") and in its apposition."""
    found = set(narrative.lowers[mention.first : mention.head])
    if mention.titles:
        found.update([ROLE_OF_TITLE.get(title, title) for title in mention.titles])
    token, least = mention.first - 1, mention.first - _BEFORE_REACH
    while (
        token >= least
        and narrative.padded[token] in (WORD, NAME)
        and not _is_deed(narrative, token)
    ):
        found.add(narrative.lowers[token])
        token -= 1
    after = names_after(narrative, mention.last)
    found.update(narrative.lowers[after.start : after.stop])
    phrase = phrase_explained_by(narrative, mention)
    if phrase is not None:
        return normal_forms(found | set(narrative.lowers[phrase.start : phrase.end]))
    token = mention.last
    tag, lower = narrative.padded[token], narrative.padded_lowers[token]
    if tag == OPEN:
        found.update(state_words(narrative.lower(token + 1)))
    if tag in (COMMA, OPEN) or lower in ("is", "was", "as"):
        stop = min(token + _ROLE_REACH, len(narrative))
        end = token + 1
        while end < stop and narrative.tags[end] not in (COMMA, STOP, CUE, QUOTE, PRONOUN):
            end += 1
        # "In a talk with Roe, the senator said": no apposition but a subject
        if tag != COMMA or narrative.padded[end] != CUE:
            found.update(narrative.lowers[token + 1 : end])
    return normal_forms(found)


def _is_deed(narrative: Narrative, token: int) -> bool:
    """Whether a word is what the name before it did: "Mayor Jane Roe met Paul Doe"."""
    lower = narrative.lowers[token]
    is_past = is_past_form(lower)
    return is_past and narrative.padded[token] == WORD and narrative.padded[token - 1] == NAME


def phrase_explained_by(narrative: Narrative, mention: Mention) -> Span | None:
    """The tokens, without article, of the phrase whose apposition a name is.

    "The governor, Jane Roe, leads her rival": what follows the second comma says nothing of
    what she is.
    """
    end = mention.first - 1
    tags = narrative.padded
    if tags[end] != COMMA or tags[mention.last] not in (COMMA, STOP):
        return None
    start = end
    while start > 0 and end - start < _PHRASE_REACH and narrative.tags[start - 1] in (WORD, NAME):
        start -= 1
    is_phrase = start < end and narrative.tag(start - 1) in (DETERMINER, POSSESSIVE)
    return Span(start, end) if is_phrase else None
