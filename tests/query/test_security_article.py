"""One article, from its file to every question about it: quotes, speakers, roles, spellings.

It has what makes names hard: a surname in small letters behind "al", a rank before and an office
behind the name, a speaker without a name, a name whose surname alone follows, split quotes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build.pipeline import build_index
from query.engine import Engine
from query.parse.tree import SpokenBy
from query.quote_engine import QuoteEngine
from query.settings import Settings
from tests.support.hashing import HashingEncoder
from tests.support.program import Program

ARTICLE = """Conflict

Army in Tarn steps up patrols against hidden fighters

Northmark

The number of hidden fighters in Tarn is falling. The army calls on residents to report them.

Rumours of new cells have led Tarn residents to voice their fears. “The hills are close, and we \
want more patrols at night because nobody can watch every path,” says Kamal Rashid, a Tarn \
observer. Residents want the army to stay. “We do not want those years to come back; the years of \
the black flag,” says an old Tarn shopkeeper. The army says that it hunts the cells. “We follow \
every trace and every rumour. We also depend on the people,” stated Brigadier General Abdul Rahim \
al Sarrafi, the Tarn Operations Coordinator. The call by Brigadier General Sarrafi is not the \
first.

The fears stem from remarks by former Northmark Governor Yasir al-Nasrawi. “Our sources speak of \
some 300 armed men between Tarn and the border,” Nasrawi warned. “They wait for any quarrel in the \
country, whether over land, faith or money.”

The officers of the Northmark Command deny that there is a danger. “Their time is over. Those who \
are left only think of how to hide. They will be found,” says Major General Najm alubaidi, \
commander of the Northmark Command. “Not one will stay.”
"""
QUOTES = [
    ("Kamal Rashid", "a Tarn observer", 1),
    (None, None, 1),
    ("Abdul Rahim al Sarrafi", "Brigadier General, the Tarn Operations Coordinator", 1),
    ("Yasir al-Nasrawi", "former Northmark Governor", 2),
    ("Najm alubaidi", "Major General, commander of the Northmark Command", 2),
]
SPELLINGS = ("alubaidi", "Alubaidi", "al-Ubaidi", "Aljubaidi", "al-Jubaidi", "Jubaidi", "Jubaydi")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed."""
    root = tmp_path_factory.mktemp("security")
    (root / "article.txt").write_text(ARTICLE, encoding="utf-8")
    build_index([root / "article.txt"], root / "index_data", encoder=HashingEncoder())
    return root / "index_data"


@pytest.fixture
def quotes(index: Path) -> Iterator[QuoteEngine]:
    with QuoteEngine.open(index, HashingEncoder()) as engine:
        yield engine


def test_all_quotes_speakers_and_roles(quotes: QuoteEngine):
    hits = quotes.by_date().hits
    found = [(hit.quote.speaker, hit.quote.role, len(hit.quote.parts)) for hit in hits]

    assert [one for one in found if one[0]] == [one for one in QUOTES if one[0]]
    assert [one[0] for one in found] == [one[0] for one in QUOTES]


def test_a_speaker_without_a_name_keeps_the_words(quotes: QuoteEngine):
    hit = quotes.by_date().hits[1]

    assert hit.quote.mention is not None
    assert hit.quote.mention.of(hit.document.text) == "an old Tarn shopkeeper"


@pytest.mark.parametrize("name", SPELLINGS)
def test_the_speaker_is_found_in_every_spelling(quotes: QuoteEngine, name: str):
    found = quotes.by_date(Settings(filters=SpokenBy(name)))

    assert [hit.quote.speaker for hit in found.hits] == ["Najm alubaidi"]


@pytest.mark.parametrize("name", SPELLINGS)
def test_the_list_of_speakers_knows_every_spelling(index: Path, whosaid: Program, name: str):
    found = whosaid("speakers", name, "--jsonl", "--index", index)

    assert [json.loads(line)["speaker"] for line in found.out.splitlines()] == ["Najm alubaidi"]


@pytest.mark.parametrize("name", ["Jubaidi", "Nasrawi", "General Sarrafi", "Rashid"])
def test_a_question_names_the_speaker(index: Path, name: str):
    with Engine.open(index, HashingEncoder()) as engine:
        answer = engine.ask(f"what did {name} say")

    assert answer.hits
    assert any(name.split()[-1][-4:] in (one.speaker or "") for one in answer.hits[0].quotes)
