"""Word lists as text files.

A file has sections, `[name]`, of words parted by white space; `#` starts a comment.
"""

from __future__ import annotations

from collections.abc import Iterator


def sections(text: str) -> Iterator[tuple[str, list[str]]]:
    r"""The (name, words) of each section, in order; words before the first have the name "".

    >>> list(sections("[a]  # first\nb c\nd\n[e]"))
    [('a', ['b', 'c', 'd']), ('e', [])]
    """
    name, found = "", list[str]()
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("["):
            if name or found:
                yield name, found
            name, found = line.strip("[]"), []
        else:
            found.extend(line.split())
    if name or found:
        yield name, found
