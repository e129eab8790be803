"""Whom mentions may stand for."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes
from indexer.quotes.article import Article, analyse
from indexer.quotes.marks.spans import find_quotation_spans
from indexer.quotes.speakers.history import PreviousAttribution
from indexer.quotes.tokens.tokenize import tokenize
from indexer.records import Span
from indexer.text.paragraphs import split_paragraphs
from tests.support.growth import assert_linear


def article(text: str, title: str | None = None) -> Article:
    paragraphs = split_paragraphs(text)
    return analyse(text, title, paragraphs, find_quotation_spans(text, paragraphs))


def names(found: Article) -> list[str]:
    return [one.canonical for one in found.people.everyone]


def candidates(text: str, mention: str) -> set[str | None]:
    """The names of whom the last mention of these words may stand for."""
    found = article(text)
    number = max(
        number
        for number, one in enumerate(found.mentions)
        if one.span(found.tokens).of(text) == mention
    )
    people = found.speakers.candidates(number, [])
    return {None if one is None else one.canonical for one in people}


def test_those_who_cannot_be_meant_take_nobody_s_place():
    men = " ".join(f"Then {name} Doe left." for name in ("Paul", "Peter", "John", "Mark") * 3)
    text = f"Rachel Roe came early. {men} “I waited for an hour,” she said."

    assert "Rachel Roe" in candidates(text, "she")


@pytest.mark.parametrize("thing", ["the Quillan Gardens", "a Quillan Jet"])
def test_things_with_an_article_are_no_he(thing):
    text = f"John Roe arrived in Dunmore. He saw {thing}. “It is late,” he said."

    assert candidates(text, "he") == {"John Roe", None}


def test_the_aide_of_somebody_is_not_that_person():
    text = "Gov. Jane Roe left. “It is much too late for this,” the Roe aide said."

    assert "Jane Roe" not in candidates(text, "the Roe aide")


def test_a_noun_that_tells_the_gender_leaves_the_others_out():
    text = "Jane Roe met Paul Doe. “It is much too late for this,” the businessman said."

    assert candidates(text, "the businessman") == {"Paul Doe", None}


def test_states_are_not_quoted():
    assert candidates("“It is much too late for this,” said Ohio.", "Ohio") == {None}


def test_a_title_s_verb_makes_no_namesake():
    found = article("Jane Roe spoke. “I am not sure of it,” Roe said.", "Will Roe win in May")

    assert "Will Roe" not in names(found)


def test_a_headline_makes_no_namesake_of_who_is_known():
    text = "Paris Talks Test Roe Plan Again\n\nJane Roe spoke. “I am not sure of it,” Roe said."

    assert [one for one in names(article(text)) if one.endswith("Roe")] == ["Jane Roe"]


def test_accents_tell_no_two_people_apart():
    text = "François Doré spoke. Later Francois Doré left. “I am not sure of it,” Doré said."

    assert len([one for one in names(article(text)) if one.endswith("Doré")]) == 1


def test_a_surname_alone_is_whose_full_name_stood_before():
    text = (
        "Jane Roe opened the harbour. Roe spoke for an hour.\n\n"
        "Her son Paul Roe came late.\n\nOn Monday Roe left."
    )

    found = article(text)
    jane = next(one for one in found.people.everyone if one.canonical == "Jane Roe")

    assert len(jane.occurrences) == 3


def test_a_subject_after_a_comma_describes_nobody():
    found = article("In a talk with Jane Roe, the senator said nothing. “It is late,” he said.")
    jane = next(one for one in found.people.everyone if one.canonical == "Jane Roe")

    assert "senator" not in jane.roles


def test_party_and_state_behind_a_name_describe_it():
    found = article("Sen. Jane Roe (R-Fla.) spoke. “I am not sure of it,” the senator said.")
    jane = next(one for one in found.people.everyone if one.canonical == "Jane Roe")

    assert {"republican", "florida"} <= jane.described


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Sen. Jane Roe (R-Fla.) said nothing. He left.", 2),
        ("He left (she stayed behind for two days.) Then it rained.", 2),
        ("Rep. Jane Roe, D-N.Y., said nothing.", 1),
    ],
)
def test_the_stop_of_an_abbreviation_in_brackets_ends_no_sentence(text, sentences):
    tokens = tokenize(text, [Span(0, len(text))], [])

    assert tokens.sentences[-1] + 1 == sentences


def test_namesakes_named_side_by_side_are_undecided():
    found = article("Maria Keller met her brother Jonas Keller in May. Keller said so to us all.")

    assert found.speakers.is_undecided(len(found.mentions) - 1)


def test_a_namesake_named_in_full_again_decides():
    text = "Maria Keller met her brother Jonas Keller in May.\n\nMaria Keller left. Keller said so."
    found = article(text)

    assert not found.speakers.is_undecided(len(found.mentions) - 1)


def test_two_full_names_in_a_short_paragraph_are_two_people():
    found = article("Maria Keller and Paul Keller run the mill.\n\nKeller said so.")

    assert names(found) == ["Maria Keller", "Paul Keller"]


def test_a_pronoun_beside_a_place_does_not_make_it_a_person():
    text = (
        "A protester told a paper of her fear. She said that friends of hers had been held in "
        "Dunholm last month.\n\n“Nothing has happened to me,” it is said that she told him."
    )

    assert "Dunholm" not in candidates(text, "she")


def test_whose_role_a_phrase_names_goes_before_others():
    text = (
        "Judge Ana Conti heard the lawyer, Paul Doe, on Monday. He thanked her. "
        "“It is much too late,” the judge said."
    )

    assert candidates(text, "the judge") == {"Ana Conti", None}


def test_whom_a_phrase_contradicts_is_not_meant():
    text = (
        "Sen. Jane Roe of Ohio met Sen. Ana Conti. Conti left. "
        "“It is much too late,” the Texas senator said."
    )

    assert candidates(text, "the Texas senator") == {"Ana Conti", None}


def test_a_striker_is_no_coach():
    text = "“This is my last season,” the striker said. Coach Ben Adler left early."

    assert candidates(text, "the striker") == {None}


@pytest.mark.parametrize(
    ("kin", "pronoun", "others"),
    [("husband", "she", {"Ngo Thi Lan", None}), ("wife", "she", {"Tran Van Minh", None})],
)
def test_husbands_and_wives_have_a_gender(kin, pronoun, others):
    text = f"Ngo Thi Lan waved. Her {kin}, Tran Van Minh, nodded. “We will move,” {pronoun} said."

    assert (others - {None}) <= candidates(text, pronoun)
    assert ("Tran Van Minh" in candidates(text, pronoun)) == (kin == "wife")


@pytest.mark.parametrize(
    "text",
    [
        "Her partner, Piet de Wit, was tired. “I dropped my coffee,” he said.",
        "The clerk was dismissed by Piet de Wit on Monday. “I had no choice,” he said.",
        "A clerk asked Piet de Wit for more. “I have no more,” he said.",
    ],
)
def test_who_takes_part_in_something_is_a_person(text):
    assert "Piet de Wit" in candidates(text, "he")


@pytest.mark.parametrize(
    "text",
    [
        "Ana Conti asked Jane Roe whether the road was safe. She replied: “There is no road.”",
        "Ana Conti asks Jane Roe if the road is safe. “There is no road at all,” she answers.",
    ],
)
def test_who_was_asked_answers(text):
    (quote,) = extract_quotes(text)

    assert quote.speaker == "Jane Roe"


def test_who_was_asked_in_the_passive_is_left_open():
    text = "Ana Conti was asked about Jane Roe. “She is my friend,” she replied."
    (quote,) = extract_quotes(text)

    assert quote.speaker == "Ana Conti"


@pytest.mark.parametrize("verb", ["said of", "told", "said about", "later said of"])
def test_whom_something_is_said_of_did_not_say_it(verb):
    text = f"Bill Roe and Omar Haddad met. “He was late,” he {verb} Mr. Roe."

    assert candidates(text, "he") == {"Omar Haddad", None}


def test_he_is_no_agency():
    text = "The news agency Xinda called Omar Haddad biased. “That is not so,” he said."

    assert "Xinda" not in candidates(text, "he")


def test_who_began_the_sentence_goes_on_behind_its_quote():
    text = (
        "Paul Doe thanked Peter Roe. Roe fired back: “As a friend of yours,” he wrote. "
        "John Doe left."
    )

    assert candidates(text, "he") == {"Peter Roe"}


@pytest.mark.parametrize(
    "text",
    [
        "They met a man who told Jane Roe: “Give me all of it.”",
        "They met a man who told the clerk Jane Roe: “Give me all of it.”",
    ],
)
def test_to_whom_it_is_said_is_not_who_says_it(text):
    assert "Jane Roe" not in candidates(text, "who")


def test_one_of_them_may_be_named():
    text = "“We have been here since four,” said one of them, the student Jane Roe."

    assert candidates(text, "one") == {"Jane Roe"}


def test_whom_a_question_is_about_is_a_person():
    text = "What did Tarbuck make of it? “I laughed until I cried,” she says."

    assert "Tarbuck" in candidates(text, "she")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("John Roe left. A clerk who attended said it was “a very cold night.”", {None}),
        ("Then Ngo was freed by Jane Roe, who said it was “a very cold night.”", {"Jane Roe"}),
    ],
)
def test_who_means_the_one_right_before_it(text, meant):
    assert candidates(text, "who") == meant


def test_an_age_takes_up_somebody_named_before():
    text = "Paul Doe and Jane Roe met. “It helps,” the 34-year-old mother of three said."

    assert candidates(text, "the 34-year-old mother") == {"Jane Roe", None}


def test_the_judge_is_nobody_who_is_not_called_a_judge():
    text = "“We won,” said Harbour Watch President Omar Haddad. “It is over,” the judge said."

    assert [quote.speaker for quote in extract_quotes(text)] == ["Omar Haddad", None]


def test_a_show_is_nobody():
    text = (
        "On the Roe Morning Show, the former mayor, Ada Coe told it. “It was late,” the mayor said."
    )

    assert "Show" not in candidates(text, "the mayor")


def test_a_pronoun_tells_of_who_is_named_before_it():
    found = article(
        "Then Walz left. She thanked Roe for the gift. “It is much too late,” somebody said."
    )
    gender = {one.canonical: one.gender for one in found.people.everyone}

    assert gender["Walz"] < 0
    assert gender["Roe"] == 0


def test_pronouns_are_followed_through_a_phrase_that_fits_one_person():
    text = (
        "Mayor Jane Roe met Ana Conti. Conti was late. The mayor was unmoved. "
        "“It is much too late,” she said."
    )
    found = article(text)
    (token,) = (one.first for one in found.mentions if one.span(found.tokens).of(text) == "she")
    link = found.speakers.occurrences.link_before(token)

    assert link is not None
    assert found.people.everyone[link[1]].canonical == "Jane Roe"


def test_who_has_a_title_is_no_park():
    text = "Sen. Jane Park left. Park laughed it off. “It is much too late,” she said."

    assert "Jane Park" in candidates(text, "she")


def test_the_phrase_that_the_sentence_before_is_about_speaks():
    text = (
        "“I am innocent,” Paul Doe told Judge Peter Nim. The judge was unmoved. "
        "“You are a con man,” he said."
    )
    _, answer = extract_quotes(text)

    assert answer.speaker == "Peter Nim"


def test_many_answers_to_a_long_question_take_linear_time():
    question = "Jane Roe asked " + "about the long road and the rain " * 4_000 + "there. "
    answer = "“It is very late,” he replied, and then, "

    assert_linear(lambda size: extract_quotes(question + answer * size), 1_500)


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Ines Duarte came, and Paul Doe had asked Omar Haddad.", "Omar Haddad"),
        ("Ines Duarte came, and Paul Doe asked Omar Haddad.", "Omar Haddad"),
    ],
)
def test_who_had_been_asked_answers(before, who):
    assert candidates(f"{before} “It was a long night,” he replied.", "he") == {who}


def test_phrases_for_one_of_many_do_not_take_long():
    def extract(count: int) -> None:
        extract_quotes(
            "\n\n".join(
                [f"Senator Jane R{number}oe of Ohio spoke." for number in range(count)]
                + ["The Texas senator left."] * count
                + ["“Nobody was there,” the senator said."]
            )
        )

    assert_linear(extract, 2_000)


SAID = "“It was a very long day,” said Ines Duarte."


def plain(text: str, probability: float = 1.0) -> str | None:
    """Whom the source of the second quote plainly is, Ines Duarte having spoken the first."""
    found = article(text)
    first, second = (found.sources.certain(quote, None) for quote in range(2))
    assert first is not None
    assert second is not None
    (person,) = found.people.by_mention[first]
    person = found.speakers.certain(
        second, [PreviousAttribution(0, first, person.number, probability)]
    )
    return None if person is None else person.canonical


@pytest.mark.parametrize(
    "rest",
    [
        "“We had no food,” she added.",
        "Rain fell.\n\nIt went on and on.\n\n“We had no food,” she added.",
        "Paul Roe left.\n\n“We had no food,” she added.",
    ],
)
def test_she_is_who_spoke_last_if_no_other_woman_was_named_since(rest):
    assert plain(f"{SAID}\n\n{rest}") == "Ines Duarte"


@pytest.mark.parametrize(
    "rest",
    [
        "Jane Roe left.\n\n“We had no food,” she added.",
        "“We had no food,” he added.",
        "“We had no food,” they added.",
        "“We had no food,” she told Duarte.",
        "“We had no food,” Duarte added.",
        "Jane Roe asked Ines Duarte. “We had no food,” the baker added.",
    ],
)
def test_else_whom_she_means_is_weighed(rest):
    assert plain(f"{SAID}\n\n{rest}") is None


def test_whom_a_pronoun_means_by_what_is_told_around_it_goes_before_who_spoke_last():
    judge = "Jane Roe is a judge in Basra."
    assert (
        plain(f"{judge}\n\n{SAID}\n\nThe judge was unmoved. “We had no food,” she added.") is None
    )


def test_who_spoke_last_must_be_sure():
    assert plain(f"{SAID}\n\n“We had no food,” she added.", probability=0.6) is None


def test_who_goes_on_is_as_sure_as_who_began():
    text = "Voters who dislike Paul Roe say he is “a danger to the whole town.” “He should go.”"
    first, second = extract_quotes(text)

    assert first.confidence < 0.9
    assert (second.mention, second.confidence) == (first.mention, first.confidence)


def test_a_namesake_with_a_title_may_be_meant_later():
    found = article(
        "Karl Berg was shot. Berg was 20. Mrs. Berg, his mother, wept. Berg, who is 60, left."
    )
    last = max(number for number, one in enumerate(found.mentions) if one.name == ("Berg",))

    assert len(found.people.by_mention[last]) == 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The president of Gondal, Omar Haddad, flew in. “We are late,” the president said.",
         "Omar Haddad"),
        ("Ines Duarte, the headmistress, came late. “Let us begin,” the headmistress said.",
         "Ines Duarte"),
        ("Ines Duarte, 34, a nurse from Leeds, left. “We have lost it all,” the nurse said.",
         "Ines Duarte"),
        ("Omar Haddad, the former bishop of Rivas, came. “Let us pray,” the bishop said.", None),
        ("Omar Haddad prayed with a vicar. “Let us begin now,” the vicar said.", None),
        ("“You lied to us,” Omar Haddad shouted at Ines Duarte. “And so did you,” she shot back.",
         "Ines Duarte"),
    ],
)  # fmt: skip
def test_who_a_phrase_or_pronoun_beside_one_name_means(text, speaker):
    assert extract_quotes(text)[-1].speaker == speaker
