"""Blocks: the lines of text that a browser shows, word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.html.blocks import Block, read_blocks
from indexer.readers.html.parse import parse_page


def blocks(body: str) -> list[Block]:
    return read_blocks(parse_page(f"<html><body>{body}</body></html>"))


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


def test_white_space_is_what_a_browser_shows():
    assert texts("<p>One \n\t two</p><p> three<b> four</b> </p>") == ["One two", "three four"]


def test_words_inside_a_sentence_stay_whatever_marks_them():
    body = "<p>On <time>Tuesday</time> the <label>pier</label> lost <del>ten</del> 11 piles.</p>"

    assert texts(body) == ["On Tuesday the pier lost ten 11 piles."]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>She said <q>no</q>.</p>", "She said “no”."),
        ("<p><q>He said <q>no</q> to me</q></p>", "“He said ‘no’ to me”"),
        ("<p>She said “<q>no</q>”.</p>", "She said “no”."),
        ("<p>She said <q>«no»</q>.</p>", "She said «no»."),
        ('<p>Of the "pier" <q>no</q> word</p>', 'Of the "pier" “no” word'),
        (
            "<p>10<sup>6</sup> and 10<sup>-3</sup> of 2016<sup>12</sup></p>",
            "10⁶ and 10⁻³ of 2016¹²",
        ),
        ("<p>The 4<sup>th</sup> note<sup>[1]</sup></p>", "The 4th note[1]"),
    ],
)
def test_what_a_browser_draws_is_kept(body: str, shown: str):
    assert texts(body) == [shown]


def test_one_break_is_a_line_and_two_are_a_paragraph():
    assert texts("<div>One<br>two<br> <br/>three</div>") == ["One\ntwo", "three"]


def test_text_beside_blocks_is_a_block():
    assert texts("<div>One<p>two</p>three<ul><li>four</ul></div>five") == [
        "One", "two", "three", "four", "five",
    ]  # fmt: skip


def test_the_cells_of_a_short_row_share_a_line_and_layout_cells_do_not():
    table = "<table><tr><td>Piles</td><td>11</td></tr></table>"
    layout = f"<table><tr><td>Menu</td><td><p>Article</p></td></tr></table><p>{'x' * 500}</p>"

    assert texts(table) == ["Piles | 11"]
    assert texts(layout)[:2] == ["Menu", "Article"]


def test_what_is_not_shown_as_text_is_left_out():
    hidden = (
        "<script>a()</script><style>b{}</style><noscript>c</noscript><template>d</template>"
        "<svg><text>e</text></svg><button>f</button><select><option>g</select><!-- h -->"
    )

    assert texts(f"<p>One{hidden}two</p>") == ["Onetwo"]


def test_letters_that_nobody_sees_are_left_out():
    assert texts("<p>Bundes&shy;kanz\u200bler\ufeff</p>") == ["Bundeskanzler"]


def test_preformatted_text_keeps_its_lines():
    assert texts("<pre>one\n  two</pre>") == ["one\n  two"]


def test_a_block_without_letters_is_none():
    assert texts("<p>* * *</p><p>&nbsp;</p><p>One</p>") == ["One"]


def test_a_block_knows_its_line():
    page = "<html>\n<body>\n<div>\n\n  One\n</div><p>two\n</p>\n\n<p>\nthree</p>"

    assert [block.line for block in read_blocks(parse_page(page))] == [5, 6, 10]


def test_a_block_knows_how_much_of_it_is_a_link():
    found = blocks("<p>Read <a href='/a'>more</a></p><p><a href='/b'>More</a></p><p>No link</p>")

    assert [block.link_share for block in found] == [0.5, 1.0, 0.0]


def test_a_block_knows_what_it_lies_in():
    (heading, item) = blocks("<h2>One</h2><ul><li><p>two</ul>")

    assert heading.is_heading
    assert not item.is_heading
    assert "li" in item.within


words = st.text(alphabet="abc é“”", min_size=1).filter(str.strip)
tags = st.sampled_from(["p", "div", "b", "span", "li", "td", "blockquote", "h2", "em", "a"])
trees = st.recursive(
    words,
    lambda inner: st.builds(
        lambda tag, children: f"<{tag}>{''.join(children)}</{tag}>", tags, st.lists(inner)
    ),
)


@given(trees)
def test_every_letter_is_in_one_block_and_in_order(tree: str):
    root = parse_page(f"<html><body>{tree}</body></html>")
    shown = "".join("".join(root.itertext()).split())
    found = "".join("".join(block.text.split()) for block in read_blocks(root))

    assert [letter for letter in found if letter.isalpha()] == [
        letter for letter in shown if letter.isalpha()
    ]
