"""Whether a wording is in another language than the archive, by its commonest words."""

from __future__ import annotations

from collections.abc import Sequence

from query.rank.stopwords import STOPWORDS
from query.verify.claim import Claim, ClaimError

FEWEST = 2
"""Words of another language that it takes."""

_ENGLISH = frozenset(STOPWORDS.split())
# Without words that are English ones, too ("die", "war", "no", "as", "do").
_OTHER_WORDS = """
    der das und ist nicht ein eine einen wir sie ich mit auf für fur fuer von zu den dem im es
    uns auch sich nur wie aber oder wenn dass haben wird werden kann bei nach le la les des et
    est pas nous vous que qui une un pour dans sur ce il elle je ne du au avec mais sont cette
    ces leur plus el los las y es una por para con se del su lo como pero más mas muy esta este
    nuestro os não nao uma com em da dos mais foi são sao nós gli di non che per della sono
    anche più piu questo questa nel het een van niet dat zijn wij voor aan
"""
_OTHERS = frozenset(_OTHER_WORDS.split())


def refuse_other_language(claim: Claim) -> None:
    """Refuse a wording in another language, which is compared word for word in vain.

    Raises:
        ClaimError: If it has more of the commonest words of other languages than of English.
    """
    if _count(claim.forms, _OTHERS) >= max(FEWEST, _count(claim.forms, _ENGLISH) + 1):
        raise ClaimError("the quote is not in English, and quotes are compared word for word")


def _count(forms: Sequence[str], words: frozenset[str]) -> int:
    return sum(form in words for form in forms)
