"""Links, wiki links, embeds, images and footnotes -> the words that a reader sees.

What is dropped keeps its line breaks, so that every word stays on its line.
"""

from __future__ import annotations

import re

_LABEL = r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
_TITLE = r"\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}')"
_TARGET = rf"\((?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:{_TITLE})?\s*\)"
_EMBED = re.compile(r"(?<!\\)!\[\[([^\[\]\n]+)\]\]")
_WIKI = re.compile(r"(?<!\\)\[\[([^\[\]\n]+)\]\]")
_IMAGE = re.compile(rf"(?<!\\)!{_LABEL}{_TARGET}")
_LINK = re.compile(rf"(?<![\\!]){_LABEL}{_TARGET}")
_DEFINITION = re.compile(  # not "[Question]: Why?"
    r"^[ ]{0,3}\[([^\[\]\n^]+)\]:[ \t]+(?:<?[a-z]{2,12}:\S+|#\S+|\.{0,2}/\S+)(?:[ \t]+[\"'(].*)?$",
    re.MULTILINE,
)
_BY_NAME = re.compile(r"(?<!\\)!?\[([^\[\]]+)\][ ]?\[([^\[\]\n]*)\]")
_NOTE_MARK = re.compile(r"(?<!\\)\[\^[^\[\]\s]+\](:[ \t]*)?")
_ADDRESS = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_FILE = re.compile(r"[^\n]*\.\w{2,4}")
_SIZE = re.compile(r"\|?\d+(?:x\d+)?")


def without_links(text: str) -> str:
    """The text with the words of its links in their place.

    >>> without_links("[[Ines Calder|Calder]] told [the paper](https://a.org) so.[^1]")
    'Calder told the paper so.'
    """
    if "[" not in text and "<" not in text:
        return text
    text = _EMBED.sub(lambda found: _embedded(found[1]), text)
    text = _WIKI.sub(lambda found: wiki_words(found[1]), text)
    text = _IMAGE.sub(lambda found: _with_breaks(_caption(found[1]), found[0]), text)
    text = _LINK.sub(lambda found: _with_breaks(found[1], found[0]), text)
    names = {found.strip().casefold() for found in _DEFINITION.findall(text)}
    if names:
        text = _DEFINITION.sub("", text)
        text = _BY_NAME.sub(lambda found: _named(found, names), text)
    text = _NOTE_MARK.sub("", text)
    return _ADDRESS.sub(r"\1", text)


def wiki_words(target: str) -> str:
    """What a note program shows for a wiki link.

    >>> wiki_words("people/Ines Calder|Calder"), wiki_words("Flood#Damage"), wiki_words("#^3f2")
    ('Calder', 'Flood > Damage', '')
    """
    name, bar, shown = target.partition("|")
    if bar and shown.strip():
        return shown.strip()
    note, _, heading = name.rstrip("\\").partition("#")
    parts = [note.rpartition("/")[2], *heading.split("#")]
    return " > ".join(part.strip() for part in parts if part.strip() and part[:1] != "^")


def _embedded(target: str) -> str:
    """Nothing for a picture or a sound, whose name nobody sees; else the name of the note."""
    name = target.partition("|")[0].partition("#")[0]
    return "" if _FILE.fullmatch(name.strip()) else wiki_words(target)


def _caption(words: str) -> str:
    """The caption of a picture; a file name and a width are none."""
    name = words.partition("|")[0].strip()
    return "" if _SIZE.fullmatch(words) or _FILE.fullmatch(name) else name


def _named(found: re.Match[str], names: set[str]) -> str:
    name = (found[2] or found[1]).strip().casefold()
    return found[1] if name in names else found[0]


def _with_breaks(words: str, source: str) -> str:
    return words + "\n" * (source.count("\n") - words.count("\n"))
