"""The encoder that loads while the program goes on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.errors import SearchError
from indexer.store.early_encoder import EarlyEncoder
from indexer.store.index import Index


def test_an_early_encoder_encodes_as_the_one_that_is_opened_later(model_index: Path):
    index = Index.open(model_index)
    early, later = EarlyEncoder(index), index.open_encoder()

    texts = ["the bridge at Tarn", "a flood"]
    assert (early.name, early.identity, early.dimension) == (
        later.name,
        later.identity,
        later.dimension,
    )
    assert np.array_equal(early.encode_query(texts[0]), later.encode_query(texts[0]))
    assert np.array_equal(early.encode_passages(texts), later.encode_passages(texts))
    index.close()


def test_what_is_wrong_with_the_encoder_is_said_when_it_is_needed(built_index: Path):
    index = Index.open(built_index)
    early = EarlyEncoder(index)  # this index carries no encoder

    with pytest.raises(SearchError):
        early.encode_query("the bridge")
    index.close()
