"""Which words belong to the noun phrase before them, and which are what it does."""

from __future__ import annotations

from indexer.quotes.lexicon import any_of, cues, is_past_form, words
from indexer.quotes.tokens.row import (
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

LONGEST = 7
_PLAIN = frozenset((WORD, NAME, NUMBER, TIME))
_POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "'s", "’s"))
# Lists of the nouns that name who or what speaks.
HEADS = ("plural_sources", "role_nouns", "anonymous_heads", "document_heads")
_ENDS_OF_VERBS = "dgs"  # "ed", "ing", "s"
_OBJECTS = frozenset((NAME, DETERMINER, OBJECT, PRONOUN))
_AFTER_VERB = frozenset((QUOTE, COLON, PRONOUN, DETERMINER))
# Determiners that also stand alone: "some say".
_PRONOMINAL = frozenset(
    (
        *("this", "these", "those", "one", "two", "three", "four", "five", "six", "seven", "eight"),
        *("nine", "ten", "several", "many", "some", "most", "both", "another", "other", "others"),
        *("all", "few", "each", "any", "dozens", "hundreds", "thousands", "half"),
    )
)
COUNTS = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "several", "other", "few")
)


def continues_phrase(narrative: Narrative, token: int, first: int) -> bool:
    """Whether a token belongs to the noun phrase that begins at `first` and reaches up to it."""
    tag = narrative.tags[token]
    if tag == WORD:
        is_other = _may_be_verb(narrative.lowers[token]) and (
            _opens_modifier(narrative, token) or _is_verb(narrative, token, first)
        )
        return not is_other
    if tag in _PLAIN:
        return True
    if tag == DETERMINER:
        return token == first + 1 or narrative.lowers[token] in COUNTS
    if tag == POSSESSIVE:
        return narrative.padded[token + 1] in (WORD, NAME, CUE)
    if tag == CUE:
        is_within = is_noun(narrative, token) or _is_part(narrative, token, first)
        return is_within and not _opens_modifier(narrative, token)
    if tag == DASH:
        return narrative.starts[token] == narrative.ends[token - 1]
    if tag == COMMA:
        return token == first + 2 and _parts_adjectives(narrative, token)
    if tag != ADVERB or token > first + 1:
        return False
    follows = narrative.tag(token + 1)
    return follows in (WORD, NAME) or (follows == CUE and is_noun(narrative, token + 1))


def _may_be_verb(lower: str) -> bool:
    """Whether a word has the form of a verb, so that its neighbours must be looked at."""
    return lower[-1] in _ENDS_OF_VERBS or lower in any_of("past_forms", "postpositive")


def _parts_adjectives(narrative: Narrative, comma: int) -> bool:
    """Whether a comma is within a phrase: "the outspoken, 70-year-old diplomat"."""
    before = narrative.lowers[comma - 1]
    if "-" not in before and not before.endswith(("ed", "ous", "ful", "less")):
        return False
    end = comma + 1
    while end < comma + LONGEST and narrative.tag(end) in (WORD, NUMBER, NAME):
        end += 1
    lists = words()
    is_role = narrative.lower(end - 1) in any_of("role_nouns", "anonymous_heads")
    is_one = narrative.lower(end - 1) not in lists["plural_sources"]
    return end > comma + 1 and narrative.tags[end - 1] == WORD and is_role and is_one


def is_past(narrative: Narrative, token: int) -> bool:
    """Whether a word is the verb of what is before it, rather than an adjective or noun."""
    lower = narrative.lowers[token]
    if lower.endswith("ed"):
        return narrative.tags[token - 1] in (WORD, NAME)
    return lower in words()["past_forms"]  # "the president left"


def _is_verb(narrative: Narrative, token: int, first: int) -> bool:
    """Whether a word is the verb of the phrase that begins at `first`."""
    is_second = token == first + 1
    if (_is_deed_of_several if is_second else is_past)(narrative, token):
        return True
    return narrative.lowers[token][-1] == "s" and _is_present(narrative, token, first)


def _is_present(narrative: Narrative, token: int, first: int) -> bool:
    """Whether a word in "s" is what somebody does: "a porter walks in", "the ad hits Roe"."""
    lower, before = narrative.lowers[token], narrative.lowers[token - 1]
    if lower.endswith(("ss", "us", "is")):
        return False
    if lower in any_of(*HEADS) or before not in any_of(*HEADS) or speaks_of_several("", before):
        return False
    is_one = not speaks_of_several(narrative.lowers[first], "s")
    after = narrative.padded[token + 1]
    return after in _OBJECTS or (is_one and after in (PREPOSITION, ADVERB))


def _is_deed_of_several(narrative: Narrative, token: int) -> bool:
    """Whether a word after a lone "thousands" or "some" is what they did: "thousands marched"."""
    lower = narrative.lowers[token]
    is_past = is_past_form(lower)
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
    return narrative.padded[token + 1] in after and narrative.lowers[token - 1] in any_of(*HEADS)


def _is_part(narrative: Narrative, token: int, first: int) -> bool:
    """Whether a reporting word belongs to the phrase that stands before it."""
    lower = narrative.lowers[token]
    if lower in words()["document_heads"]:
        return not (is_verb_of_name(narrative, token) or is_verb_of_noun(narrative, token))
    if cues()[lower].group == "noun" and narrative.lowers[token - 1] in _POSSESSIVES:
        return True  # "her assertion"
    if lower == cues()[lower].lemma and narrative.tag(token + 1) in (CUE, AUXILIARY):
        # "the party call said", but neither "the Post call" nor "his friends make"
        return narrative.tags[token - 1] != NAME and not speaks_of_several(
            "", narrative.lowers[token - 1]
        )
    # As an adjective or noun ("the leading candidate"), if a noun follows.
    return lower.endswith(("ing", "ed")) and narrative.tag(token + 1) == WORD and token == first + 1


def is_noun(narrative: Narrative, token: int) -> bool:
    """Whether a reporting word is a noun here: "the claim", "a blunt message"."""
    lower, word = narrative.lowers[token], narrative.padded_lowers[token - 1]
    if lower.endswith(("ing", "ed")):
        return False
    before = narrative.padded[token - 1]
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


def speaks_of_several(determiner: str, head: str) -> bool:
    """Whether a phrase of this first word and noun is a plural."""
    if determiner in ("a", "an", "one", "this", "another", "each", "every"):
        return False
    return head in words()["plural_sources"] or (
        head.endswith("s") and not head.endswith(("ss", "us", "is"))
    )


def is_verb_of_noun(narrative: Narrative, token: int) -> bool:
    """Whether a word that may be a noun is what somebody does: "her lawyer claims that"."""
    lower, before = narrative.lowers[token], narrative.lowers[token - 1]
    after = narrative.padded[token + 1]
    is_followed = after in _AFTER_VERB or narrative.padded_lowers[token + 1] == "that"
    if not is_followed or narrative.tags[token - 1] != WORD:
        return False  # neither "her claims were" nor "the Roes report"
    if lower == cues()[lower].lemma:
        return speaks_of_several("", before)  # "the two senators promise"
    is_source = before in any_of("role_nouns", "anonymous_heads", "document_heads")
    return lower.endswith("s") and is_source


def is_verb_of_name(narrative: Narrative, token: int) -> bool:
    """Whether a word that may be a plural is what a name does: "The Daily Post reports"."""
    return (
        narrative.tag(token - 1) == NAME
        and narrative.lowers[token].endswith("s")
        and narrative.tag(token + 1) not in (CUE, AUXILIARY)
    )
