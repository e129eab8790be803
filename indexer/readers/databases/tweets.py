"""The tweets of an archive that Twitter (X) lets people download: `tweets.js` and its like.

The file is a script: "window.YTD.tweets.part0 = [ ... ]". A tweet has its text, its number and the
time when it was sent, but not its author: that is in `account.js` beside it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.errors import CorpusError
from indexer.json_text import JsonError, parse_json
from indexer.readers.failure import ReadFailure
from indexer.readers.formats import TWEETS
from indexer.readers.json_lines import JsonLines
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.record_names import RecordNames
from indexer.readers.source import read_text, source_name

RULE = "Twitter archive"
NAME = re.compile(TWEETS, re.IGNORECASE)
"""Names of the files that hold tweets."""

_BEGIN = re.compile(r"\s*window\.YTD\.\w+\.part\d+\s*=\s*(?=\[)")
_NUMBER = re.compile(r"\d{1,20}")
_USER = re.compile(r"\w{1,50}", re.ASCII)


def read_tweets(path: Path) -> Iterator[RawDocument | ReadFailure]:
    """The tweets of a file in order, each named by its number.

    Raises:
        CorpusError: If the file is no such list.
    """
    text, encoding = read_text(path)
    notes = {} if encoding == "utf-8" else {"encoding": encoding}
    begin = _BEGIN.match(text)
    if begin is None:
        raise CorpusError(path, 'not of a Twitter archive: it does not begin with "window.YTD."')
    try:
        # The lines of the list are those of the file.
        items = parse_json(" " * begin.end() + text[begin.end() :].rstrip().removesuffix(";"))
    except JsonError as error:
        raise CorpusError(path, str(error)) from error
    name, names, lines = source_name(path), RecordNames(path), JsonLines(text)
    author, user = _account(path)
    for number, item in enumerate(items if isinstance(items, list) else [], start=1):
        tweet = _tweet(item)
        own = str(tweet.get("id", ""))
        record = names.unique(own if _NUMBER.fullmatch(own) else str(number), number)
        words = tweet.get("text")
        if not isinstance(words, str) or not words.strip():
            yield ReadFailure(name, record, 0, "empty: the tweet has no text")
            continue
        fields = {"date": tweet["date"], "language": tweet["language"], "author": author}
        if _NUMBER.fullmatch(own):
            fields["url"] = f"https://twitter.com/{user or 'i/web'}/status/{own}"
        yield RawDocument(
            html.unescape(words),
            {key: value for key, value in fields.items() if isinstance(value, str) and value},
            RULE,
            Origin(record, lines.of(words)),
            notes,
            is_whole_file=False,
            has_header_lines=False,
        )


def _tweet(item: object) -> dict[str, object]:
    """Number, text, date and language of a tweet, or of a long one ("note"); without, None."""
    whole = item if isinstance(item, Mapping) else {}
    note, tweet = whole.get("noteTweet"), whole.get("tweet", whole)
    if isinstance(note, Mapping):
        core = note.get("core")
        text = core.get("text") if isinstance(core, Mapping) else None
        return {
            "id": note.get("noteTweetId"),
            "text": text,
            "date": note.get("createdAt"),
            "language": None,
        }
    if not isinstance(tweet, Mapping):
        tweet = {}
    return {
        "id": tweet.get("id_str", tweet.get("id")),
        "text": tweet.get("full_text", tweet.get("text")),
        "date": tweet.get("created_at"),
        "language": tweet.get("lang"),
    }


def _account(path: Path) -> tuple[str | None, str | None]:
    """Whose archive it is: "Jane Roe (@janeroe)", and the user's name; None if nothing tells."""
    try:
        text, _ = read_text(path.with_name("account.js"))
        begin = _BEGIN.match(text)
        accounts = parse_json(text[begin.end() :]) if begin else None
    except (CorpusError, JsonError):
        return None, None
    first = accounts[0] if isinstance(accounts, list) and accounts else None
    account = first.get("account") if isinstance(first, Mapping) else None
    if not isinstance(account, Mapping):
        return None, None
    user, name = account.get("username"), account.get("accountDisplayName")
    if not isinstance(user, str) or not _USER.fullmatch(user):
        return None, None
    return (f"{name} (@{user})" if isinstance(name, str) and name else f"@{user}"), user
