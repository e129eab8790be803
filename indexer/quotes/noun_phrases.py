"""Noun phrases that may be sources: "the governor", "two officials", "Roe's lawyer"."""

from __future__ import annotations

from indexer.quotes.lexicon import any_of, cues, given_names, words
from indexer.quotes.mention import BARE, FULL, NOMINAL, SURNAME, Mention
from indexer.quotes.name_phrases import read_name
from indexer.quotes.name_runs import OWNERS, find_name_end
from indexer.quotes.narrative import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CUE,
    DASH,
    DETERMINER,
    NAME,
    NUMBER,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    TIME,
    WORD,
    Narrative,
)

_MAX_NOUN_PHRASE = 7
_PLAIN = frozenset((WORD, NAME, NUMBER, TIME))
_POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "'s", "’s"))
# Lists of the nouns that name who or what speaks.
_HEADS = ("plural_sources", "role_nouns", "anonymous_heads", "document_heads")
_AFTER_VERB = frozenset((QUOTE, COLON, PRONOUN, DETERMINER))
# Determiners that also stand alone: "some say".
_PRONOMINAL = frozenset(
    (
        *("this", "these", "those", "one", "two", "three", "four", "five", "six", "seven", "eight"),
        *("nine", "ten", "several", "many", "some", "most", "both", "another", "other", "others"),
        *("all", "few", "each", "any", "dozens", "hundreds", "thousands", "half"),
    )
)
_NOUNS_IN_ING = frozenset(
    ("finding", "warning", "ruling", "filing", "saying", "posting", "greeting")
)
_COUNTS = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "several", "other", "few")
)


def read_noun_phrase(narrative: Narrative, token: int) -> Mention | None:
    """A noun phrase that begins with an article, a possessive or a number.

    Where it leads to a name, as in "the local chairman Jack Roe", the name is returned.
    """
    end, named = _phrase_end(narrative, token)
    if named is not None:
        return named
    lower = narrative.lowers[token]
    end = _before_day(narrative, token, end)
    if end == token + 2 and narrative.tags[token + 1] == TIME:
        return None  # "a Sunday"
    if end == token + 1:
        if lower in words()["plural_sources"] or lower in ("one", "another"):
            return Mention(token, end, NOMINAL, head=token, is_plural=lower != "one")
        return None
    name_start = end
    while name_start > token + 1 and (
        narrative.tags[name_start - 1] == NAME
        or (
            narrative.tags[name_start - 1] == POSSESSIVE
            and _is_owned_name(narrative, name_start - 1)
        )
    ):
        name_start -= 1
    if name_start < end:
        first = token if name_start == token + 1 else name_start
        named = read_name(narrative, first, name_start)
        if named is None or named.kind != NOMINAL:
            return named
        end = named.last
    is_plural = _is_plural(lower, narrative.lowers[end - 1])
    possessive = narrative.padded[end] == POSSESSIVE
    return Mention(token, end, NOMINAL, head=end - 1, is_plural=is_plural, is_possessive=possessive)


def _is_owned_name(narrative: Narrative, token: int) -> bool:
    """Whether an "'s" is within a name: "the Kent Sheriff's Office"."""
    is_owner = narrative.lowers[token - 1] in OWNERS and narrative.tags[token - 1] == NAME
    return is_owner and narrative.tag(token + 1) == NAME


def _phrase_end(narrative: Narrative, token: int) -> tuple[int, Mention | None]:
    """One past the phrase's last token, or the person named within it."""
    tags, sentence = narrative.tags, narrative.sentences
    end = token + 1
    stop = min(end + _MAX_NOUN_PHRASE, len(tags))
    while (
        end < stop and sentence[end] == sentence[token] and _continues_phrase(narrative, end, token)
    ):
        if tags[end] == NAME and tags[end - 1] != NAME:
            named = _person_in_phrase(narrative, token, end)
            if named is not None:
                return end, named
            if (
                tags[end - 1] == WORD
                and not _introduces_name(narrative.lowers[end - 1])
                and not _is_compound(narrative, token, end)
            ):
                break  # "the ad attacks Roe"
        end += 1
    while end > token + 1 and tags[end - 1] in (DASH, ADVERB, POSSESSIVE):
        end -= 1
    return end, None


def _is_compound(narrative: Narrative, first: int, start: int) -> bool:
    """Whether capitalised words only qualify a noun after them: "a senior Roe aide"."""
    adjective = narrative.lowers[start - 1]
    if start != first + 2 or adjective in any_of(*_HEADS) or adjective.endswith("s"):
        return False
    end = find_name_end(narrative, start)
    lower = narrative.lower(end)
    is_verb = lower.endswith("ed") or lower in words()["past_forms"]
    return narrative.tag(end) == WORD and not is_verb


def _before_day(narrative: Narrative, first: int, end: int) -> int:
    """The phrase's end without a day after it: "a statement Wednesday evening"."""
    token = narrative.row.find(TIME, first + 2, end)
    while token >= 0 and not narrative.words[token][0].isupper():
        token = narrative.row.find(TIME, token + 1, end)
    return end if token < 0 else token


def _person_in_phrase(narrative: Narrative, first: int, start: int) -> Mention | None:
    """The person named in a phrase such as "the local chairman Jack Roe", if one is."""
    end = find_name_end(narrative, start)
    titles = words()["titles"]
    given = given_names()
    if end - start < 2 or not any(
        lower in given or lower.rstrip(".") in titles for lower in narrative.lowers[start : end - 1]
    ):
        return None
    named = read_name(narrative, first if start == first + 1 else start, start)
    return named if named is not None and named.kind in (FULL, SURNAME) else None


def _introduces_name(lower: str) -> bool:
    """Whether a word can stand right before a name that it explains."""
    lists = words()
    return (
        lower in lists["role_nouns"] or lower in lists["titles"] or lower in lists["general_words"]
    )


def _continues_phrase(narrative: Narrative, token: int, first: int) -> bool:
    tag = narrative.tags[token]
    if tag in (WORD, CUE) and _opens_modifier(narrative, token):
        return False
    if tag == WORD:
        is_second = token == first + 1
        return not (_is_deed_of_several if is_second else _is_past)(narrative, token)
    if tag in _PLAIN:
        return True
    if tag == DETERMINER:
        return token == first + 1 or narrative.lowers[token] in _COUNTS
    if tag == POSSESSIVE:
        return narrative.padded[token + 1] in (WORD, NAME, CUE)
    if tag == CUE:
        return is_noun(narrative, token) or _is_part(narrative, token, first)
    if tag == DASH:
        return narrative.starts[token] == narrative.ends[token - 1]
    if tag == COMMA:
        return token == first + 2 and _parts_adjectives(narrative, token)
    if tag != ADVERB or token > first + 1:
        return False
    follows = narrative.tag(token + 1)
    return follows in (WORD, NAME) or (follows == CUE and is_noun(narrative, token + 1))


def _parts_adjectives(narrative: Narrative, comma: int) -> bool:
    """Whether a comma is within a phrase: "the outspoken, 70-year-old diplomat"."""
    before = narrative.lowers[comma - 1]
    if "-" not in before and not before.endswith(("ed", "ous", "ful", "less")):
        return False
    end = comma + 1
    while end < comma + _MAX_NOUN_PHRASE and narrative.tag(end) in (WORD, NUMBER, NAME):
        end += 1
    lists = words()
    is_role = narrative.lower(end - 1) in any_of("role_nouns", "anonymous_heads")
    is_one = narrative.lower(end - 1) not in lists["plural_sources"]
    return end > comma + 1 and narrative.tags[end - 1] == WORD and is_role and is_one


def _is_past(narrative: Narrative, token: int) -> bool:
    """Whether a word is the verb of what is before it, rather than an adjective or noun."""
    lower = narrative.lowers[token]
    if lower.endswith("ed"):
        return narrative.tags[token - 1] in (WORD, NAME)
    return lower in words()["past_forms"]  # "the president left"


def _is_deed_of_several(narrative: Narrative, token: int) -> bool:
    """Whether a word after a lone "thousands" or "some" is what they did: "thousands marched"."""
    lower = narrative.lowers[token]
    is_past = lower.endswith("ed") or lower in words()["past_forms"]
    follows = narrative.padded[token + 1]
    return (
        is_past
        and follows in (PREPOSITION, DETERMINER, ADVERB, COMMA, OBJECT)
        and narrative.lowers[token - 1] in _PRONOMINAL
    )


def _opens_modifier(narrative: Narrative, token: int) -> bool:
    """Whether a word tells more about people named before it: "a lawyer representing Jane Roe"."""
    lower = narrative.lowers[token]
    if lower in words()["postpositive"]:
        after: tuple[str, ...] = (PREPOSITION,)
    elif lower.endswith("ing"):
        after = (NAME, DETERMINER, PREPOSITION, OBJECT)
    else:
        return False
    return narrative.padded[token + 1] in after and narrative.lowers[token - 1] in any_of(*_HEADS)


def _is_part(narrative: Narrative, token: int, first: int) -> bool:
    """Whether a reporting word belongs to the phrase that stands before it."""
    lower = narrative.lowers[token]
    if lower in words()["document_heads"]:
        return not (_is_verb_of_name(narrative, token) or _is_verb_of_noun(narrative, token))
    if cues()[lower].group == "noun" and narrative.lowers[token - 1] in _POSSESSIVES:
        return True  # "her assertion"
    if lower == cues()[lower].lemma and narrative.tag(token + 1) in (CUE, AUXILIARY):
        # "the party call said", but neither "the Post call" nor "his friends make"
        return narrative.tags[token - 1] != NAME and not _is_plural("", narrative.lowers[token - 1])
    # As an adjective or noun ("the leading candidate"), if a noun follows.
    return lower.endswith(("ing", "ed")) and narrative.tag(token + 1) == WORD and token == first + 1


def is_noun(narrative: Narrative, token: int) -> bool:
    """Whether a reporting word is a noun here: "the claim", "a blunt message"."""
    lower, word = narrative.lowers[token], narrative.padded_lowers[token - 1]
    before = narrative.padded[token - 1]
    if lower.endswith(("ing", "ed")):
        return lower in _NOUNS_IN_ING and before in (DETERMINER, POSSESSIVE)
    if before in (DETERMINER, POSSESSIVE):
        return word not in _PRONOMINAL
    if before == ADVERB and narrative.tag(token - 2) != DETERMINER:
        return False
    if before not in (WORD, NAME, ADVERB) or lower != cues()[lower].lemma:
        return False
    # Only a plural takes the base form for its verb.
    is_plural = word in words()["plural_sources"] or (
        word.endswith("s") and not word.endswith(("ous", "ss", "us", "is"))
    )
    return not is_plural and lower not in words()["past_forms"]


def _is_plural(determiner: str, head: str) -> bool:
    if determiner in ("a", "an", "one", "this", "another", "each", "every"):
        return False
    return head in words()["plural_sources"] or (
        head.endswith("s") and not head.endswith(("ss", "us", "is"))
    )


def read_bare_noun(narrative: Narrative, token: int) -> Mention | None:
    """A noun phrase without an article right before a reporting word: "officials said"."""
    tags, lowers = narrative.padded, narrative.padded_lowers
    lists = words()
    end = token
    stop, sentence = token + _MAX_NOUN_PHRASE, narrative.sentences
    while end < stop and tags[end] == WORD and sentence[end] == sentence[token]:
        end += 1
    if end == token:
        return None
    head = lowers[end - 1]
    is_plural = head in lists["plural_sources"] or (head.endswith("s") and not head.endswith("ss"))
    if lowers[token - 1] == "to" and lowers[token - 2] == "according":
        return Mention(token, end, BARE, head=end - 1, is_plural=is_plural)
    follows = narrative.padded[end]
    is_source = head in any_of(*_HEADS)
    if not is_source and not (is_plural and follows in (CUE, AUXILIARY)):
        return None
    if follows == NAME and head in lists["role_nouns"]:
        return None  # "former governor Jane Roe": the name is the mention
    return Mention(token, end, BARE, head=end - 1, is_plural=is_plural)


def read_owned(narrative: Narrative, mention: Mention) -> Mention | None:
    """The noun phrase that a name opens: "Roe's lawyer", "Roe supporters", "Time magazine"."""
    if not (mention.is_possessive or mention.is_modifier) or not mention.is_name:
        return None
    start = mention.last + mention.is_possessive
    end = start
    while end < start + _MAX_NOUN_PHRASE and _continues_owned(narrative, end, start):
        end += 1
    if end == start or narrative.padded[end] in (NAME, POSSESSIVE):
        return None
    head = narrative.lowers[end - 1]
    is_plural = _is_plural("", head)
    return Mention(mention.first, end, NOMINAL, head=end - 1, is_plural=is_plural)


def _continues_owned(narrative: Narrative, token: int, start: int) -> bool:
    """Whether a token belongs to what somebody owns, of which that at `start` is the first."""
    tag = narrative.padded[token]
    if tag == WORD:
        return token == start or not _is_past(narrative, token)
    if tag == CUE:
        return _is_owned_noun(narrative, token)
    if tag == NAME:
        return _is_office(narrative, token) or (token > start and _is_named_role(narrative, token))
    if token == start and tag == ADVERB:
        return narrative.padded[token + 1] in (WORD, DETERMINER)  # "Roe's first five callers"
    return tag == NUMBER or (token <= start + 1 and narrative.padded_lowers[token] in _COUNTS)


def _is_office(narrative: Narrative, token: int) -> bool:
    """Whether capitals stand for a role: "Roe's CEO said"."""
    word = narrative.words[token]
    is_role = word.isupper() and narrative.lowers[token] in words()["role_nouns"]
    return is_role and narrative.padded[token + 1] != NAME


def _is_named_role(narrative: Narrative, token: int) -> bool:
    """Whether capitalised words only qualify a role after them: "Roe's former White House aide"."""
    end = token
    while end < token + 3 and narrative.padded[end] == NAME:
        end += 1
    is_role = narrative.padded[end] == WORD and narrative.lowers[end] in words()["role_nouns"]
    return is_role and narrative.padded[end + 1] != NAME


def _is_owned_noun(narrative: Narrative, token: int) -> bool:
    lower = narrative.lowers[token]
    if lower not in words()["document_heads"] and cues()[lower].group != "noun":
        return False
    return not (_is_verb_of_name(narrative, token) or _is_verb_of_noun(narrative, token))


def _is_verb_of_noun(narrative: Narrative, token: int) -> bool:
    """Whether a word that may be a noun is what somebody does: "her lawyer claims that"."""
    lower, before = narrative.lowers[token], narrative.lowers[token - 1]
    after = narrative.padded[token + 1]
    is_followed = after in _AFTER_VERB or narrative.padded_lowers[token + 1] == "that"
    if not is_followed or narrative.tags[token - 1] != WORD:
        return False  # neither "her claims were" nor "the Roes report"
    if lower == cues()[lower].lemma:
        return _is_plural("", before)  # "the two senators promise"
    is_source = before in any_of("role_nouns", "anonymous_heads", "document_heads")
    return lower.endswith("s") and is_source


def _is_verb_of_name(narrative: Narrative, token: int) -> bool:
    """Whether a word that may be a plural is what a name does: "The Daily Post reports"."""
    return (
        narrative.tag(token - 1) == NAME
        and narrative.lowers[token].endswith("s")
        and narrative.tag(token + 1) not in (CUE, AUXILIARY)
    )
