r"""Which old code page a text is in: the letters of each word must be those of one language.

Bytes beyond ASCII are other letters in each code page. "Erdo\xf0an" is "Erdoğan", "Erdođan" or
"Erdoðan". A code page fits if its reading gives words that a language may have: no sign inside a
word, no capital behind a small letter, all accented letters from the alphabet of one language, and
some letters only in places that they take there. What fits equally well is told apart by how often
news has the language. The result is a guess all the same, and whosaid says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MOST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class _Language:
    """Accented letters of a language.

    Attributes:
        letters: Small ones.
        rare: What a word costs, as news seldom has it.
        never: Where its letters never are, over words in small letters.
    """

    letters: frozenset[str]
    rare: float = 0.0
    never: re.Pattern[str] | None = None


def _language(letters: str, rare: float = 0.0, never: str = "") -> _Language:
    return _Language(frozenset(letters), rare, re.compile(never) if never else None)


_V = "aeiouyáéíóúýàèìòùâêîôûäëïöüąęěůőűăıãõåæø"
_WEST = (
    _language("äöüß"),
    _language("áéíóúüñ", never=rf"ñ(?![{_V}])"),
    _language(
        "àâæçéèêëîïôœùûüÿ",
        never=rf"[èù](?=[{_V}])|(?<![{_V}q])ï|ù.|æ|iê|(?<!c)œ(?![ui])|(?<![{_V}])ë",
    ),
    _language("áàâãçéêíóôõúü", never=r"ã(?![oe]|s?$)|õ(?!e)"),
    _language("àèéìíîòóùú", never=rf"[ìòù].|è(?=[{_V}])|(?<![cgrltnmpsdvi])[ìò]"),
    _language("ë", rare=0.25),  # as in Brontë
    _language("åäöæøé", never=rf"æ$|æ[{_V}]|ø(?=[aiou])|[aou]ø"),
    _language("àçéèíïóòúü·", never=rf"[ìù]|è(?=[{_V}])|ò$|ï(?=[{_V}])"),
)
_BOTH = (
    _language("äöüß"),
    _language("áéíóöúü"),
    _language("éëóöçâî", rare=0.2, never=rf"(?<![{_V}])ë"),
)
_CENTRAL = (
    *_BOTH,
    _language("ąćęłńóśźż", never=rf"[ąęń](?=[{_V}])|(?<=[aeouyóąę])[ąę]|^[ąęń]"),
    _language("áčďéěíňóřšťúůýž", never=r"^[ýů]"),
    _language("áäčďéíĺľňóôŕšťúýž", never=r"^ý"),
    _language("áéíóöőúüű"),
    _language("čćđšž", rare=0.1, never=r"đ(?=[kptsšcčćh])"),
    _language("ăâîşţșț", rare=0.1, never=r"ţ(?=[mnklrt])"),
)
_TURKISH = _language("çğıöşüâîiİ\u0307", never=rf"^ğ|(?<![{_V}])ğ|ğ[ns]")
_ICELANDIC = _language("áðéíóúýþæö", rare=0.3, never=r"þ$|^ð|þ(?=[ktmslb])")
_BALTIC = (
    _language("ąčęėįšųūž", rare=0.3),
    _language("āčēģīķļņšūž", rare=0.3),
)
_ESTONIAN = _language("äõöüšž", rare=0.2)
_LANGUAGES: dict[str, tuple[_Language, ...]] = {
    "cp1252": (*_WEST, _ICELANDIC, _ESTONIAN),
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1254": (*_WEST, _TURKISH),
    "iso8859_9": (*_WEST, _TURKISH),
    "cp1257": (_language("äöüß"), _language("åäöæøé"), *_BALTIC, _ESTONIAN),
    "mac_roman": (*_WEST, _ICELANDIC),
    "mac_latin2": _CENTRAL,
    "mac_turkish": (*_WEST, _TURKISH),
    "cp1251": (),
    "koi8_r": (),
    "iso8859_5": (),
    "mac_cyrillic": (),
    "cp866": (),
}
"""Code pages in order of trust, and the languages that are written in each."""

CYRILLIC_PAGES = ("cp1251", "koi8_r", "iso8859_5", "mac_cyrillic", "cp866")

_PREFERENCE = 0.005
"""What each further code page in this order costs a word, so that ties go to the first."""

_OF_A_MACINTOSH = 0.3
"""What a code page of the old Macintosh costs a word besides: few files are in one."""

_WRONG_MARKS = re.compile(
    r"(?<=[^\W\d_])[“„«»‹›•†‡](?=[^\W\d_’])|(?<=[^\W\d_A-Z])–(?=[a-z])|(?<=\s)[”»›](?=[^\W\d_])"
)
"""Marks where no text has them: inside a word, or closing before it."""

_FREQUENT = "оеаинтсрвлкмдпу"
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґђјљњћџў")
_RUSSIAN, _OTHER = frozenset("ыэъё"), frozenset("ђјљњћџєґ")  # never in one word
_MARKS = "“”„‘’‚«»‹›…–—•·‐‑!?,;:.()[]{}\"'*/<>|@#&+=%$~^`_-"
_SIGNS = re.compile(
    r"[£€¥¢§©®™°±×†‡½¼¾²³¿¡ºª](?=[\s\d.,;:)(]|$)|(?<![^\s\d(“\"])[£€¥¢§©®°±×½¼¾²³¹¿¡](?=\d)|(?<!\S)[¿¡]"
)
"""Signs where they stand in a text: alone, at a number, or, in Spanish, before a question."""

_PIECES = re.compile(rf"[^\s{re.escape(_MARKS)}\d]+")
_CONTROL = re.compile("[\x80-\x9f\ufffd]")
_BAD, _UNKNOWN = -2.0, -1.0


def guess_code_page(data: bytes) -> str | None:
    """The code page that fits best; None if none fits.

    Args:
        data: A part of a text that is no UTF-8.
    """
    scores = {}
    for place, encoding in enumerate(_LANGUAGES):
        words = list(_words(data, encoding))
        score = sum(_score(word, encoding) for word in words) / len(words) if words else 1.0
        cost = _OF_A_MACINTOSH if encoding.startswith("mac_") and words else 0.0
        scores[encoding] = score - place * _PREFERENCE - cost
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] > 0 else None


def _words(data: bytes, encoding: str) -> Iterator[str]:
    """The words that hold a letter or sign beyond ASCII, and each control character."""
    text = _SIGNS.sub(" ", data.decode(encoding, errors="replace"))
    yield from _CONTROL.findall(text)[:_MOST_WORDS]
    yield from _WRONG_MARKS.findall(text)[:_MOST_WORDS]
    count = 0
    for match in _PIECES.finditer(text):
        if not match[0].isascii():
            yield match[0]
            count += 1
            if count >= _MOST_WORDS:
                return


def _score(word: str, encoding: str) -> float:
    if not word.isalpha():
        return _BAD
    if not (word.islower() or word[1:].islower() or word.isupper() or _has_inner_name(word)):
        return _BAD
    small = word.lower()
    special = {letter for letter in small if not letter.isascii()}
    if special <= _CYRILLIC:
        return _cyrillic_score(small)
    return max((_fit(small, special, one) for one in _LANGUAGES[encoding]), default=_BAD)


def _has_inner_name(word: str) -> bool:
    """Whether it is a name such as McÉvoy: a capital of ASCII may follow a small letter."""
    return all(
        letter.isascii() or not letter.isupper() or place == 0 or word[place - 1].isupper()
        for place, letter in enumerate(word)
    )


def _fit(small: str, special: set[str], language: _Language) -> float:
    if not special <= language.letters or (language.never and language.never.search(small)):
        return _UNKNOWN
    return 1.0 - language.rare


def _cyrillic_score(small: str) -> float:
    if any(letter.isascii() for letter in small):
        return _BAD
    special = set(small)
    if special & _RUSSIAN and special & _OTHER:
        return _BAD
    return 0.2 + sum(letter in _FREQUENT for letter in small) / len(small)
