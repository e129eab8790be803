import io
import os
import pickle
import random
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.index import open_dir
from whoosh.qparser import FuzzyTermPlugin, QueryParser
from whoosh.query import Every, Phrase, Term

from indexer.errors import IndexCorruptError, IndexWriteError
from indexer.store.keyword import merge, unpickling
from indexer.store.keyword.inverter import KeywordRow
from indexer.store.keyword.merge import first_to_merge
from indexer.store.keyword.postings import ENTRY, Entry, decode, decode_all
from indexer.store.keyword.reader import KeywordIndex
from indexer.store.keyword.segment import FIELDS
from indexer.store.keyword.toc import SegmentList, latest_generation, toc_name
from indexer.store.keyword.writer import KeywordWriter
from indexer.text.analyzer import terms

WORDS = ["the", "governor", "said", "Mosul", "fighters", "was", "quiet", "attack", "attacks"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
ROWS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8)


def write(folder, *batches):
    """Commit batches of texts or rows, passages numbered through."""
    writer = KeywordWriter.open(folder)
    number = 0
    for batch in batches:
        for row in batch:
            text, title = row if isinstance(row, tuple) else (row, "")
            writer.add([KeywordRow(number, text, title)])
            number += 1
        writer.commit()
    writer.close()
    return KeywordIndex.open(folder)


def read(index, field="text"):
    """All that the index holds of a field: term -> {passage: positions}."""
    held = {}
    for file in index._files:
        for word in file.words(field):
            term = word.decode()
            numbers, frequencies = index.postings(field, term)
            ends = np.cumsum(frequencies)[:-1]
            lists = np.split(index.positions(field, term), ends)
            if len(numbers):
                pairs = zip(numbers.tolist(), lists, strict=True)
                held[term] = {number: places.tolist() for number, places in pairs}
    return held


def expected(texts):
    """The same, from the texts by passage number."""
    held = {}
    for number, text in texts.items():
        for position, term in enumerate(terms(text)):
            held.setdefault(term, {}).setdefault(number, []).append(position)
    return held


def test_reading_gives_what_was_written(tmp_path):
    index = write(tmp_path, ["The governor said the attack", "was quiet"], ["attacks in Mosul"])

    assert read(index)["attack"] == {0: [4], 2: [0]}
    assert read(index)["the"] == {0: [0, 3]}
    assert index.lengths("text", index.rows).tolist() == [5, 2, 3]
    assert index.rows == 3
    assert index.held(index.rows).tolist() == [True] * 3


@settings(max_examples=15, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_write_then_read_is_identity(tmp_path_factory, batches):
    index = write(tmp_path_factory.mktemp("keyword"), *batches)

    rows = [row for batch in batches for row in batch]
    assert read(index) == expected({i: text for i, (text, _) in enumerate(rows)})
    assert read(index, "title") == expected({i: title for i, (_, title) in enumerate(rows)})
    assert index.lengths("title", index.rows).tolist() == [len(terms(title)) for _, title in rows]


@settings(max_examples=15, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_history_leaves_no_trace(tmp_path_factory, batches, chance):
    """Passages removed and added again, in any order, are as if written once."""
    folder = tmp_path_factory.mktemp("keyword")
    write(folder, *batches)
    rows = dict(enumerate(row for batch in batches for row in batch))
    kept = sorted(chance.sample(sorted(rows), chance.randint(0, len(rows))))
    again = [number for number in rows if chance.random() < 0.5]
    chance.shuffle(again)

    writer = KeywordWriter.open(folder)
    assert writer.keep_only(np.array(kept, dtype=np.int64)) == len(rows) - len(kept)
    writer.commit()
    writer.add(KeywordRow(number, rows[number][0] + " again") for number in again)
    writer.commit(merge_all=chance.random() < 0.5)
    writer.close()

    index = KeywordIndex.open(folder)
    texts = {number: rows[number][0] for number in kept}
    texts.update({number: rows[number][0] + " again" for number in again})
    assert read(index) == expected(texts)
    assert np.flatnonzero(index.held(index.rows)).tolist() == sorted(texts)


def test_long_passages_and_large_numbers_are_kept_exactly(tmp_path):
    """Frequencies, positions and gaps beyond one and two bytes."""
    text = "a " * 70_000 + "b"
    writer = KeywordWriter.open(tmp_path)
    writer.add([KeywordRow(7, text), KeywordRow(3_000_000, "b")])
    writer.commit()
    index = KeywordIndex.open(tmp_path)

    numbers, frequencies = index.postings("text", "a")

    assert (numbers.tolist(), frequencies.tolist()) == ([7], [70_000])
    assert index.positions("text", "b").tolist() == [70_000, 0]
    assert index.lengths("text", index.rows)[7] == 70_001


def test_a_reader_keeps_its_state_while_a_writer_goes_on(tmp_path):
    index = write(tmp_path, ["one passage"], ["another passage"])
    before = read(index)

    writer = KeywordWriter.open(tmp_path)
    writer.add([KeywordRow(2, "a third passage")])
    writer.remove(np.array([0]))
    writer.commit(merge_all=True)

    assert read(index) == before
    assert read(KeywordIndex.open(tmp_path))["passag"] == {1: [1], 2: [2]}


def test_readers_see_whole_commits_while_a_writer_commits_and_merges(tmp_path):
    """Every opening succeeds and finds all that was committed by then, three passages each."""
    writer = KeywordWriter.open(tmp_path)
    seen, done = [], Event()

    def keep_reading():
        while not done.is_set():
            index = KeywordIndex.open(tmp_path)
            numbers, _ = index.postings("text", "passag")
            seen.append((index.generation, len(numbers), np.count_nonzero(index.held(index.rows))))

    with ThreadPoolExecutor() as pool:
        reader = pool.submit(keep_reading)
        for commit in range(30):
            writer.add(KeywordRow(3 * commit + i, "a passage") for i in range(3))
            writer.commit()
        done.set()
        reader.result()

    assert seen == sorted(seen)
    assert all(found == held == 3 * generation for generation, found, held in seen)


def test_nothing_is_visible_before_the_commit(tmp_path):
    write(tmp_path, ["one passage"])

    writer = KeywordWriter.open(tmp_path)
    writer.add([KeywordRow(1, "another passage")])
    writer.remove(np.array([0]))

    assert read(KeywordIndex.open(tmp_path)) == expected({0: "one passage"})


def test_a_passage_added_twice_at_once_is_a_mistake(tmp_path):
    writer = KeywordWriter.open(tmp_path)
    writer.add([KeywordRow(0, "one"), KeywordRow(0, "two")])

    with pytest.raises(ValueError, match="twice"):
        writer.commit()

    assert [path.name for path in tmp_path.iterdir()] == [toc_name(0)]


def test_leftovers_of_a_killed_writer_do_no_harm(tmp_path):
    write(tmp_path, ["one passage"])
    segment = next(tmp_path.glob("*.passages"))
    (tmp_path / "MAIN_0123456789abcdef.passages").write_bytes(segment.read_bytes()[:100])
    (tmp_path / "_MAIN_9.toc.new").write_bytes(b"half")

    assert read(KeywordIndex.open(tmp_path)) == expected({0: "one passage"})
    KeywordWriter.open(tmp_path).close()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("call", range(1, 12))
def test_a_writer_that_cannot_write_leaves_the_last_commit(tmp_path, monkeypatch, call):
    """Whichever fsync fails, the index is the old one, or, after the last, the new one."""
    old, new = expected({0: "one passage"}), expected({0: "one passage", 1: "another"})
    write(tmp_path, ["one passage"])
    writer = KeywordWriter.open(tmp_path)
    writer.add([KeywordRow(1, "another")])
    calls = iter(range(1, 100))
    fsync = os.fsync

    def failing(handle):
        if next(calls) == call:
            raise OSError(28, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", failing)
    try:
        writer.commit()
    except IndexWriteError:
        assert read(KeywordIndex.open(tmp_path)) in (old, new)
    else:
        assert read(KeywordIndex.open(tmp_path)) == new
    monkeypatch.undo()
    KeywordWriter.open(tmp_path).close()
    assert read(KeywordIndex.open(tmp_path)) in (old, new)


def test_segments_stay_few(tmp_path):
    index = write(tmp_path, *[[f"passage number {number}"] for number in range(100)])

    assert len(index._files) <= 21
    assert read(index) == expected({n: f"passage number {n}" for n in range(100)})
    writer = KeywordWriter.open(tmp_path)
    writer.settle()
    writer.close()
    settled = KeywordIndex.open(tmp_path)
    assert len(settled._files) <= 7
    assert read(settled) == expected({n: f"passage number {n}" for n in range(100)})


@pytest.mark.parametrize(("newer", "left"), [(3, 2), (4, 1)])
def test_a_settled_index_has_one_segment_unless_the_newer_ones_are_few(
    tmp_path, monkeypatch, newer, left
):
    monkeypatch.setattr(merge, "QUICK", 10)
    texts = [f"passage number {number}" for number in range(16 + newer)]
    write(tmp_path, texts[:16], texts[16:])

    writer = KeywordWriter.open(tmp_path)
    writer.settle()
    writer.close()

    settled = KeywordIndex.open(tmp_path)
    assert len(settled._files) == left
    assert read(settled) == expected(dict(enumerate(texts)))


@pytest.mark.parametrize(
    ("sizes", "first"),
    [
        ([], 0),
        ([10], 1),
        ([10, 1], 0),
        ([16_000, 400], 2),
        ([16_000, 384], 0),
        ([1_000_000, 9_000, 2_000, 20], 1),
        ([1_000_000, 40_000, 9_000, 2_000], 2),
        ([1_000_000, 40_000, 30_000, 20_000], 1),
        ([1_000_000, 230_000, 9_999, 1], 2),
        ([1_000_000, 240_000, 10_001], 0),
    ],
)
def test_the_end_of_a_run_merges_what_is_quick_to_merge(sizes, first):
    assert merge.at_the_end(sizes) == first


@given(st.lists(st.integers(1, 1000)), st.sampled_from([1, 7]))
def test_after_a_merge_the_newer_segments_are_not_too_large_beside_an_older_one(sizes, times):
    kept: list[int] = []
    for size in sizes:
        kept.append(size)
        first = first_to_merge(kept, times)
        kept[first:] = [sum(kept[first:])] if first < len(kept) else []

    assert all(size * times > sum(kept[place + 1 :]) for place, size in enumerate(kept))


def test_a_run_rewrites_a_passage_few_times():
    kept: list[int] = []
    rewritten = 0
    for _ in range(512):
        kept.append(1)
        first = first_to_merge(kept, 7)
        if first < len(kept):
            rewritten += sum(kept[first:])
            kept[first:] = [sum(kept[first:])]

    assert (kept, rewritten) == ([512], 1408)


# Whoosh reads the same index.


def searched(folder, query):
    index = open_dir(str(folder))
    parser = QueryParser("text", index.schema)
    parser.add_plugin(FuzzyTermPlugin())
    with index.searcher() as searcher:
        results = searcher.search(parser.parse(query), limit=None)
        return sorted(hit["passage"] for hit in results)


FOUR = [
    "The governor said the attack was quiet",
    "Attacks said the governor",
    "Mosul was quiet",
    "the attack",
]


@pytest.mark.parametrize(
    ("query", "passages"),
    [
        ("attacking", [0, 1, 3]),
        ('"the governor said"', [0]),
        ('"governor the"', []),
        ("governor AND NOT mosul", [0, 1]),
        ("title:news", [0, 1, 2, 3]),
        ("mos*", [2]),
        ("m?sul OR attack", [0, 1, 2, 3]),
        ("govermor~1", [0, 1]),
        ('"attack quiet"~2', [0]),
        ("unheard", []),
    ],
)
def test_whoosh_opens_and_searches_it(tmp_path, query, passages):
    write(tmp_path, [(text, "News") for text in FOUR[:3]], [(FOUR[3], "News")])

    assert searched(tmp_path, query) == passages


def test_whoosh_queries_give_passage_numbers(tmp_path):
    write(tmp_path, FOUR[:2], FOUR[2:])
    writer = KeywordWriter.open(tmp_path)
    writer.remove(np.array([1]))
    writer.commit()
    index = KeywordIndex.open(tmp_path)

    assert index.matching(Phrase("text", ["the", "attack"])).tolist() == [0, 3]
    assert index.matching(Term("text", "governor")).tolist() == [0]
    assert index.matching(Every()).tolist() == [0, 2, 3]


def test_the_vocabulary_is_every_term_once(tmp_path):
    index = write(tmp_path, FOUR[:2], FOUR[2:])

    assert index.vocabulary("text") == sorted({term for text in FOUR for term in terms(text)})


def test_whoosh_passes_over_what_is_deleted(tmp_path):
    write(tmp_path, FOUR)
    writer = KeywordWriter.open(tmp_path)
    writer.remove(np.array([1]))
    writer.commit()

    assert searched(tmp_path, "attack") == [0, 3]


# An index is data: nothing in it is run.


class Bomb:
    def __init__(self, target):
        self.target = target

    def __reduce__(self):
        return Path.touch, (self.target,)


def bombs(target):
    """Pickles that would create a file, by several ways to name what does it."""
    yield pickle.dumps([Bomb(target)], 2)
    yield pickle.dumps([Bomb(target)], 5)
    command = f"touch {target}"
    yield b"cos\nsystem\n(V" + command.encode() + b"\ntR."
    yield b"(V" + command.encode() + b"\nios\nsystem\n."
    yield b"c__builtin__\neval\n(V__import__('os').system('" + command.encode() + b"')\ntR."
    yield b"cindexer.store.codec\nPassageSegment.__init__.__globals__\n."


def open_and_use(folder):
    index = KeywordIndex.open(folder)
    for field in FIELDS:
        for file in index._files:
            for word in file.words(field):
                index.postings(field, word.decode())
    return index.held(index.rows), index.lengths("text", index.rows)


def test_a_planted_pickle_is_never_run(tmp_path):
    """In the schema, in the list of segments, and instead of or behind any file."""
    folder, target = tmp_path / "keyword", tmp_path / "created"
    write(folder, FOUR)
    generation = latest_generation(folder)
    toc = folder / toc_name(generation)
    segment = next(folder.glob("*.passages"))
    good_toc, good_segment = toc.read_bytes(), segment.read_bytes()

    for bomb in bombs(target):
        for planted in (
            bomb,
            # In place of the schema it is passed over; what is refused is a list of nothing.
            packed_contents(schema=bomb, segments=None, generation=generation),
            packed_contents(schema=b"", segments=bomb, generation=generation),
        ):
            toc.write_bytes(planted)
            with pytest.raises(IndexCorruptError):
                open_and_use(folder)
            with pytest.raises(IndexCorruptError):
                KeywordWriter.open(folder)
        toc.write_bytes(good_toc)
        segment.write_bytes(bomb)
        with pytest.raises(IndexCorruptError):
            open_and_use(folder)
        segment.write_bytes(good_segment)
        assert not target.exists()

    open_and_use(folder)


def packed_contents(schema, segments, generation):
    """A table of contents with pickles of one's choice and the right checksum."""
    from whoosh.filedb.structfile import StructFile

    buffer = io.BytesIO()
    stream = StructFile(buffer)
    for size in (4, 8, 4):
        stream.write_varint(size)
    stream.write_int(-12345)
    stream.write_int(-111)
    for number in (2, 7, 4):
        stream.write_varint(number)
    stream.write_string(schema)
    stream.write_int(generation)
    stream.write_int(0)
    stream.write(pickle.dumps([{}], 4) if segments is None else segments)
    body = buffer.getvalue()
    return body + zlib.crc32(body).to_bytes(4, "big")


def test_a_bomb_works_where_there_is_no_guard(tmp_path):
    """The bombs are real, or the test above would prove nothing."""
    for number, bomb in enumerate(bombs(tmp_path / "created")):
        if number < 4:
            pickle.loads(bomb)
            (tmp_path / "created").unlink()


@given(st.binary(max_size=200))
def test_any_bytes_are_unpickled_or_refused(data):
    with suppress(ValueError):
        unpickling.loads(data, {})


@pytest.mark.parametrize(
    "pickled",
    [
        b"\x80\x04\x8e" + (1 << 40).to_bytes(8, "little") + b"x.",  # bytes of a terabyte
        b"\x80\x04Nr\xff\xff\xff\xff.",  # the last place of an endless memo
        b"\x80\x02\x8b\xff\xff\xff\x7fx.",  # a number of two gigabytes
    ],
)
def test_a_pickle_that_claims_to_be_endless_takes_no_room(pickled):
    with pytest.raises(ValueError, match="pickle"):
        unpickling.loads(pickled, {})


@pytest.mark.parametrize(
    "entry",
    [
        Entry(0, 1 << 31, 1, 2, zlib.crc32(b"\0\0"), 0, 0, 1),  # too many of no bytes
        Entry(0, 1 << 31, 1, 2, zlib.crc32(b"\0\0"), 8, 0, 1),
        Entry(0, 1, 1, 3, zlib.crc32(b"\0\0"), 1, 0, 1),  # no such size
        Entry(0, 1, 1, 2, zlib.crc32(b"\0\0"), 7, 0, 1),  # no such form
        Entry(0, 0, 2, 2, zlib.crc32(b"\0\0"), 1, 0, 1),
        Entry(0, 1, 1, 2, zlib.crc32(b"\0\0") + 1, 1, 0, 1),
        Entry(0, 1, 1, 2, zlib.crc32(b"\0\0"), 1, 1, 1),  # a frequency of 0
        Entry(0, 1, 1, 2, zlib.crc32(b"\xff\0"), 3, 0, 1),
    ],
)
def test_impossible_lists_are_refused_before_room_is_made_for_them(entry):
    with pytest.raises(ValueError, match="posting list"):
        decode(entry, b"\0\0", 5)
    with pytest.raises(ValueError, match="posting list"):
        decode_all(ENTRY.pack(*entry), memoryview(b"\0\0"), 5)


def test_lists_cannot_share_their_bytes():
    entry = ENTRY.pack(*Entry(0, 1, 1, 2, zlib.crc32(b"\0\0"), 1, 0, 1))

    with pytest.raises(ValueError, match="one over the other"):
        decode_all(entry * 1000, memoryview(b"\0\0"), 5)


def test_a_high_passage_number_takes_no_room(tmp_path):
    """Room is made for the rows that the caller knows, not for those that a file claims."""
    writer = KeywordWriter.open(tmp_path)
    writer.add([KeywordRow(1, "one passage"), KeywordRow(2**32 - 1, "another passage")])
    writer.commit()

    index = KeywordIndex.open(tmp_path)

    assert index.held(3).tolist() == [False, True, False]
    assert index.lengths("text", 3).tolist() == [0, 2, 0]


def test_a_link_is_not_followed(tmp_path):
    write(tmp_path / "keyword", FOUR)
    segment = next((tmp_path / "keyword").glob("*.passages"))
    segment.rename(tmp_path / "elsewhere")
    segment.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(IndexCorruptError):
        KeywordIndex.open(tmp_path / "keyword")


def test_without_an_index_there_is_a_clear_error(tmp_path):
    with pytest.raises(IndexCorruptError, match="missing"):
        KeywordIndex.open(tmp_path)
    with pytest.raises(IndexCorruptError):
        KeywordIndex.open(tmp_path / "nowhere")


def test_damage_changes_nothing_or_is_named(tmp_path):
    """One byte flipped, or the file cut, at many places: the same answer or a clear error."""
    write(tmp_path, FOUR[:3], FOUR[3:])
    index = KeywordIndex.open(tmp_path)
    whole = [read(index, field) for field in FIELDS], index.lengths("text", index.rows).tolist()
    chance = random.Random(1)
    seen = Counter()

    for path in sorted(tmp_path.iterdir()):
        good = path.read_bytes()
        for place in chance.sample(range(len(good)), min(150, len(good))):
            flipped = bytearray(good)
            flipped[place] ^= 1 << chance.randrange(8)
            for damaged in (bytes(flipped), good[:place]):
                path.unlink()  # what is mapped keeps the former content
                path.write_bytes(damaged)
                try:
                    index = KeywordIndex.open(tmp_path)
                    now = (
                        [read(index, field) for field in FIELDS],
                        index.lengths("text", index.rows).tolist(),
                    )
                except IndexCorruptError:
                    seen["refused"] += 1
                else:
                    assert now == whole
                    seen["harmless"] += 1
        path.write_bytes(good)

    assert seen["refused"] > seen["harmless"]


def test_an_empty_index_can_be_opened(tmp_path):
    KeywordWriter.open(tmp_path).close()

    index = KeywordIndex.open(tmp_path)

    assert (index.rows, index.generation) == (0, 0)
    assert index.postings("text", "the")[0].tolist() == []
    assert SegmentList().segments == []


@pytest.mark.parametrize("numbers", [[4, 5, 6], [4, 6, 9]])
def test_numbers_of_a_stretch_and_numbers_with_gaps_are_found_alike(tmp_path, numbers):
    writer = KeywordWriter.open(tmp_path)
    writer.add([KeywordRow(number, text) for number, text in zip(numbers, "aba", strict=True)])
    writer.commit()
    writer.close()

    index = KeywordIndex.open(tmp_path)

    assert index.postings("text", "a")[0].tolist() == [numbers[0], numbers[2]]
    assert index.postings("text", "b")[0].tolist() == [numbers[1]]
