"""Names in headlines: which words of a run of capitals are a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.quotes.lexicon import given_names
from indexer.quotes.mentions.mention import FULL, SURNAME, Mention
from indexer.quotes.people.draft import PersonDraft
from indexer.quotes.people.headlines import name_size
from indexer.quotes.people.index import NameIndex
from indexer.quotes.people.names import same_first_name
from indexer.quotes.people.proper_names import in_lower_case
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_LONGEST = 4  # words of a name that is looked for


def resolve_in_headline(
    tokens: Tokens, index: NameIndex, mention: Mention
) -> tuple[Mention, Sequence[PersonDraft]]:
    """The part of a name in a headline that names somebody, and whom it may mean.

    Somebody named in the text comes first. A name that the text does not have counts where a
    given name, a title, a colon or a quote beside it tells that it is one.

    Args:
        tokens: The article's tokens.
        index: The names of the text; a new name is added to them.
        mention: A name.
    """
    size = len(mention.name)
    for length in range(min(size, _LONGEST), 0, -1):
        for at in range(size - length + 1):
            found = _known(index, mention.name, at, length)
            if found:
                kind = FULL if length > 1 else SURNAME
                return replace(_narrowed(tokens, mention, at, length), kind=kind), found
    if not _is_name(tokens, mention):
        return mention, ()
    size = name_size(mention.name)
    return _narrowed(tokens, mention, 0, size), [index.add(mention.name[:size])]


def _known(index: NameIndex, name: Sequence[str], at: int, length: int) -> Sequence[PersonDraft]:
    """The people of the text whom `length` words of a name can mean, from the one at `at`."""
    part = tuple(name[at : at + length])
    found = index.of_surname(part[-1])
    if length > 1:
        lower = in_lower_case(part)
        return [one for one in found if in_lower_case(one.name) == lower]
    if at and name[at - 1].lower() in given_names():
        first = name[at - 1].lower()
        return [one for one in found if same_first_name(one.first, first)]
    return list(found)


def _is_name(tokens: Tokens, mention: Mention) -> bool:
    """Whether something beside a run of capitals tells that it names somebody."""
    if mention.titles or (mention.kind == FULL and mention.name[0].lower() in given_names()):
        return True
    return len(mention.name) == 1 and tokens.tag(mention.last) in (tag.COLON, tag.QUOTE)


def _narrowed(tokens: Tokens, mention: Mention, at: int, length: int) -> Mention:
    """A mention that covers only `length` words of a name, from the word at `at`."""
    start = mention.first
    while start < mention.last and tokens.words[start] != mention.name[0]:
        start += 1
    name = mention.name[at : at + length]
    end = start + at + length
    if end > mention.last:
        return replace(mention, name=name)
    first = start + at
    return replace(mention, name=name, first=first, last=end, head=end - 1, is_modifier=False)
