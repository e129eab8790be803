"""`python -m tests.benchmarks.bench_stories FOLDER [SIGNATURES]`: the same story in many articles.

Makes edited versions of the articles in a folder, and measures how well the stories are found:

- edits: another headline, a cut tail, a new lead, an update, reordered paragraphs, other words;
  each leaves from 30 % to all of the longer text's runs of three words;
- different stories: each article once more with a whole paragraph of another one in it;
- the articles as they are: every join is printed, to be read;
- 10,000 articles of twenty real paragraphs each, of which two share a few: none is to be joined;
- 10,000 articles of eight paragraphs, some of them so long that it is most of what an article says;
- that many invented signatures, with as many shared places as articles on a few subjects have.

On one core, Python 3.11, 924 articles of seven newspapers on one election:

    as they are: 7 joins, all of them versions of one story
    2,796 edited versions, 917 articles that quote a paragraph: adjusted Rand index 0.995
    10,000 articles of twenty real paragraphs: no join, 0.6 ms an article
    10,000 articles of eight of any length: no join, 0.4 ms an article
    100,000 invented signatures: 2.7 s, 350 MB in all, most of it to invent them
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from indexer.readers.folders.files import find_files
from indexer.readers.read import read_documents
from indexer.records import Document
from indexer.stories.find import find_stories
from indexer.stories.shingles import shared, shingles
from indexer.stories.signature import PLACES, Signature, signature, stacked

Paragraphs = list[str]
LEAST_SHARE = 0.3
RECOMBINED = 10_000


def main(folder: Path, invented: int) -> None:
    """Measure with the articles of a folder."""
    documents = [one for path in find_files([folder]) for one in read_documents(path)]
    articles = [one for one in documents if isinstance(one, Document)]
    texts = [one.text for one in articles]
    joined = stories_of(texts)
    print(f"{len(texts)} articles as they are: {len(joined)} joins")
    for story in joined:
        print("   ", " = ".join(Path(articles[place].path).name for place in story))
    doubles = {place for story in joined for place in story[1:]}
    measure_edits([text for place, text in enumerate(texts) if place not in doubles])
    different = [text for place, text in enumerate(texts) if place not in doubles]
    measure_recombined(different, 20, range(100, 400))
    measure_recombined(different, 8, range(100, 100_000))
    measure_many(invented)


def measure_recombined(texts: Sequence[str], size: int, lengths: range) -> None:
    """Whether different articles are joined that are made of the same real paragraphs."""
    chance = random.Random(7)
    pool = sorted({p for text in texts for p in text.split("\n") if len(p) in lengths})
    made = ["\n\n".join(chance.sample(pool, size)) for _ in range(RECOMBINED)]
    started = time.process_time()
    joined = stories_of(made)
    seconds = time.process_time() - started
    print(f"{RECOMBINED} articles of {size} real paragraphs: {len(joined)} joins")
    print(f"    {1000 * seconds / RECOMBINED:.1f} ms an article")


def measure_edits(texts: Sequence[str]) -> None:
    """How well edited versions are joined with their articles, and with nothing else."""
    chance = random.Random(7)
    donors = [text.split("\n") for text in texts]
    every, truth, made = list(texts), list(range(len(texts))), list[tuple[str, float, int, int]]()
    for number, text in enumerate(texts):
        for _ in range(chance.randint(1, 5)):
            name = chance.choice(list(EDITS))
            version = edited(text, name, chance.choice(donors), chance)
            made.append((name, share(text, version), number, len(every)))
            every.append(version)
            truth.append(number)
    for text, other in zip(texts, [*texts[1:], texts[0]], strict=True):
        truth.append(len(truth))  # a story of its own
        every.append(text if not other else quoting(invented_text(text, chance), other, chance))
    started = time.process_time()
    stories = stories_of(every)
    seconds = time.process_time() - started
    label = list(range(len(every)))
    for story in stories:
        for place in story:
            label[place] = story[0]
    wrong = [story for story in stories if len({truth[place] for place in story}) > 1]
    print(f"{len(made)} edited versions, {len(texts)} articles that quote a paragraph:")
    print(f"    adjusted Rand index {adjusted_rand(truth, label):.4f}, {len(wrong)} wrong joins")
    print(f"    {1000 * seconds / len(every):.1f} ms an article")
    for name in EDITS:
        for low, high in ((0.0, 0.4), (0.4, 0.6), (0.6, 1.01)):
            found = [
                label[a] == label[b] for one, s, a, b in made if one == name and low <= s < high
            ]
            if found:
                print(f"    {name:<10} {low:.1f} to {high:.1f}: {sum(found)} of {len(found)}")


def stories_of(texts: Sequence[str]) -> list[list[int]]:
    """The stories of texts, each compared with all."""
    runs = [shingles(text) for text in texts]
    signatures = stacked(signature(one) for one in runs)
    return find_stories(signatures, np.ones(len(texts), dtype=bool), (), runs.__getitem__)


def share(one: str, other: str) -> float:
    """Shared runs by the runs of the longer text."""
    runs, others = shingles(one), shingles(other)
    return shared(runs, others) / max(len(runs), len(others))


def edited(text: str, name: str, donor: Paragraphs, chance: random.Random) -> str:
    """A version of a text that keeps at least 30 % of the runs."""
    wanted = chance.uniform(LEAST_SHARE, 1)
    low, high = 0.0, 1.0
    version = text
    for _ in range(8):  # the strongest edit that keeps what is wanted
        strength = (low + high) / 2
        tried = EDITS[name](text.split("\n"), donor, strength, random.Random(chance.random()))
        if share(text, tried) >= wanted:
            low, version = strength, tried
        else:
            high = strength
    return version


def invented_text(text: str, chance: random.Random) -> str:
    """Words of a text in another order: as long, and about the same, but another text."""
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def quoting(text: str, other: str, chance: random.Random) -> str:
    """A text with a whole paragraph of another one, which is at most a tenth of it."""
    fit = [p for p in other.split("\n") if 100 < len(p) < len(text) / 10]
    return f"{text}\n{chance.choice(fit)}" if fit else text


def headline(text: Paragraphs, donor: Paragraphs, strength: float, chance: random.Random) -> str:
    """Another headline."""
    return "\n".join([invented_text(donor[0], chance), *text])


def cut_tail(text: Paragraphs, donor: Paragraphs, strength: float, chance: random.Random) -> str:
    """The last paragraphs are gone."""
    return "\n".join(text[: max(round(len(text) * (1 - strength)), 1)])


def new_lead(text: Paragraphs, donor: Paragraphs, strength: float, chance: random.Random) -> str:
    """The first paragraphs are others, of the same number."""
    count = round(len(text) * strength)
    return "\n".join([invented_text(one, chance) for one in text[:count]] + text[count:])


def update(text: Paragraphs, donor: Paragraphs, strength: float, chance: random.Random) -> str:
    """Some paragraphs have other words, and some are new."""
    kept = [invented_text(one, chance) if chance.random() < strength else one for one in text]
    fresh = [invented_text(one, chance) for one in donor if chance.random() < strength / 2]
    return "\n".join([*fresh, *kept])


def reorder(text: Paragraphs, donor: Paragraphs, strength: float, chance: random.Random) -> str:
    """The paragraphs in another order."""
    return "\n".join(chance.sample(text, len(text)))


def reword(text: Paragraphs, donor: Paragraphs, strength: float, chance: random.Random) -> str:
    """Words all over the text are others."""
    words = " ".join(donor).split(" ")
    return "\n".join(
        " ".join(
            chance.choice(words) if chance.random() < strength else one for one in p.split(" ")
        )
        for p in text
    )


EDITS: dict[str, Callable[[Paragraphs, Paragraphs, float, random.Random], str]] = {
    "headline": headline,
    "cut tail": cut_tail,
    "new lead": new_lead,
    "update": update,
    "reorder": reorder,
    "reword": reword,
}


def adjusted_rand(one: Sequence[int], other: Sequence[int]) -> float:
    """How alike two partitions are: 1 is equal, 0 is what chance gives."""

    def pairs(groups: Counter[object]) -> int:
        return sum(count * (count - 1) // 2 for count in groups.values())

    both = pairs(Counter(zip(one, other, strict=True)))
    left, right = pairs(Counter(one)), pairs(Counter(other))
    total = len(one) * (len(one) - 1) // 2
    expected = left * right / total
    return (both - expected) / ((left + right) / 2 - expected)


def measure_many(count: int) -> None:
    """Time and memory for many signatures."""
    chance = np.random.default_rng(1)
    signatures = _invented_signatures(count, chance)
    started = time.process_time()
    runs = [np.arange(start, start + 800, dtype=np.uint64) for start in range(0, 8_000, 1000)]
    is_new = np.ones(count, dtype=bool)
    find_stories(signatures, is_new, (), lambda place: runs[place % len(runs)] + np.uint64(place))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} signatures: {time.process_time() - started:.1f} s, {most:.0f} MB in all")


def _invented_signatures(count: int, chance: np.random.Generator) -> Signature:
    """Signatures of articles on 200 subjects: those of one subject share 1.5 % of their places."""
    found = chance.integers(0, 2**16, (count, PLACES), dtype=np.uint16)
    subjects = chance.integers(0, 2**16, (200, PLACES), dtype=np.uint16)[
        chance.integers(0, 200, count)
    ]
    is_shared = chance.random((count, PLACES)) < 0.12
    found[is_shared] = subjects[is_shared]
    return Signature(found, np.full(count, 800, dtype=np.uint32))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
