"""The tweets of a Twitter archive."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.folders.files import find_files
from indexer.readers.read import read_documents
from indexer.records import Document

TWEETS = [
    {"tweet": {
        "id_str": "732514223", "created_at": "Tue May 17 10:30:00 +0000 2016", "lang": "en",
        "full_text": "The bridge at Tarn is closed &amp; will stay so. https://t.co/x",
        "source": "<a href=\"x\">Twitter Web App</a>", "entities": {"urls": []},
    }},
    {"tweet": {"id_str": "732514224", "created_at": "Wed May 18 09:00:00 +0000 2016",
               "full_text": "Closed again."}},
    {"tweet": {"id_str": "732514225", "created_at": "Wed May 18 09:00:00 +0000 2016"}},
]  # fmt: skip
ACCOUNT = [{"account": {"username": "adamarlow", "accountDisplayName": "Ada Marlow"}}]


def write(folder: Path, name: str, variable: str, items: object) -> Path:
    path = folder / name
    path.write_text(f"window.YTD.{variable}.part0 = {json.dumps(items, indent=1)}", "utf-8")
    return path


def test_each_tweet_is_a_document_with_its_date_author_and_address(tmp_path: Path):
    write(tmp_path, "account.js", "account", ACCOUNT)
    path = write(tmp_path, "tweets.js", "tweets", TWEETS)

    first, second, third = read_documents(path)

    assert isinstance(first, Document)
    assert first.text == "The bridge at Tarn is closed & will stay so. https://t.co/x"
    assert (first.record, first.date, first.language) == ("732514223", "2016-05-17", "en")
    assert first.author == "Ada Marlow (@adamarlow)"
    assert first.url == "https://twitter.com/adamarlow/status/732514223"
    assert first.source == "twitter.com"
    assert first.rules["date"] == "Twitter archive"
    assert "bridge at Tarn" in path.read_text("utf-8").splitlines()[first.line - 1]
    assert isinstance(second, Document)
    assert second.date == "2016-05-18"
    assert third == ReadFailure(path.as_posix(), "732514225", 0, "empty: the tweet has no text")


def test_without_an_account_the_author_is_blank(tmp_path: Path):
    (tmp_path / "account.js").write_text("window.YTD.account.part0 = {")
    [one, *_] = read_documents(write(tmp_path, "tweet.js", "tweet", TWEETS))

    assert isinstance(one, Document)
    assert (one.author, one.url) == (None, "https://twitter.com/i/web/status/732514223")


def test_long_tweets_are_read_from_their_own_file(tmp_path: Path):
    note = {"noteTweetId": "7", "createdAt": "2023-02-18T13:03:11.000Z",
            "core": {"text": "A long story."}}  # fmt: skip
    [one] = read_documents(write(tmp_path, "note-tweet.js", "note_tweet", [{"noteTweet": note}]))

    assert isinstance(one, Document)
    assert (one.text, one.date, one.record) == ("A long story.", "2023-02-18", "7")


def test_only_the_files_with_tweets_are_read(tmp_path: Path):
    names = ["tweets.js", "tweets-part1.js", "tweet.js", "like.js", "jquery.js", "my-tweets.js"]
    for name in names:
        write(tmp_path, name, "tweets", TWEETS)

    assert [path.name for path in find_files([tmp_path])] == sorted(names[:3])


def test_the_archive_as_it_is_downloaded_is_read(tmp_path: Path):
    write(tmp_path, "tweets.js", "tweets", TWEETS[:2])
    with zipfile.ZipFile(tmp_path / "twitter.zip", "w") as packed:
        packed.write(tmp_path / "tweets.js", "data/tweets.js")

    found = [one for one in read_documents(tmp_path / "twitter.zip") if isinstance(one, Document)]

    assert [one.record for one in found] == ["data/tweets.js/732514223", "data/tweets.js/732514224"]
    assert found[0].date == "2016-05-17"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("var x = [];", "not of a Twitter archive"),
        ("window.YTD.tweets.part0 = [{", "JSON"),
        ("window.YTD.tweets.part0 = " + "[" * 1_000, "levels|deep|nested"),
    ],
)
def test_what_is_no_list_of_tweets_is_refused(tmp_path: Path, text: str, reason: str):
    (tmp_path / "tweets.js").write_text(text)

    with pytest.raises(CorpusError, match=reason):
        list(read_documents(tmp_path / "tweets.js"))
