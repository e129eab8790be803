from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.quotes.marks.spans import QuotationSpan, find_quotation_spans
from indexer.text.paragraphs import split_paragraphs
from tests.support.growth import assert_linear

MARKY = st.text(alphabet="“”„\"«»'‘’`‚ \n\x00aZ.,é\u202e", max_size=200)


def spans_of(text: str) -> list[QuotationSpan]:
    return find_quotation_spans(text, split_paragraphs(text))


def contents(text: str) -> list[str]:
    return [one.inner.of(text) for one in spans_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "He said “we are late” again.",
        'He said "we are late" again.',
        "He said ''we are late'' again.",
        "He said ``we are late'' again.",
        "He said ‘‘we are late’’ again.",
        "He said “we are late’’ again.",
        "He said “we are late'' again.",
        "He said « we are late » again.",
        "He said »we are late« again.",
        "He said „we are late“ again.",
        "He said „we are late” again.",
        "He said ‚we are late‘ again.",
        "He said ‘we are late’ again.",
        "He said 'we are late' again.",
        'He said “we are late" again.',
    ],
)
def test_every_common_kind_of_mark_is_paired(text):
    assert contents(text) == ["we are late"]


def test_inner_marks_belong_to_the_outer_quote():
    assert contents("“He told me ‘go’ and “stay”, too,” she said.") == [
        "He told me ‘go’ and “stay”, too,"
    ]


def test_double_marks_within_single_ones_belong_to_the_quote():
    assert contents("‘He said “go” to me,’ she said.") == ["He said “go” to me,"]


@pytest.mark.parametrize(
    "text",
    [
        "The boys' father and the girls' mother don't agree.",
        "Back in the '90s it wasn't 'bout money.",
        "Rock ’n’ roll’s not dead, y’all.",
        'A 6\'2" player and a 10" disc.',
    ],
)
def test_apostrophes_and_inches_are_no_marks(text):
    assert contents(text) == []


def test_a_plural_apostrophe_does_not_close_a_single_mark():
    assert contents("‘The boys’ house is cold,’ she said.") == ["The boys’ house is cold,"]


def test_a_quote_runs_over_paragraphs_that_open_anew():
    text = "“First part.\n\n“Second part.\n\n“Third part,” he said."

    found = spans_of(text)

    assert [part.of(text) for part in found[0].parts] == [
        "First part.",
        "Second part.",
        "Third part,",
    ]
    assert len(found) == 1
    assert found[0].closed


def test_a_lost_closing_mark_costs_one_quote():
    text = "“This one never ends, he said.\n\n“But this one does,” she said. “And this.”"

    assert contents(text)[-1] == "And this."
    assert "“And this.”" not in contents(text)[0]


def test_a_lost_closing_mark_ends_with_its_paragraph():
    text = "“This one never ends, he said.\n\nThen she left. “Good bye,” she said."

    assert contents(text) == ["This one never ends,", "Good bye,"]


def test_a_lost_space_before_an_opening_mark_costs_nothing():
    assert contents('It was the law."We were told so." Nobody asked.') == ["We were told so."]


def test_a_doubled_apostrophe_never_opens():
    assert contents("The boys’’ room and “no way”, he said.") == ["no way"]


def test_a_lost_opening_mark_costs_nothing_else():
    text = "Never opened,” he said. “But this was,” she said."

    assert contents(text) == ["But this was,"]


def test_lines_are_paragraphs_unless_the_text_is_wrapped():
    lines = "“One,” he said.\n“Two,” she said."

    assert contents(lines) == ["One,", "Two,"]


def test_a_quote_crosses_the_line_breaks_of_wrapped_text():
    text = "He said “we will go on\nuntil it is done” and left."

    assert contents(text) == ["we will go on\nuntil it is done"]


@pytest.mark.parametrize(
    "mark", ["“", '"', "'", "‘", "„", "«", "''", "`", "”", "’’", "\x00", "“\n\n"]
)
def test_any_number_of_marks_takes_linear_time(mark):
    assert_linear(lambda size: spans_of(mark * size), 150_000 // len(mark))


@given(MARKY)
def test_spans_lie_in_order_inside_the_text(text):
    end = 0
    for one in spans_of(text):
        assert end <= one.outer.start < one.outer.end <= len(text)
        end = one.outer.end
        at = one.outer.start
        for part in one.parts:
            assert at <= part.start <= part.end <= one.outer.end
            at = part.end


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We lost a lot,’’ she said. “We go on.’’", ["We lost a lot,", "We go on."]),
        ('"We lost a lot,\'\' she said. "We go on."', ["We lost a lot,", "We go on."]),
        ("“We lost a lot,'' she said. “We go on.”", ["We lost a lot,", "We go on."]),
        ("“They said, ‘Go on,’’’ he said.", ["They said, ‘Go on,’"]),
        ("“He is 6'2'' tall,” she said.", ["He is 6'2'' tall,"]),
        ("\"He is 6'2'' tall,\" she said.", ["He is 6'2'' tall,"]),
    ],
)
def test_two_single_marks_close_a_double_one(text, inner):
    assert contents(text) == inner


def test_an_unclosed_quote_that_ran_on_is_none():
    """Where it ended nobody knows; the writer's words must not be quoted."""
    text = (
        "He called her “the best of all. Roe had praise for him, too, “a wonderful child,” he said."
    )

    assert contents(text) == ["a wonderful child,"]


def test_an_unclosed_quote_ends_before_its_attribution_only_where_it_is_closed():
    assert contents("“We lost a lot of friends, he said. “We go on.”") == [
        "We lost a lot of friends,",
        "We go on.",
    ]


def test_an_unclosed_quote_before_another_may_be_whole():
    text = "“We lost a lot. “And she said, we go on,” he said."

    assert contents(text) == ["We lost a lot.", "And she said, we go on,"]


def test_a_double_prime_closes_a_quote():
    assert contents("“They rarely do after that,″ Roe said. “Go on.”") == [
        "They rarely do after that,",
        "Go on.",
    ]


@pytest.mark.parametrize(
    "signature",
    [
        "Jane Roe.",
        "Jane Roe, deputy mayor of Dunmore.",
        "Former mayor Max Poe.",
        "S.D. Rep. Jo Poe",
    ],
)
def test_a_signature_within_the_marks_is_no_part_of_what_was_said(signature):
    text = f'It began.\n\n"We build the harbour now.\n{signature}"\n\nThat was all.'

    assert contents(text) == ["We build the harbour now."]


@pytest.mark.parametrize(
    "rest",
    ["We are late.", "Jane Roe is late.", "Nobody helps.", "and Max Poe helps us."],
)
def test_a_sentence_on_a_line_of_its_own_is_part_of_what_was_said(rest):
    text = f'It began.\n\n"We build the harbour now.\n{rest}"\n\nThat was all.'

    assert contents(text) == [f"We build the harbour now.\n{rest}"]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('" We stay this year , " said Roe . " We do . "', ["We stay this year ,", "We do ."]),
        ('"I knew," Roe told Doe. " You did well."', ["I knew,", "You did well."]),
        ('""We stay,"" said Roe. ""We do.""', ["We stay,", "We do."]),
        ("““We stay,”” said Roe.", ["We stay,"]),
        ('"I bought a 12" disc and a 7" one," said Roe.', ['I bought a 12" disc and a 7" one,']),
        ('"It was 1999" he said. "We stayed."', ["It was 1999", "We stayed."]),
        ('"He said "no"" she said. "We stayed."', ['He said "no"', "We stayed."]),
        ('<img alt=""> said "we stay" again', ["we stay"]),
    ],
)
def test_straight_marks_with_spaces_doubles_and_inches(text, inner):
    assert contents(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        "“We stay, said Jane Roe. “We do,” said Paul Doe.",
        "“We stay, Jane Roe said. “We do,” said Paul Doe.",
        "“We stay, she said. “We do,” said Paul Doe.",
    ],
)
def test_a_lost_closing_mark_ends_the_quote_before_its_attribution(text):
    assert contents(text) == ["We stay,", "We do,"]
