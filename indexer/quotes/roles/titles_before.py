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
from indexer.quotes.tokens.row import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CUE,
    DASH,
    DETERMINER,
    NAME,
    OPEN,
    POSSESSIVE,
    PREPOSITION,
    QUOTE,
    WORD,
    Narrative,
)
from indexer.records import Span

_REACH = 7
_OPENERS = frozenset((DETERMINER, POSSESSIVE, COMMA, CUE, QUOTE, DASH, COLON, OPEN))
_DESCRIBING = (
    "titles",
    "title_modifiers",
    "describing_participles",
    "role_nouns",
    "general_words",
    "nationalities",
)


def titles_before(narrative: Narrative, mention: Mention) -> Span | None:
    """The titles before a name, with the small words that belong to them."""
    start = name = _name_start(narrative, mention)
    while start > 0 and name - start < _REACH and _is_descriptive(narrative, start - 1, name):
        start -= 1
    if start == name:
        return None
    if narrative.tag(start - 1) == NAME and _is_small_word(narrative.lowers[start - 1]):
        start += narrative.lowers[start].endswith("s")  # "Roe Finally Meets Gov. Jane Doe"
    start = _without_strangers(narrative, start, name)
    while name > start and _is_part_of_name(narrative, name - 1):
        name -= 1  # "Rep. Jane" of a headline's "Rep. Jane Roe", "Mayor Sir" of "Mayor Sir Paul"
    start = _without_nouns(narrative, _without_participles(narrative, start, name), name)
    if mention.kind == ORGANISATION and not is_role(narrative.lowers[name - 1].rstrip(".")):
        return None  # "the broadcaster CNN"
    if not _ends_as_role(narrative, start, name) or _is_elsewhere(narrative, mention, start, name):
        return None
    return Span(narrative.starts[start], narrative.ends[name - 1])


def _without_nouns(narrative: Narrative, start: int, end: int) -> int:
    """The later start of a title with a capital, without nouns before it: "in a way Gov.".

    "A panel chairman" is one, "a convention Sen. Roe" is none.
    """
    for token in range(end - 1, start, -1):
        if narrative.tags[token] != NAME:
            break
        before, is_plain = narrative.words[token - 1], narrative.tags[token - 1] != NAME
        if is_plain and not may_precede_title(before, narrative.lowers[token]):
            return token
    return start


def _is_elsewhere(narrative: Narrative, mention: Mention, start: int, end: int) -> bool:
    """Whether words in small letters before a name are no title of its bearer.

    "The judge Roe attacked", "wants to count Roe", "veteran Roe haters", "her rival Roe".
    """
    last = narrative.lowers[end - 1]
    if end == start + 1 and is_relation(last):
        return True
    if any(narrative.words[at][0].isupper() for at in range(start, end)):
        return False
    if is_relation(last):
        return True  # but "Doe ally Jane Roe"
    is_lone = len(mention.name) == 1 and not mention.titles
    if is_lone and (not is_role(last) or _is_in_clause(narrative, mention, start)):
        return True  # "the letter Roe wrote"
    is_modifier = end == start + 1 and narrative.lowers[start] in words()["title_modifiers"]
    return is_modifier and narrative.tag(mention.last) == WORD


def _is_in_clause(narrative: Narrative, mention: Mention, start: int) -> bool:
    """Whether words before a lone name belong to a clause: "the judge Roe met", "to count Roe".

    In "the singer Roe said" they are hers.
    """
    at = start - 1
    at -= narrative.tag(at) == ADVERB
    if narrative.lower(at) in ("the", "a", "an"):
        return narrative.tag(mention.last) in (AUXILIARY, WORD, ADVERB)
    return narrative.tag(at) in (DETERMINER, AUXILIARY) or narrative.lower(at) == "to"


def _is_part_of_name(narrative: Narrative, token: int) -> bool:
    """Whether a word before a name belongs to it: a given name, or "Sir"."""
    lower = narrative.lowers[token]
    if lower in given_names():
        return True
    is_honorific = lower.rstrip(".") in words()["honorifics"]
    return is_honorific and narrative.words[token][0].isupper() and not _is_lady(narrative, token)


def _is_lady(narrative: Narrative, token: int) -> bool:
    """Whether "lady" is the first lady."""
    return narrative.lowers[token] == "lady" and narrative.lower(token - 1) == "first"


def _without_participles(narrative: Narrative, start: int, end: int) -> int:
    """The later start of a description that a participle would open: "suing Republican Gov."."""
    describing = any_of(*_DESCRIBING)
    while start < end and narrative.tags[start] == WORD:
        lower = narrative.lowers[start]
        if not lower.endswith("ing") or "-" in lower or lower in describing:
            break
        start += 1
    return start


def _ends_as_role(narrative: Narrative, start: int, end: int) -> bool:
    """Whether titles end with one: "Fire chief", "Secretary of State", not "Senator Roe awards"."""
    known = role_words()
    if not any(is_role(lower.rstrip(".")) for lower in narrative.lowers[start:end]):
        return _ends_as_agent(narrative, start, end)
    last = narrative.lowers[end - 1].rstrip(".")
    named_after = end - start > 2 and PREPOSITION in narrative.tags[start : end - 1]
    return last in known or named_after or names_agent(last)


def _ends_as_agent(narrative: Narrative, start: int, end: int) -> bool:
    """Whether words that are no listed titles end like one: "said CNN presenter Jane Roe"."""
    is_opened = narrative.tag(start - 1) in (CUE, DETERMINER, POSSESSIVE, COMMA)
    is_common = narrative.tags[end - 1] == WORD and narrative.tag(end) == NAME
    return is_opened and is_common and names_agent(narrative.lowers[end - 1])


def _without_strangers(narrative: Narrative, start: int, end: int) -> int:
    """The later start of a description, without words before it that are none of it.

    "the campaign of Sen.": what "of" is said of must be a role itself ("Secretary of State").
    "to force Sen.": a common word opens a description only after an article, a comma and the
    like; elsewhere it may be a verb.
    """
    lists = words()
    roles = role_words()
    for token in range(end - 1, start, -1):
        if narrative.tags[token] == PREPOSITION:
            after = narrative.lowers[token + 1 : end]
            titled = after != ["staff"] and any(one.rstrip(".") in lists["titles"] for one in after)
            if titled or narrative.lowers[token - 1].rstrip(".") not in roles:
                start = token + 1
                break
    while start < end and narrative.tags[start] in (DETERMINER, POSSESSIVE, PREPOSITION):
        start += 1
    before = narrative.tag(start - 1)
    is_after_to = narrative.lower(start - 1) == "to"
    opens = (
        before in _OPENERS
        or (before == PREPOSITION and not is_after_to)
        or (start > 0 and narrative.sentences[start - 1] != narrative.sentences[start])
    )
    while start < end and not opens and _is_strange(narrative, start, is_after_to=is_after_to):
        start += 1
    return start


def _is_strange(narrative: Narrative, token: int, *, is_after_to: bool) -> bool:
    """Whether a common word that is none of those that describe people stands at a token."""
    lower = narrative.lowers[token]
    if narrative.tags[token] != WORD or "-" in lower:
        return False
    is_general = is_after_to and lower in words()["general_words"]
    return is_general or lower not in any_of(*_DESCRIBING)


def _name_start(narrative: Narrative, mention: Mention) -> int:
    """The token at which the name proper begins."""
    for token in range(mention.first, mention.last):
        if mention.name and narrative.words[token] == mention.name[0]:
            return token
    return mention.first


def _is_descriptive(narrative: Narrative, token: int, name: int) -> bool:
    if narrative.sentences[token] != narrative.sentences[name]:
        return False
    tag, lower = narrative.tags[token], narrative.lowers[token]
    if narrative.tags[token + 1] == NAME and narrative.words[token] in words()["name_particles"]:
        return False  # "del Roe"
    if tag == NAME:
        if is_loud(narrative, token) or _is_small_word(lower):
            return False  # "A DEADLY STORM Gov. Roe said", "Roe Finally Meets Gov. Roe"
        is_honorific = lower.rstrip(".") in words()["honorifics"]
        # "Mr. Roe" has no role; "Prime Minister Sir Jane Roe" has one.
        is_lady = _is_lady(narrative, token)
        return not is_honorific or is_lady or is_role(narrative.lower(token - 1))
    if lower == "first":
        return _is_lady(narrative, token + 1)
    if tag == CUE:
        return _is_part(narrative, token)
    if tag == WORD and (lower in words()["not_names"] or _has_subject(narrative, token)):
        return False  # "what Gov. Roe said", "Paul Doe nominated Gov. Roe"
    return tag == WORD or (tag == PREPOSITION and lower == "of")


def _is_small_word(lower: str) -> bool:
    """Whether a word with a capital only has it in headlines: "Finally"."""
    return lower in words()["not_names"] and lower not in any_of("titles", "honorifics")


def _is_part(narrative: Narrative, token: int) -> bool:
    """Whether a reporting word is a noun of a title: "press secretary", "talk show host"."""
    lower, before = narrative.lowers[token], narrative.lower(token - 1)
    if narrative.tag(token + 1) not in (WORD, CUE):
        return False
    if lower in words()["title_modifiers"] or is_noun(narrative, token):
        return True
    tag, is_base = narrative.tag(token - 1), lower == cues()[lower].lemma
    if tag == CUE or narrative.tag(token + 1) == CUE:
        return is_base and before not in words()["plural_sources"]  # "talk show host"
    is_role_before = before in any_of("role_nouns", "anonymous_heads")
    is_after_noun = tag == WORD and not is_role_before and not speaks_of_several("", before)
    return is_after_noun and lower.endswith("ing")


def _has_subject(narrative: Narrative, token: int) -> bool:
    """Whether a word is the past form of what somebody did."""
    lower = narrative.lowers[token]
    is_past = is_past_form(lower)
    before = narrative.tag(token - 1)
    return is_past and (
        before == NAME or (before == WORD and narrative.lowers[token - 1].endswith("s"))
    )
