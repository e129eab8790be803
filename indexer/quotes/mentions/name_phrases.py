"""Capitalised words -> a name with its titles, and what kind of name it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.quotes.lexicon import any_of, given_names, is_role, names_agent, words
from indexer.quotes.mentions.mention import (
    BARE,
    NOMINAL,
    ORGANISATION,
    Mention,
)
from indexer.quotes.mentions.name_kinds import NO_SURNAMES, is_describing_compound, kind_in_phrase
from indexer.quotes.mentions.name_modifiers import is_example, qualifies
from indexer.quotes.mentions.name_runs import (
    HELD,
    find_name_end,
    is_office,
    past_held_body,
)
from indexer.quotes.mentions.nicknames import sign_before, written_name
from indexer.quotes.mentions.not_names import names_nobody
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.records import Span

# How words for trades end: "rescuer", "machinist".
_TRADE = re.compile(r"\w{3}(?:er|or|ist|ian|eer|man|woman)$|^ex-")
_PLACING = frozenset(("from", "in", "at", "near"))
_AFTER_VERB = frozenset((tag.PREPOSITION, tag.CONJUNCTION, tag.PRONOUN, tag.TIME))
_PLAIN_VERBS = frozenset(("said", "says", "told", "tells", "tweeted", "wrote", "writes"))


def read_name(tokens: Tokens, first: int, start: int) -> Mention | None:
    """The name whose capitalised words begin at `start`; the mention begins at `first`."""
    if start > 0 and tokens.words[start - 1] == "@":
        return _read_handle(tokens, start)
    end = find_name_end(tokens, start)
    if end == start + 1 and _opens_title(tokens, start):
        return None
    if end - start > 2 and sign_before(tokens, start) == "/" and tokens.tag(end) != tag.CUE:
        # "Photo: Roe/Harbour Press Jane Doe speaks": where the agency's name ends nothing tells.
        return Mention(first, end, NOMINAL, head=end - 1)
    if end - start > 2 and tokens.tag(end) == tag.COLON and tokens.tag(start - 1) == tag.COLON:
        end -= 1  # "Name: Jane Roe Age: 27"
    if names_nobody(tokens, start, end):
        return Mention(first, end, NOMINAL, head=end - 1)
    return _name_of_run(tokens, first, start, end)


def _opens_title(tokens: Tokens, token: int) -> bool:
    """Whether a word opens a sentence and begins a title: "Head coach Roe"."""
    lists = words()
    return (
        tokens.opens_sentence(token)
        and tokens.lowers[token] in any_of("title_modifiers", "role_nouns")
        and tokens.tag(token + 1) == tag.WORD
        and tokens.lowers[token + 1] in lists["role_nouns"]
        and tokens.tag(token + 2) == tag.NAME
    )


def _name_of_run(tokens: Tokens, first: int, start: int, end: int) -> Mention | None:
    """The name in a run of capitalised words, or None where it only qualifies what follows."""
    lists = words()
    lowers = tokens.lowers
    is_placed = _opens_with_place(tokens, start, end)
    begin = start + 1 if is_placed else _after_titles(tokens, start, end)
    titles = tuple(lower.rstrip(".") for lower in lowers[start:begin]) if begin > start else ()
    last = _without_letters(tokens, begin, end) if end - begin > 2 else end
    name_end = last
    while last > begin + 1 and lowers[last - 1].rstrip(".") in lists["name_suffixes"]:
        last -= 1
    name = written_name(tokens, begin, last)
    is_possessive = tokens.padded[end] == tag.POSSESSIVE
    if is_possessive and _owns_nothing(tokens, end):
        name = (*name[:-1], name[-1] + tokens.words[end])
        return Mention(first, end + 1, ORGANISATION, name, titles, last - 1)
    is_modifier = not is_possessive and (
        qualifies(tokens, end) or is_example(tokens, first, start, end)
    )
    kind = kind_in_phrase(tokens, name, titles, first, Span(start, end))
    if kind == ORGANISATION and len(name) > 1 and is_describing_compound(name[0]):
        name = name[1:]  # "Ohio-based Harbour Trust"
    office = _office_held(lowers, start, begin) if kind == ORGANISATION else None
    if office is not None:
        return Mention(first, end, NOMINAL, head=office, is_possessive=is_possessive)
    if kind == BARE:
        return Mention(first, end, BARE, head=start, is_plural=lowers[start].endswith("s"))
    if kind == NOMINAL:
        kept = name if len(name) == 1 and first == start else ()
        return Mention(first, end, NOMINAL, kept, head=end - 1, is_possessive=is_possessive)
    if is_modifier and first < start:
        return None
    if last < name_end:
        name += tuple(tokens.words[last:name_end])
    return Mention(
        first,
        end,
        kind,
        name,
        titles,
        last - 1,
        is_possessive=is_possessive,
        is_modifier=is_modifier,
    )


def _office_held(lowers: list[str], start: int, begin: int) -> int | None:
    """The role in "General Secretary of the Harbour Union", whose name begins at `begin`."""
    at = begin - 1
    while at > start and lowers[at] in ("of", "the", "for"):
        at -= 1
    return at if start <= at < begin - 1 and is_role(lowers[at]) else None


def _read_handle(tokens: Tokens, start: int) -> Mention:
    """The name of an account behind an "@": "@Harbour_Watch"."""
    first, end = start - 1, start + 1
    stop = len(tokens)
    while end < stop and sign_before(tokens, end) == "_":
        end += 1
    name = tokens.text[tokens.starts[first] : tokens.ends[end - 1]]
    # "Jane Roe (@janeroe)": whose account it is stands before it.
    is_modifier = tokens.tag(first - 1) == tag.OPEN
    return Mention(first, end, ORGANISATION, (name,), head=start, is_modifier=is_modifier)


def _owns_nothing(tokens: Tokens, token: int) -> bool:
    """Whether an "'s" belongs to a firm's name, since it owns nothing: "Roe's said"."""
    if len(tokens.words[token]) != 2:
        return False
    if tokens.padded[token + 1] == tag.CUE:
        verb = tokens.lowers[token + 1]
        is_past = verb.endswith("ed") and tokens.tag(token + 2) in _AFTER_VERB
        return is_past or verb in _PLAIN_VERBS
    # "according to Roe's,"
    return tokens.is_according(token - 1) and tokens.tag(token + 1) in (
        tag.COMMA,
        tag.STOP,
        tag.END,
    )


def _without_letters(tokens: Tokens, begin: int, end: int) -> int:
    """The end of a full name without letters after it: "Jane Roe QC"."""
    letters = words()["post_nominals"]
    while (
        end > begin + 2
        and tokens.words[end - 1].isupper()
        and tokens.lowers[end - 1] in letters
        and not tokens.words[begin].isupper()
    ):
        end -= 1
    return end


def _after_titles(tokens: Tokens, start: int, end: int) -> int:
    """Where the name proper begins, after titles such as "Senate Minority Leader".

    Without a title a known given name tells it ("Filmmaker Jack Roe"), if the words before it
    are of the kind that describe people.
    """
    if end - start == 1:
        return start
    lists = words()
    lowers = tokens.lowers
    if lowers[start] not in any_of("titles", "honorifics") and is_office(tokens, start):
        return start  # "Department of Justice and Trade"
    begin = _past_titles(tokens, start, end)
    if start < begin < end and lowers[begin] in HELD:
        body = begin + 1 + (lowers[begin + 1] == "the")
        holder = past_held_body(lowers, body, end)
        if holder > body:
            return holder  # "Director of the Harbour Trust Jane Roe"
    named = _named_after(lowers, begin, end)
    if named is not None:
        return named
    nouns, given = lists["role_nouns"], given_names()
    is_body = begin == start and lowers[end - 1] in lists["organisation_heads"]
    while begin < end - 2 and lowers[begin] in nouns and lowers[begin] not in given and not is_body:
        begin += 1  # "Actress Jane Roe", not "Republican National Committee"
    while begin < end - 1 and lowers[begin] in ("of", "the", "for"):
        begin += 2  # "Secretary of State"
    if begin >= end - 1 and lowers[end - 1] in lists["organisation_heads"]:
        return start  # "Justice Department"
    return min(begin, end - 1)


def _past_titles(tokens: Tokens, start: int, end: int) -> int:
    """Past the last title of a run, or past a trade that opens a sentence."""
    begin = start
    for token in range(start, end - 1):
        # "Del. Jane Roe", but not "Jane del Roe" nor "Sheriff's Office"
        if _is_title(tokens, token) and tokens.tags[token + 1] != tag.POSSESSIVE:
            begin = token + 1
    is_trade = begin == start and tokens.opens_sentence(start)
    return start + 1 if is_trade and _is_trade(tokens.lowers, start, end) else begin


def _is_title(tokens: Tokens, token: int) -> bool:
    """Whether a word of a name is a title or rank: "Del.", "DI", the second of "Det Con"."""
    lower = tokens.lowers[token]
    if tokens.tags[token] != tag.NAME:
        return False
    if lower.rstrip(".") in any_of("titles", "honorifics"):
        return True
    if lower == "con":
        return tokens.lower(token - 1).rstrip(".") == "det"
    return lower in words()["titles_in_capitals"] and tokens.words[token].isupper()


def _opens_with_place(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name is stuck to the place before it: "a singer from Patna Jane Roe"."""
    lowers, given = tokens.lowers, given_names()
    if end - start < 3 or tokens.lower(start - 1) not in _PLACING:
        return False
    noun = tokens.lower(start - 2)
    is_person = is_role(noun) or names_agent(noun)
    return is_person and lowers[start + 1] in given and lowers[start] not in given


def _is_trade(lowers: list[str], start: int, end: int) -> bool:
    """Whether a word opens a sentence and is a trade before a name: "Grocer Ali Haddad"."""
    given = given_names()
    if lowers[start + 1] not in given or lowers[start] in given:
        return False
    if end - start < 3:
        return lowers[start] in words()["family"]  # "Mum Jane, 45,"
    if lowers[start] in any_of("title_modifiers", "general_words"):
        return False
    is_noun = f"{lowers[start]}s" in words()["plural_sources"]
    is_noun = is_noun or lowers[start] in words()["anonymous_heads"]
    return is_noun or _TRADE.search(lowers[start]) is not None


def _named_after(lowers: list[str], begin: int, end: int) -> int | None:
    """Where somebody's name begins after words that describe, if a known word tells it."""
    is_held = lowers[begin] in HELD
    if is_held and end - begin > 3 and lowers[begin + 1] in words()["places"]:
        return begin + 2  # "Mayor of York Jane Roe"
    given = given_names()
    for token in range(begin + 1, end - 1):
        # "Minister for Land and Water Jane Roe"
        if lowers[token] in given and (is_held or _describes(lowers[begin:token], given)):
            return token
    return None


def _describes(before: list[str], given: Mapping[str, str]) -> bool:
    """Whether the words before a given name describe the person and are not names."""
    general = words()["general_words"]
    known = any_of(*NO_SURNAMES, "places")
    return before[0] not in given and any(
        word in general
        or word in known
        or word.endswith(("-based", "-born", "ist"))
        or word.split("-")[0] in known
        for word in before
    )
