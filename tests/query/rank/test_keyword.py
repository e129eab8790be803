import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.index import open_dir
from whoosh.query import Or, Term
from whoosh.scoring import BM25F

from indexer.errors import IndexCorruptError
from indexer.store.keyword.inverter import KeywordRow
from indexer.store.keyword.reader import KeywordIndex
from indexer.store.keyword.writer import KeywordWriter
from indexer.text.analyzer import terms
from query.rank import bm25
from query.rank.keyword import TITLE_WEIGHT, KeywordSearcher
from query.rank.ranking import best
from query.rows.keyword import EmbeddedKeyword
from tests.support.rows import by_number

WORDS = ["the", "governor", "said", "mosul", "fighter", "quiet", "attack", "river", "bridg", "hope"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), min_size=1)


def build(folder, rows, documents=None, batch=3):
    """An index of (text, title) rows, a document for each unless documents are given."""
    writer = KeywordWriter.open(folder)
    for start in range(0, len(rows), batch):
        chunk = rows[start : start + batch]
        writer.add(KeywordRow(start + i, *row) for i, row in enumerate(chunk))
        writer.commit()
    writer.close()
    return opened(folder, np.arange(len(rows)) if documents is None else documents)


def opened(folder, documents):
    """A searcher over the index in a folder, whose rows belong to these documents."""
    document_of = np.array(documents, dtype=np.int64)
    source = EmbeddedKeyword(KeywordIndex.open(folder), document_of >= 0)
    return KeywordSearcher(source, document_of, document_of.max(initial=-1) + 1, by_number)


def everywhere(scores, rows):
    """The score of each row, also of those that hold no term."""
    return scores.at(np.arange(len(rows)))


def bm25f_by_hand(rows, words, k1=bm25.K1, b=bm25.B):
    """The formula of `bm25`, passage by passage."""
    counted = [(terms(text), terms(title)) for text, title in rows]
    averages = [np.mean([len(row[field]) for row in counted]) or 1 for field in (0, 1)]
    scores = np.zeros(len(rows))
    for word in dict.fromkeys(words):
        weights = np.zeros(len(rows))
        for number, row in enumerate(counted):
            for field, weight in ((0, 1), (1, TITLE_WEIGHT)):
                norm = 1 - b + b * len(row[field]) / averages[field]
                weights[number] += weight * row[field].count(word) / norm
        holding = np.count_nonzero(weights)
        idf = math.log(1 + (len(rows) - holding + 0.5) / (holding + 0.5))
        scores += idf * weights * (k1 + 1) / (weights + k1)
    return scores


@settings(max_examples=20, deadline=None)
@given(TEXTS, TEXTS, st.lists(st.sampled_from(WORDS), max_size=6))
def test_scores_are_bm25f(tmp_path_factory, texts, titles, words):
    rows = [(text, titles[i % len(titles)]) for i, text in enumerate(texts)]
    searcher = build(tmp_path_factory.mktemp("keyword"), rows)

    assert everywhere(searcher.scores(words), rows) == pytest.approx(
        bm25f_by_hand(rows, words), rel=1e-4
    )


class WithOurIdf(BM25F):
    """Whoosh's model with our idf in place of ln(N / (n + 1)) + 1, the only difference."""

    def idf(self, searcher, fieldname, text):
        """What a term says."""
        reader = searcher.get_parent()
        return bm25.idf(reader.doc_frequency(fieldname, text), reader.doc_count_all())


def ranked_by_whoosh(folder, words, weighting):
    with open_dir(str(folder)).searcher(weighting=weighting) as searcher:
        query = Or([Term("text", word) for word in words])
        results = searcher.search(query, limit=None)
        found = [(hit["passage"], hit.score) for hit in results]
    return sorted(found, key=lambda pair: (-round(pair[1], 4), pair[0]))


def ranked_by_us(searcher, words):
    found = list(searcher.search(words, None, 1000))
    return sorted(found, key=lambda pair: (-round(pair[1], 4), pair[0]))


@settings(max_examples=20, deadline=None)
@given(TEXTS, st.sampled_from(WORDS))
def test_one_term_ranks_as_in_whoosh(tmp_path_factory, texts, word):
    """Whoosh's own BM25F, untouched, with the same two parameters; lengths are exact in both."""
    folder = tmp_path_factory.mktemp("keyword")
    searcher = build(folder, [(text, "") for text in texts])

    theirs = ranked_by_whoosh(folder, [word], BM25F(B=bm25.B, K1=bm25.K1))

    assert [p for p, _ in ranked_by_us(searcher, [word])] == [p for p, _ in theirs]


@settings(max_examples=20, deadline=None)
@given(TEXTS, st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True))
def test_several_terms_score_as_in_whoosh_given_the_same_idf(tmp_path_factory, texts, words):
    folder = tmp_path_factory.mktemp("keyword")
    searcher = build(folder, [(text, "") for text in texts])

    theirs = ranked_by_whoosh(folder, words, WithOurIdf(B=bm25.B, K1=bm25.K1))

    ours = ranked_by_us(searcher, words)
    assert sorted(p for p, _ in ours) == sorted(p for p, _ in theirs)
    scores = dict(theirs)
    assert all(score == pytest.approx(scores[passage], rel=1e-4) for passage, score in ours)


ROWS = [
    ("The governor said the attack was quiet", "Mosul"),
    ("Attacks near the river", "Mosul"),
    ("The river is quiet", "Water"),
    ("The governor of the river", "Water"),
]


def test_a_title_counts_less_than_the_text(tmp_path):
    rows = [("mosul and some more words", ""), ("other words that stand here", "mosul")]
    searcher = build(tmp_path, [*rows, ("nothing", "nothing")])

    assert searcher.search(["mosul"], None, 5).numbers.tolist() == [0, 1]


def test_equal_passages_are_ranked_by_number(tmp_path):
    searcher = build(tmp_path, [("same words", "")] * 5)

    assert searcher.search(["word"], None, 3).numbers.tolist() == [0, 1, 2]


def test_a_filter_comes_before_the_best_are_taken(tmp_path):
    searcher = build(tmp_path, [("attack attack", "")] * 20 + [("one attack in many words", "")])
    allowed = np.zeros(21, dtype=bool)
    allowed[20] = True

    ranking = searcher.search(["attack"], allowed, 1)

    assert ranking.numbers.tolist() == [20]
    assert ranking.scores[0] == searcher.scores(["attack"]).at(np.array([20]))[0]


def test_documents_are_scored_as_one_text(tmp_path):
    """Two passages and a title score as one passage of all their words."""
    parts = build(tmp_path / "parts", ROWS, documents=[0, 0, 1, 1])
    wholes = [(f"Mosul {ROWS[0][0]} {ROWS[1][0]}", ""), (f"Water {ROWS[2][0]} {ROWS[3][0]}", "")]
    words = terms("the governor, the river and Mosul")

    expected = bm25f_by_hand(wholes, words, bm25.DOCUMENT_K1, bm25.DOCUMENT_B)
    assert parts.document_scores(words) == pytest.approx(expected, rel=1e-5)


def test_pairs_stand_side_by_side_in_order(tmp_path):
    rows = [*ROWS, ("river the governor", ""), ("governor the said", "")]
    searcher = build(tmp_path, rows)

    scores = everywhere(searcher.pair_scores([("the", "governor"), ("governor", "said")]), rows)

    # "the governor" in 0, 3 and 4, "governor said" in 0; nowhere across a passage's end.
    assert np.flatnonzero(scores).tolist() == [0, 3, 4]
    assert scores.argmax() == 0


def test_a_pair_does_not_reach_into_the_next_passage(tmp_path):
    rows = [("ends with governor", ""), ("said at the start", "")]
    searcher = build(tmp_path, rows)

    assert not everywhere(searcher.pair_scores([("governor", "said")]), rows).any()


def test_a_repeated_term_counts_once(tmp_path):
    searcher = build(tmp_path, ROWS)

    twice, once = searcher.scores(["river", "river"]), searcher.scores(["river"])
    assert everywhere(twice, ROWS).tolist() == everywhere(once, ROWS).tolist()


@pytest.mark.parametrize("words", [[], ["unheard"], ["unheard", "of"]])
def test_words_that_are_not_there_find_nothing(tmp_path, words):
    searcher = build(tmp_path, ROWS[:2])

    assert len(searcher.search(words, None, 10)) == 0
    assert not searcher.document_scores(words).any()
    assert not everywhere(searcher.pair_scores(list(pairwise(words))), ROWS[:2]).any()
    assert set(searcher.idf(words).values()) <= {0.0}


def test_rare_terms_say_more(tmp_path):
    says = build(tmp_path, ROWS).idf(["the", "attack", "unheard"])

    assert says["attack"] > says["the"] > says["unheard"] == 0


@settings(max_examples=15, deadline=None)
@given(TEXTS, TEXTS, st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_only_live_passages_count(tmp_path_factory, texts, others, words):
    """Surplus passages, between the live ones and after them, change no score at all."""
    alone = build(tmp_path_factory.mktemp("alone"), [(text, text[:9]) for text in texts])
    mixed_rows = []
    for i, text in enumerate(texts):
        mixed_rows += [(text, text[:9]), (others[i % len(others)], "the")]
    documents = [i // 2 if i % 2 == 0 else -1 for i in range(len(mixed_rows))]
    folder = tmp_path_factory.mktemp("mixed")
    build(folder, mixed_rows)
    # The catalog's last passage is live; what the index holds beyond it is surplus.
    mixed = opened(folder, documents[:-1])

    scores = everywhere(mixed.scores(words), mixed_rows[:-1])
    assert scores[::2].tolist() == everywhere(alone.scores(words), texts).tolist()
    assert not scores[1::2].any()
    assert mixed.document_scores(words).tolist() == alone.document_scores(words).tolist()
    pairs = list(pairwise(words))
    assert (
        everywhere(mixed.pair_scores(pairs), mixed_rows[:-1])[::2].tolist()
        == everywhere(alone.pair_scores(pairs), texts).tolist()
    )


def test_the_order_of_writing_makes_no_difference(tmp_path):
    build(tmp_path / "forwards", ROWS, batch=1)
    writer = KeywordWriter.open(tmp_path / "backwards")
    for number in (1, 2, 3, 0):
        writer.add([KeywordRow(number, *ROWS[number])])
        writer.add([KeywordRow(number + 4, "surplus")])
        writer.commit()
    words = terms("the governor of the river said attacks")
    searchers = [opened(tmp_path / name, [0, 0, 1, 1]) for name in ("forwards", "backwards")]

    forwards, backwards = (
        [
            everywhere(s.scores(words), ROWS),
            s.document_scores(words),
            everywhere(s.pair_scores(list(pairwise(words))), ROWS),
        ]
        for s in searchers
    )

    assert [a.tolist() for a in forwards] == [b.tolist() for b in backwards]


def test_a_live_passage_that_is_not_in_the_index_is_reported(tmp_path):
    build(tmp_path, ROWS)

    with pytest.raises(IndexCorruptError, match="1 rows are missing"):
        opened(tmp_path, [0] * 5)


def test_an_empty_index_answers_nothing(tmp_path):
    searcher = build(tmp_path, [])

    assert len(searcher.search(["the"], None, 10)) == 0
    assert searcher.document_scores(["the"]).shape == (0,)
    assert not len(searcher.pair_scores([("the", "river")]).best(None, 1, by_number))


@given(
    st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), max_size=30),
    st.integers(1, 40),
    st.randoms(use_true_random=False),
)
def test_the_best_are_a_sorted_prefix(scores, depth, chance):
    array = np.array(scores, dtype=np.float32)
    allowed = np.array([chance.random() < 0.7 for _ in scores], dtype=bool)

    ranking = best(array, allowed, depth, by_number)

    found = [n for n in range(len(scores)) if scores[n] > 0 and allowed[n]]
    found.sort(key=lambda n: (-scores[n], n))
    assert ranking.numbers.tolist() == found[:depth]


def test_a_depth_of_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="depth"):
        best(np.ones(3, dtype=np.float32), None, 0, by_number)


def test_a_pair_is_found_where_its_second_term_begins_the_first_passage(tmp_path):
    """What would stand before the first passage is no place, whichever term is the rarer one."""
    searcher = build(tmp_path, [("said", ""), ("governor " * 30, ""), ("governor", "")])

    assert not len(searcher.rows_with_pair("governor", "said"))
    assert not len(searcher.rows_with_pair("said", "governor"))
    assert searcher.rows_with_pair("governor", "governor").tolist() == [1]
