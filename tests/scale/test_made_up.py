"""Made-up archives: real sentences in other paragraphs, and vectors near theirs."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.archives import MARKS, Pool, is_balanced, made_up, read_models
from tests.benchmarks.drawn import DrawnEncoder
from tests.support.hashing import HashingEncoder

CORPUS = Path(__file__).parent.parent / "corpus"
MODELS = read_models(CORPUS)
POOL = Pool.of(MODELS)


def paragraphs(count: int) -> list[str]:
    return [part for one in made_up(MODELS, count) for part in one["text"].split("\n\n")]


def test_an_archive_has_as_many_paragraphs_as_asked_for_and_is_the_same_each_time():
    made = paragraphs(500)

    assert 500 <= len(made) < 550
    assert made == paragraphs(500)


def test_hardly_a_paragraph_comes_twice():
    made = paragraphs(2000)

    assert len(set(made)) > 0.97 * len(made)


def test_no_quotation_is_torn():
    assert all(is_balanced(one) for one in [*POOL.sentences, *paragraphs(500)])
    assert not any(MARKS.search(one) for one in POOL.plain)
    assert any("“" in one for one in POOL.sentences)


def test_words_are_about_as_frequent_as_in_the_real_articles():
    def share(texts: list[str], word: str) -> float:
        words = " ".join(texts).lower().split()
        return words.count(word) / len(words)

    for word in ("the", "a", "said"):
        assert share(paragraphs(2000), word) == pytest.approx(share(POOL.sentences, word), rel=0.35)


def test_words_become_more_as_an_archive_grows():
    def words(count: int) -> int:
        return len({word for one in paragraphs(count) for word in one.split()})

    assert words(500) < words(2000) < words(8000) < 4 * words(2000)


def test_articles_without_sentences_are_refused():
    with pytest.raises(SystemExit, match="no sentences"):
        Pool.of([])


def test_an_endless_archive_can_be_cut_anywhere():
    assert len(list(islice(made_up(MODELS, -1), 40))) == 40


def test_a_drawn_vector_is_near_those_of_its_sentences(tmp_path: Path):
    real = HashingEncoder(384)
    drawn = DrawnEncoder.make(real, POOL.sentences)
    whole = POOL.plain[:50]

    rows = drawn.encode_passages(whole)

    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.min(np.sum(rows * real.encode_passages(whole), axis=1)) > 0.6
    both = drawn.encode_passages([f"{whole[0]} {whole[1]}"])[0]
    assert min(both @ rows[0], both @ rows[1]) > 0.4


def test_the_same_text_is_drawn_alike_alone_among_others_and_after_loading(tmp_path: Path):
    real = HashingEncoder()
    drawn = DrawnEncoder.make(real, POOL.sentences)
    drawn.save(tmp_path / "drawn.npz")
    again = DrawnEncoder.load(real, tmp_path / "drawn.npz")
    texts = [*paragraphs(100), "words that no sentence has at all", "two words", ""]

    rows = drawn.encode_passages(texts)

    assert np.array_equal(rows, again.encode_passages(texts))
    assert np.array_equal(rows[-3:], drawn.encode_passages(texts[-3:]))
    assert drawn.encode_passages([]).shape == (0, real.dimension)


def test_questions_are_encoded_by_the_real_encoder():
    real = HashingEncoder()
    drawn = DrawnEncoder.make(real, POOL.sentences)

    assert np.array_equal(drawn.encode_query("the flood"), real.encode_query("the flood"))
    assert (drawn.name, drawn.identity) == (real.name, real.identity)
