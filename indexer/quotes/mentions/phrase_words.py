"""Which words belong to the noun phrase before them, and which are its verb."""

from __future__ import annotations

from indexer.quotes.lexicon import CueClass, any_of, cues, is_past_form, words
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

LONGEST = 7
_PLAIN = frozenset((tag.WORD, tag.NAME, tag.NUMBER, tag.TIME))
_POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "'s", "’s"))
# Lists of the nouns that name who or what speaks.
HEADS = ("plural_sources", "role_nouns", "anonymous_heads", "document_heads")
_ENDS_OF_VERBS = "dgs"  # "ed", "ing", "s"
_OBJECTS = frozenset((tag.NAME, tag.DETERMINER, tag.OBJECT, tag.PRONOUN))
_AFTER_VERB = frozenset((tag.QUOTE, tag.COLON, tag.PRONOUN, tag.DETERMINER))


def continues_phrase(tokens: Tokens, token: int, first: int) -> bool:
    """Whether a token belongs to the noun phrase that begins at `first` and reaches up to it."""
    here = tokens.tags[token]
    if here == tag.WORD:
        is_other = _may_be_verb(tokens.lowers[token]) and (
            _opens_modifier(tokens, token) or _is_verb(tokens, token, first)
        )
        return not is_other
    if here in _PLAIN:
        return True
    if here == tag.DETERMINER:
        return token == first + 1 or tokens.lowers[token] in words()["counts"]
    if here == tag.POSSESSIVE:
        return tokens.padded[token + 1] in (tag.WORD, tag.NAME, tag.CUE)
    if here == tag.CUE:
        is_within = is_noun(tokens, token) or _is_part(tokens, token, first)
        return is_within and not _opens_modifier(tokens, token)
    if here == tag.DASH:
        return tokens.starts[token] == tokens.ends[token - 1]
    if here != tag.ADVERB or token > first + 1:
        return False
    follows = tokens.tag(token + 1)
    return follows in (tag.WORD, tag.NAME) or (follows == tag.CUE and is_noun(tokens, token + 1))


def _may_be_verb(lower: str) -> bool:
    """Whether a word has the form of a verb, so that its neighbours must be looked at."""
    return lower[-1] in _ENDS_OF_VERBS or lower in any_of("past_forms", "postpositive")


def is_past(tokens: Tokens, token: int) -> bool:
    """Whether a word is the verb of the words before it, rather than an adjective or noun."""
    lower = tokens.lowers[token]
    if lower.endswith("ed"):
        return tokens.tags[token - 1] in (tag.WORD, tag.NAME)
    return lower in words()["past_forms"]  # "the president left"


def _is_verb(tokens: Tokens, token: int, first: int) -> bool:
    """Whether a word is the verb of the phrase that begins at `first`."""
    is_second = token == first + 1
    if (_is_deed_of_several if is_second else is_past)(tokens, token):
        return True
    return tokens.lowers[token][-1] == "s" and _is_present(tokens, token, first)


def _is_present(tokens: Tokens, token: int, first: int) -> bool:
    """Whether a word in "s" is a verb: "a porter walks in", "the ad hits Roe"."""
    lower, before = tokens.lowers[token], tokens.lowers[token - 1]
    if lower.endswith(("ss", "us", "is")):
        return False
    if lower in any_of(*HEADS) or before not in any_of(*HEADS) or speaks_of_several("", before):
        return False
    is_one = not speaks_of_several(tokens.lowers[first], "s")
    after = tokens.padded[token + 1]
    return after in _OBJECTS or (is_one and after in (tag.PREPOSITION, tag.ADVERB))


def _is_deed_of_several(tokens: Tokens, token: int) -> bool:
    """Whether a word is the verb of a lone "thousands" or "some": "thousands marched"."""
    lower = tokens.lowers[token]
    is_past = is_past_form(lower)
    follows = tokens.padded[token + 1]
    return (
        is_past
        and follows in (tag.PREPOSITION, tag.DETERMINER, tag.ADVERB, tag.COMMA, tag.OBJECT)
        and tokens.lowers[token - 1] in words()["pronominal"]
    )


def _opens_modifier(tokens: Tokens, token: int) -> bool:
    """Whether a word tells more about people named before it: "a lawyer representing Jane Roe"."""
    lower = tokens.lowers[token]
    if lower in words()["postpositive"]:
        after: tuple[str, ...] = (tag.PREPOSITION,)
    elif lower.endswith("ing"):
        after = (tag.NAME, tag.DETERMINER, tag.PREPOSITION, tag.OBJECT)
    else:
        return False
    return tokens.padded[token + 1] in after and tokens.lowers[token - 1] in any_of(*HEADS)


def _is_part(tokens: Tokens, token: int, first: int) -> bool:
    """Whether a reporting word belongs to the phrase that stands before it."""
    lower = tokens.lowers[token]
    if lower in words()["document_heads"]:
        return not (is_verb_of_name(tokens, token) or is_verb_of_noun(tokens, token))
    if cues()[lower].group == CueClass.NOUN and tokens.lowers[token - 1] in _POSSESSIVES:
        return True  # "her assertion"
    # As an adjective or noun ("the leading candidate"), if a noun follows.
    return (
        lower.endswith(("ing", "ed")) and tokens.tag(token + 1) == tag.WORD and token == first + 1
    )


def is_noun(tokens: Tokens, token: int) -> bool:
    """Whether a reporting word is a noun here: "the claim", "a blunt message"."""
    lower, word = tokens.lowers[token], tokens.padded_lowers[token - 1]
    if lower.endswith(("ing", "ed")):
        return False
    before = tokens.padded[token - 1]
    if before in (tag.DETERMINER, tag.POSSESSIVE):
        return word not in words()["pronominal"]
    if before == tag.ADVERB and tokens.tag(token - 2) != tag.DETERMINER:
        return False
    if before not in (tag.WORD, tag.NAME, tag.ADVERB) or lower != cues()[lower].lemma:
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


def is_verb_of_noun(tokens: Tokens, token: int) -> bool:
    """Whether a word that may be a noun is a verb here: "her lawyer claims that"."""
    lower, before = tokens.lowers[token], tokens.lowers[token - 1]
    after = tokens.padded[token + 1]
    is_followed = after in _AFTER_VERB or tokens.padded_lowers[token + 1] == "that"
    if not is_followed or tokens.tags[token - 1] != tag.WORD:
        return False  # neither "her claims were" nor "the Roes report"
    if lower == cues()[lower].lemma:
        return speaks_of_several("", before)  # "the two senators promise"
    is_source = before in any_of("role_nouns", "anonymous_heads", "document_heads")
    return lower.endswith("s") and is_source


def is_verb_of_name(tokens: Tokens, token: int) -> bool:
    """Whether a word that may be a plural is the verb of a name: "The Daily Post reports"."""
    return (
        tokens.tag(token - 1) == tag.NAME
        and tokens.lowers[token].endswith("s")
        and tokens.tag(token + 1) not in (tag.CUE, tag.AUXILIARY)
    )
