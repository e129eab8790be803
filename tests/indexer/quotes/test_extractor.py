from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.quotes import QuoteExtractor, extract_quotes
from indexer.records import QuoteKind
from tests.support.growth import assert_linear


def who(text: str, **known: str) -> list[tuple[str | None, str | None]]:
    """Mention and speaker of each quote."""
    return [
        (one.mention.of(text) if one.mention else None, one.speaker)
        for one in extract_quotes(text, **known)
    ]


def speakers(text: str, **known: str) -> list[str | None]:
    return [speaker for _, speaker in who(text, **known)]


def test_a_surname_stands_for_the_full_name_with_its_article():
    text = (
        "Two years on, Karim al-Rashidi, the former Basra Governor, still worries.\n\n"
        "“The cells are asleep, they are not dead,” Rashidi warned. “It is not over.”"
    )

    (quote,) = extract_quotes(text)

    assert quote.speaker == "Karim al-Rashidi"
    assert quote.role == "the former Basra Governor"
    assert [part.of(text) for part in quote.parts] == [
        "The cells are asleep, they are not dead,",
        "It is not over.",
    ]


def test_a_quote_around_its_attribution_is_one():
    text = "“We came home late,” says Omar Haddad, a baker, “and the door was open.”"

    (quote,) = extract_quotes(text)

    assert len(quote.parts) == 2
    assert quote.speaker == "Omar Haddad"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“We control every road,” said Major General Najib Saleh.", "Major General"),
        (
            "“We control every road,” said Najib Saleh, the Joint Operations Coordinator.",
            "the Joint Operations Coordinator",
        ),
        ("“We will appeal this,” said Senator Ines Duarte.", "Senator"),
        ("“We will appeal this,” said Ms. Duarte.", None),
        ("“We will appeal this,” the secretary of state said.", "the secretary of state"),
        ("“We will appeal,” said the head of the Harbour Union.", "the head of the Harbour Union"),
        ("The minister of health told a clerk, “We will appeal this.”", "The minister of health"),
    ],
)
def test_roles_are_kept_as_written(text, role):
    (quote,) = extract_quotes(text)

    assert quote.role == role


def test_anonymous_sources_keep_their_mention_and_get_no_name():
    text = (
        "Mayor Ines Duarte spoke first. “There is no work for us here,” said a young resident. "
        "Two officials called the plan “a very late beginning.”"
    )

    assert who(text) == [("a young resident", None), ("Two officials", None)]


def test_a_pronoun_takes_up_who_was_named():
    text = (
        "Omar Haddad opened the bakery in May.\n\n"
        "“Nobody had money then,” he said.\n\n"
        "His sister, Lina Haddad, kept the books. “I counted every coin that we had,” she said."
    )

    assert speakers(text) == ["Omar Haddad", "Lina Haddad"]


def test_what_somebody_claims_is_said_by_who_claims_it():
    text = (
        "Jane Roe spoke in Dunmore. Many were surprised by her claim that “the harbour is safe” "
        "for all."
    )

    assert who(text) == [("her", "Jane Roe")]


def test_whose_lawyer_it_is_is_not_who_claims():
    text = "Jane Roe left early. Her lawyer claims that “the harbour is safe” for all."

    assert speakers(text) == [None]


def test_the_gender_of_a_pronoun_decides_between_two_people():
    text = (
        "Peter Olsen and Maria Keller work at the harbour.\n\n"
        "“I have never seen so much ice before,” {} said."
    )

    assert speakers(text.format("she")) == ["Maria Keller"]
    assert speakers(text.format("he")) == ["Peter Olsen"]


def test_a_role_phrase_takes_up_its_bearer():
    text = (
        "Gov. Helen Strand signed the bill on Monday. "
        "“This will help farmers across the state,” the governor said."
    )

    assert who(text) == [("the governor", "Helen Strand")]


@pytest.mark.parametrize("deed", ["met", "beat", "thanked", "visited"])
def test_who_did_something_to_somebody_stays_who_they_are(deed):
    text = f"Mayor Helen Strand {deed} Peter Olsen on Monday. “This will help farmers,” {{}} said."

    assert who(text.format("the mayor")) == [("the mayor", "Helen Strand")]
    assert who(text.format("she")) == [("she", "Helen Strand")]
    assert who(text.format("he")) == [("he", "Peter Olsen")]


def test_a_man_s_honorific_never_leads_to_the_only_woman_of_the_name():
    text = (
        "Michelle Obama opened the school on Monday.\n\n"
        "“We waited a long time for this,” Mr. Obama said."
    )

    assert speakers(text) != ["Michelle Obama"]


def test_a_vice_president_is_not_the_president():
    text = (
        "President Helen Strand came late, after Vice President Jonas Weil.\n\n"
        "Vice President Jonas Weil had spoken already.\n\n"
        "“This will help farmers across the state,” the president said."
    )

    assert speakers(text) == ["Helen Strand"]


def test_what_somebody_does_is_not_their_role():
    text = (
        "The governor, Helen Marsh, leads her challenger, Victor Weil, by nine votes.\n\n"
        "“I have waited eleven days,” Helen Marsh told reporters."
    )

    (quote,) = extract_quotes(text)

    assert quote.role == "governor"


def test_a_headline_s_verb_is_no_part_of_a_name():
    headline = "Helen Marsh Speaks ‘Only To The Plain People’ After Storm"
    text = headline + ".\n\n“They have waited long enough,” Marsh said."

    assert speakers(text, title=headline)[-1] == "Helen Marsh"


def test_the_author_in_the_byline_never_speaks():
    text = (
        "Seventeen ballots in a piano\n\nBy Jonas Weil\n\n"
        "The judge came on Monday. “The voters did not choose the furniture,” he said."
    )

    assert "Jonas Weil" not in speakers(text)


def test_honorifics_tell_people_of_one_surname_apart():
    text = (
        "Maria Keller and her brother Jonas Keller run the farm together.\n\n"
        "“We grow potatoes and nothing else,” Ms. Keller said.\n\n"
        "“My sister is the boss of us all,” Mr. Keller said."
    )

    assert speakers(text) == ["Maria Keller", "Jonas Keller"]


def test_a_shared_surname_without_evidence_names_nobody():
    text = (
        "Maria Keller and her brother Jonas Keller run the farm together. "
        "“The rain came too late this year,” Keller said."
    )

    assert who(text) == [("Keller", None)]


def test_two_people_of_one_first_name_stay_apart():
    text = (
        "Robin Berg spoke first. “I am glad that they came,” Berg said. "
        "Robin Falk disagreed. “It is far too late for that,” Falk said."
    )

    assert speakers(text) == ["Robin Berg", "Robin Falk"]


def test_they_is_nobody_with_a_name_when_it_is_a_group():
    text = "The two sisters waited outside. “We have been here since dawn,” they said."

    assert who(text) == [("they", None)]


def test_they_is_one_person_where_the_article_says_so():
    text = (
        "Alex Reyes, who uses they and them, leads the choir. "
        "“I write all of the songs myself,” they said."
    )

    assert who(text) == [("they", "Alex Reyes")]


def test_a_speaker_may_be_introduced_after_the_quote():
    text = (
        "“It was the longest night of my life.”\n\n"
        "Those are the words of Daniel Brandt, a nurse who worked there during the flood."
    )

    assert speakers(text) == ["Daniel Brandt"]


def test_an_interview_names_its_speakers_before_colons():
    text = (
        "Laura Chen: “I saw the lights go out over the harbour.”\n\n"
        "Q: And then?\n\n"
        "Chen: “Then everybody started to run to the boats.”"
    )

    assert speakers(text) == ["Laura Chen", "Laura Chen"]


def test_a_tweet_is_its_writers():
    text = "Senator Paul Okafor tweeted: “This vote is a disgrace for the whole country.”"

    assert speakers(text) == ["Paul Okafor"]


def test_documents_and_organisations_are_sources():
    text = (
        "“Costs rose by nine percent in a year,” the report said.\n\n"
        "The ad promises “a new deal for drivers.”\n\n"
        "The Central Bank said the loan was “a serious breach of the rules.”"
    )

    assert who(text) == [
        ("the report", None),
        ("The ad", None),
        ("The Central Bank", "Central Bank"),
    ]


def test_titles_and_terms_are_no_quotations():
    text = "She hosts “The Morning Show” and wrote a book called “Long Way Home.”"

    assert extract_quotes(text) == []


@pytest.mark.parametrize(("opening", "closing"), ["‘’", "''"])
def test_words_in_a_headline_are_quoted_with_capitals(opening, closing):
    headline = f"Roe: Harbour Plan Is {opening}A Very Bad Deal{closing} for Dunmore"
    text = f"{headline}\n\nJane Roe spoke against the plan for the harbour on Monday."

    assert [one.parts[0].of(text) for one in extract_quotes(text)] == ["A Very Bad Deal"]


@pytest.mark.parametrize(
    "headline",
    [
        "Roe: ‘We are not going to wait for the boats’",
        "‘Our luck will run out,’ mayor of Dunmore says of harbour",
        "Harbour plan is ‘a very bad deal,’ Roe tells council",
    ],
)
def test_a_line_without_a_full_stop_quotes_between_single_marks(headline):
    text = f"The council met at noon.\n\n{headline}\n\n“We go,” said Jane Roe, mayor of Dunmore."

    assert len(extract_quotes(text)) == 2


def test_single_words_count_beside_a_reporting_word_only():
    text = "“Yes,” said Omar Haddad. The so-called “experts” had left."

    assert [one.parts[0].of(text) for one in extract_quotes(text)] == ["Yes,"]


def test_a_quote_over_paragraphs_is_one_with_a_part_for_each():
    text = (
        "“We will rebuild the bridge before winter,” said Mayor Anna Lindqvist.\n\n"
        "“The people of this town have waited long enough, and we owe them an answer.\n\n"
        "“We will not ask for money again,” she added."
    )

    second = extract_quotes(text)[1]

    assert len(second.parts) == 2
    assert second.speaker == "Anna Lindqvist"


def test_a_quote_over_paragraphs_is_said_by_who_stands_beside_its_end():
    text = (
        "Ines Duarte was not there, said Omar Haddad.\n\n"
        "“We have waited for years and nothing was done about the bridge.\n\n"
        "“We can wait no longer than this,” added Lena Brandt, who runs a bakery.\n\n"
        "Jane Roe left early."
    )

    (quote,) = extract_quotes(text)

    assert quote.speaker == "Lena Brandt"
    assert quote.confidence > 0.9


def test_a_fragment_in_a_reported_clause_is_mixed():
    text = "Two officials called the plan “a very late beginning.”"

    assert extract_quotes(text)[0].kind is QuoteKind.MIXED


def test_the_reporting_word_is_the_cue():
    text = "“We control every road,” warned Najib Saleh."

    (quote,) = extract_quotes(text)

    assert quote.cue is not None
    assert quote.cue.of(text) == "warned"


def test_a_full_name_in_the_title_explains_a_surname():
    text = "“We will not wait any longer,” Lindqvist said on Monday."

    assert speakers(text, title="Mayor Anna Lindqvist loses patience") == ["Anna Lindqvist"]


def test_a_head_of_state_needs_no_first_name():
    text = "“We will answer in our own time,” President Putin said."

    assert speakers(text) == ["Vladimir Putin"]


def test_an_unsure_name_is_not_given():
    text = (
        "Maria Keller and her brother Jonas Keller run the farm together. "
        "“The rain came too late this year,” Keller said."
    )

    (quote,) = extract_quotes(text)

    assert quote.mention is not None
    assert quote.confidence < 0.9


@pytest.mark.parametrize("unit", ["“", "“a ", "\x00", "“a b c,” he said. ", "A ", "'a ", "said "])
def test_hostile_repetition_is_done_in_bounded_time(unit):
    assert_linear(lambda size: extract_quotes(unit * size), 60_000 // len(unit))


MARKS = ["“", "”", '"', "'", "‘", "’", "«", "»", ",", ".", ":", "?", "\n\n"]
NAMES = ["Mr.", "Jane", "Roe", "al-Roe", "Roe's", "III", "Jr.", "\x00", "\u202e", "\ud800"]
PHRASES = ["said", "he", "she", "the", "they", "governor", "two officials", "according to", "who"]
WORDS = st.sampled_from([*MARKS, *NAMES, *PHRASES])


@settings(deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_no_text_raises_and_spans_are_ordered_inside_it(text):
    end = 0
    for quote in extract_quotes(text, title=text[:40]):
        for part in quote.parts:
            assert end <= part.start < part.end <= len(text)
            end = part.end
        for span in (quote.cue, quote.mention):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert 0 <= quote.confidence <= 1


def test_the_same_text_gives_the_same_quotes():
    text = "“We came home late,” says Omar Haddad. “The door was open,” he says."

    assert QuoteExtractor.load().extract(text) == extract_quotes(text)


@pytest.mark.parametrize("cut", range(3, 60))
def test_a_text_may_end_anywhere(cut):
    text = "“No,” said Jane Roe, whose aide, first lady & Mayor of York Sir Paul “Jo” Doe/HPA: left"

    assert len(extract_quotes(text[:cut])) <= 1
