"""The titles before a name: "former Nineveh Governor" of "former Nineveh Governor Jane Roe"."""

from __future__ import annotations

from indexer.quotes.lexicon import (
    any_of,
    cues,
    given_names,
    is_past_form,
    is_role,
    names_agent,
    role_words,
    words,
)
from indexer.quotes.mentions.mention import ORGANISATION, Mention
from indexer.quotes.mentions.phrase_words import is_noun, speaks_of_several
from indexer.quotes.roles.beside_titles import is_loud, is_relation, may_precede_title
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.records import Span

_REACH = 7
_OPENERS = frozenset(
    (tag.DETERMINER, tag.POSSESSIVE, tag.COMMA, tag.CUE, tag.QUOTE, tag.DASH, tag.COLON, tag.OPEN)
)
_DESCRIBING = (
    "titles",
    "title_modifiers",
    "describing_participles",
    "role_nouns",
    "general_words",
    "nationalities",
)


def titles_before(tokens: Tokens, mention: Mention) -> Span | None:
    """The titles before a name, with the small words that belong to them."""
    start = name = _name_start(tokens, mention)
    while start > 0 and name - start < _REACH and _is_descriptive(tokens, start - 1, name):
        start -= 1
    if start == name:
        return None
    if tokens.tag(start - 1) == tag.NAME and _is_small_word(tokens.lowers[start - 1]):
        start += tokens.lowers[start].endswith("s")  # "Roe Finally Meets Gov. Jane Doe"
    start = _without_strangers(tokens, start, name)
    while name > start and _is_part_of_name(tokens, name - 1):
        name -= 1  # "Rep. Jane" of a headline's "Rep. Jane Roe", "Mayor Sir" of "Mayor Sir Paul"
    start = _without_nouns(tokens, _without_participles(tokens, start, name), name)
    if mention.kind == ORGANISATION and not is_role(tokens.lowers[name - 1].rstrip(".")):
        return None  # "the broadcaster CNN"
    if not _ends_as_role(tokens, start, name) or _is_elsewhere(tokens, mention, start, name):
        return None
    return Span(tokens.starts[start], tokens.ends[name - 1])


def _without_nouns(tokens: Tokens, start: int, end: int) -> int:
    """The later start of a title with a capital, without nouns before it: "in a way Gov.".

    "A panel chairman" is one, "a convention Sen. Roe" is none.
    """
    for token in range(end - 1, start, -1):
        if tokens.tags[token] != tag.NAME:
            break
        before, is_plain = tokens.words[token - 1], tokens.tags[token - 1] != tag.NAME
        if is_plain and not may_precede_title(before, tokens.lowers[token]):
            return token
    return start


def _is_elsewhere(tokens: Tokens, mention: Mention, start: int, end: int) -> bool:
    """Whether words in small letters before a name are not a title of the person.

    "The judge Roe attacked", "wants to count Roe", "veteran Roe haters", "her rival Roe".
    """
    last = tokens.lowers[end - 1]
    if end == start + 1 and is_relation(last):
        return True
    if any(tokens.words[at][0].isupper() for at in range(start, end)):
        return False
    if is_relation(last):
        return True  # but "Doe ally Jane Roe"
    is_lone = len(mention.name) == 1 and not mention.titles
    if is_lone and (not is_role(last) or _is_in_clause(tokens, mention, start)):
        return True  # "the letter Roe wrote"
    is_modifier = end == start + 1 and tokens.lowers[start] in words()["title_modifiers"]
    return is_modifier and tokens.tag(mention.last) == tag.WORD


def _is_in_clause(tokens: Tokens, mention: Mention, start: int) -> bool:
    """Whether words before a lone name belong to a clause: "the judge Roe met", "to count Roe".

    In "the singer Roe said" they belong to the name.
    """
    at = start - 1
    at -= tokens.tag(at) == tag.ADVERB
    if tokens.lower(at) in ("the", "a", "an"):
        return tokens.tag(mention.last) in (tag.AUXILIARY, tag.WORD, tag.ADVERB)
    return tokens.tag(at) in (tag.DETERMINER, tag.AUXILIARY) or tokens.lower(at) == "to"


def _is_part_of_name(tokens: Tokens, token: int) -> bool:
    """Whether a word before a name belongs to it: a given name, or "Sir"."""
    lower = tokens.lowers[token]
    if lower in given_names():
        return True
    is_honorific = lower.rstrip(".") in words()["honorifics"]
    return is_honorific and tokens.words[token][0].isupper() and not _is_lady(tokens, token)


def _is_lady(tokens: Tokens, token: int) -> bool:
    """Whether "lady" is the first lady."""
    return tokens.lowers[token] == "lady" and tokens.lower(token - 1) == "first"


def _without_participles(tokens: Tokens, start: int, end: int) -> int:
    """The later start of a description that a participle would open: "suing Republican Gov."."""
    describing = any_of(*_DESCRIBING)
    while start < end and tokens.tags[start] == tag.WORD:
        lower = tokens.lowers[start]
        if not lower.endswith("ing") or "-" in lower or lower in describing:
            break
        start += 1
    return start


def _ends_as_role(tokens: Tokens, start: int, end: int) -> bool:
    """Whether titles end with one: "Fire chief", "Secretary of State", not "Senator Roe awards"."""
    known = role_words()
    if not any(is_role(lower.rstrip(".")) for lower in tokens.lowers[start:end]):
        return _ends_as_agent(tokens, start, end)
    last = tokens.lowers[end - 1].rstrip(".")
    named_after = end - start > 2 and tag.PREPOSITION in tokens.tags[start : end - 1]
    return last in known or named_after or names_agent(last)


def _ends_as_agent(tokens: Tokens, start: int, end: int) -> bool:
    """Whether words that are no listed titles end like one: "said CNN presenter Jane Roe"."""
    is_opened = tokens.tag(start - 1) in (tag.CUE, tag.DETERMINER, tag.POSSESSIVE, tag.COMMA)
    is_common = tokens.tags[end - 1] == tag.WORD and tokens.tag(end) == tag.NAME
    return is_opened and is_common and names_agent(tokens.lowers[end - 1])


def _without_strangers(tokens: Tokens, start: int, end: int) -> int:
    """The later start of a description, without words before it that are not part of it.

    "The campaign of Sen.": the word before "of" must be a role itself ("Secretary of State"). "To
    force Sen.": a common word opens a description only after an article, a comma and the like;
    elsewhere it may be a verb.
    """
    lists = words()
    roles = role_words()
    for token in range(end - 1, start, -1):
        if tokens.tags[token] == tag.PREPOSITION:
            after = tokens.lowers[token + 1 : end]
            titled = after != ["staff"] and any(one.rstrip(".") in lists["titles"] for one in after)
            if titled or tokens.lowers[token - 1].rstrip(".") not in roles:
                start = token + 1
                break
    while start < end and tokens.tags[start] in (tag.DETERMINER, tag.POSSESSIVE, tag.PREPOSITION):
        start += 1
    before = tokens.tag(start - 1)
    is_after_to = tokens.lower(start - 1) == "to"
    opens = (
        before in _OPENERS
        or (before == tag.PREPOSITION and not is_after_to)
        or (start > 0 and tokens.sentences[start - 1] != tokens.sentences[start])
    )
    while start < end and not opens and _is_strange(tokens, start, is_after_to=is_after_to):
        start += 1
    return start


def _is_strange(tokens: Tokens, token: int, *, is_after_to: bool) -> bool:
    """Whether a common word that does not describe people stands at a token."""
    lower = tokens.lowers[token]
    if tokens.tags[token] != tag.WORD or "-" in lower:
        return False
    is_general = is_after_to and lower in words()["general_words"]
    return is_general or lower not in any_of(*_DESCRIBING)


def _name_start(tokens: Tokens, mention: Mention) -> int:
    """The token at which the name proper begins."""
    for token in range(mention.first, mention.last):
        if mention.name and tokens.words[token] == mention.name[0]:
            return token
    return mention.first


def _is_descriptive(tokens: Tokens, token: int, name: int) -> bool:
    if tokens.sentences[token] != tokens.sentences[name]:
        return False
    here, lower = tokens.tags[token], tokens.lowers[token]
    if tokens.tags[token + 1] == tag.NAME and tokens.words[token] in words()["name_particles"]:
        return False  # "del Roe"
    if here == tag.NAME:
        if is_loud(tokens, token) or _is_small_word(lower):
            return False  # "A DEADLY STORM Gov. Roe said", "Roe Finally Meets Gov. Roe"
        is_honorific = lower.rstrip(".") in words()["honorifics"]
        # "Mr. Roe" has no role; "Prime Minister Sir Jane Roe" has one.
        is_lady = _is_lady(tokens, token)
        return not is_honorific or is_lady or is_role(tokens.lower(token - 1))
    if lower == "first":
        return _is_lady(tokens, token + 1)
    if here == tag.CUE:
        return _is_part(tokens, token)
    if here == tag.WORD and (lower in words()["not_names"] or _has_subject(tokens, token)):
        return False  # "what Gov. Roe said", "Paul Doe nominated Gov. Roe"
    return here == tag.WORD or (here == tag.PREPOSITION and lower == "of")


def _is_small_word(lower: str) -> bool:
    """Whether a word with a capital only has it in headlines: "Finally"."""
    return lower in words()["not_names"] and lower not in any_of("titles", "honorifics")


def _is_part(tokens: Tokens, token: int) -> bool:
    """Whether a reporting word is a noun of a title: "press secretary", "talk show host"."""
    lower, before = tokens.lowers[token], tokens.lower(token - 1)
    if tokens.tag(token + 1) not in (tag.WORD, tag.CUE):
        return False
    if lower in words()["title_modifiers"] or is_noun(tokens, token):
        return True
    here, is_base = tokens.tag(token - 1), lower == cues()[lower].lemma
    if here == tag.CUE or tokens.tag(token + 1) == tag.CUE:
        return is_base and before not in words()["plural_sources"]  # "talk show host"
    is_role_before = before in any_of("role_nouns", "anonymous_heads")
    is_after_noun = here == tag.WORD and not is_role_before and not speaks_of_several("", before)
    return is_after_noun and lower.endswith("ing")


def _has_subject(tokens: Tokens, token: int) -> bool:
    """Whether a word is a past form with its subject before it."""
    lower = tokens.lowers[token]
    is_past = is_past_form(lower)
    before = tokens.tag(token - 1)
    return is_past and (
        before == tag.NAME or (before == tag.WORD and tokens.lowers[token - 1].endswith("s"))
    )
