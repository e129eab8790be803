from __future__ import annotations

import re
from pathlib import Path

import pytest

import indexer.quotes
from indexer.quotes import extract_quotes
from indexer.quotes.rules import RULES, rule, without
from indexer.quotes.training.feature_groups import GROUPS, without_group
from indexer.quotes.training.fitting import Decision

README = Path(indexer.quotes.__file__).with_name("README.md")
BESIDE_IF = "If Jane Roe says it was “a very dirty race,” she is wrong."


def test_a_rule_that_is_switched_off_does_nothing_and_then_works_again():
    (before,) = extract_quotes(BESIDE_IF)
    with without("polarity"):
        (meanwhile,) = extract_quotes(BESIDE_IF)
    (after,) = extract_quotes(BESIDE_IF)

    assert before.polarity != meanwhile.polarity
    assert after == before


def test_every_rule_of_the_table_is_somewhere_in_the_code():
    folder = README.parent
    code = "".join(one.read_text(encoding="utf-8") for one in folder.rglob("*.py"))

    assert set(re.findall(r'@rule\("([a-z-]+)"', code)) == RULES


def test_the_readme_has_a_row_for_every_rule():
    rows = re.findall(r"^\| `([a-z-]+)` \|", README.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(rows) == sorted(RULES)


def test_a_rule_that_is_not_in_the_table_is_refused():
    with pytest.raises(ValueError, match="not in the table"):
        rule("no-such-rule", otherwise=None)


def test_a_group_of_features_is_left_out_of_the_decisions_of_its_ranker():
    decision = Decision(0, [["y:0f", "l:b000"], ["0"]], [True, False])

    (source,) = without_group("source", [decision], "source-clauses")
    (speaker,) = without_group("speaker", [decision], "source-clauses")

    assert source.candidates == [["l:b000"], ["0"]]
    assert speaker == decision


def test_no_feature_is_in_two_groups():
    found = [(ranker, one) for ranker, names in GROUPS.values() for one in names.split()]

    assert len(found) == len(set(found))
