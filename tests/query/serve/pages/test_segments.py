"""Marking a text changes none of its characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Quote, QuoteKind, Span
from query.serve.pages.segments import LONGEST, Layer, excerpt, quote_layers, segments

places = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Span(*sorted(pair)))
names = st.sampled_from(["match", "answer", "quote sure", "at"])
layers = st.lists(st.builds(Layer, places, names), max_size=8)


@given(st.text(max_size=60), places, layers)
def test_the_pieces_join_to_the_text(text, span, marked):
    span = Span(min(span.start, len(text)), min(span.end, len(text)))

    assert "".join(piece.text for piece in segments(text, span, marked)) == span.of(text)


@given(st.text("ab ", min_size=60, max_size=60), places, layers)
def test_a_character_is_marked_just_where_a_layer_is(text, span, marked):
    at = span.start
    for piece in segments(text, span, marked):
        for offset in range(at, at + len(piece.text)):
            over = {one.name for one in marked if one.span.start <= offset < one.span.end}
            assert piece.is_match == ("match" in over)
            assert set(piece.classes.split()) == {
                word for name in over - {"match"} for word in name.split()
            }
        at += len(piece.text)


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_a_long_paragraph_is_cut_around_what_answers(length, at):
    text = ("word " * 700)[:length]
    at = min(at, max(length - 4, 0))
    cut = excerpt(text, Span(0, length), [], [Span(at, min(at + 4, length))] if length else [])
    shown = "".join(piece.text for piece in cut.segments)

    assert shown in text
    assert (len(shown) < length) == (cut.is_cut_before or cut.is_cut_after)
    if length > LONGEST:
        assert len(shown) < LONGEST
        start = text.find(shown) if not cut.is_cut_before else length - len(shown)
        assert cut.is_cut_before or start == 0


def test_only_the_first_part_of_a_quote_is_an_anchor():
    quote = Quote((Span(3, 5), Span(8, 9)), QuoteKind.DIRECT, speaker=None)

    assert [(one.name, one.key) for one in quote_layers([quote])] == [
        ("quote unnamed", "q3"), ("quote unnamed", ""),
    ]  # fmt: skip
