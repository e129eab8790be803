"""Where the people of an article are named, as what, and what that tells about them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from indexer.quotes.descriptions import names_after, normal_forms, role_key, state_words
from indexer.quotes.lexicon import cues, leaders_nations, words
from indexer.quotes.mention import FULL, Mention
from indexer.quotes.narrative import (
    ADVERB,
    AUXILIARY,
    CLOSE,
    COMMA,
    CUE,
    DETERMINER,
    NAME,
    OBJECT,
    OPEN,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    STOP,
    TIME,
    WORD,
    Narrative,
)
from indexer.quotes.people import People
from indexer.quotes.person import Person
from indexer.records import Span

SPEAKING, SUBJECT, POSSESSOR, OBLIQUE, PLAIN = "v", "s", "g", "o", "-"

_MALE_WORDS = frozenset(("he", "him", "his", "himself"))
_FEMALE_WORDS = frozenset(("she", "her", "hers", "herself"))
_GENDERED = _MALE_WORDS | _FEMALE_WORDS
_PRONOUN_EVIDENCE = 0.4
_BEFORE_REACH, _ROLE_REACH = 4, 10
_APPOSITION_REACH = 24
_PHRASE_REACH = 5
_SUBJECTS_BACK = 6
_ARTICLES = frozenset(("the", "a", "an"))
_BEFORE_VERB = frozenset((ADVERB, AUXILIARY, TIME))
LOCATIVES = frozenset(("in", "at", "near", "across", "outside", "inside", "throughout", "into"))
ROLE_OF_TITLE = {
    "sen": "senator",
    "sens": "senator",
    "gov": "governor",
    "govs": "governor",
    "rep": "congressman",
    "reps": "congressman",
    "representative": "congressman",
    "sec": "secretary",
    "gen": "general",
    "dr": "doctor",
    "prof": "professor",
    "rev": "reverend",
    "lt": "lieutenant",
    "capt": "captain",
    "maj": "major",
    "col": "colonel",
    "adm": "admiral",
}


class Occurrences:
    """Every place where somebody is named.

    Args:
        narrative: The article's token row.
        mentions: All mentions.
        people: Who is named; their gender, roles and occurrences are filled in here.

    Attributes:
        sequence: (token, person number), in order of the text; an ambiguous name is counted
            for the one named last.
        functions: What the name is in its sentence, by token: one of the constants above.
    """

    def __init__(self, narrative: Narrative, mentions: Sequence[Mention], people: People) -> None:
        self.people = people.people
        self.sequence: list[tuple[int, int]] = []
        self.functions: dict[int, str] = {}
        nouns = words()["role_nouns"]
        for candidates in people.by_mention:
            if len(candidates) == 1:
                candidates[0].certain += 1
        for number, mention in enumerate(mentions):
            candidates = people.by_mention[number]
            if not candidates or mention.is_modifier:
                continue
            person = candidates[0]
            if len(candidates) > 1:
                person = self._likeliest(narrative, candidates, mention)
            person.occurrences.append(mention.head)
            if mention.kind == FULL:
                person.full_names.append(mention.head)
            self.sequence.append((mention.head, person.number))
            described = _describe(narrative, mention)
            person.described.update(described)
            if not nouns.isdisjoint(described):
                person.roles.update(role_key(noun, described) for noun in described & nouns)
            function = _function(narrative, mention)
            self.functions[mention.head] = function
            person.speaks = person.speaks or function == SPEAKING
            person.acts = person.acts or function == SUBJECT
            before = narrative.padded_lowers[mention.first - 1]
            person.with_article += _has_article(narrative, mention, before)
            person.located += before in LOCATIVES
        self._note_nations()
        tagged = narrative.tokens_tagged(PRONOUN, OBJECT, DETERMINER)
        pronouns = [at for at in tagged if narrative.lowers[at] in _GENDERED]
        self._collect_gender(narrative, pronouns)
        self.links: list[tuple[int, int]] = []
        self._link_pronouns(narrative, pronouns)

    def _note_nations(self) -> None:
        """Describe leaders of countries as such, since papers take it for known."""
        nations = leaders_nations()
        for person in self.people:
            nation = nations.get((person.first, person.name[-1].lower()))
            if nation is not None:
                person.described.add(nation)

    def _link_pronouns(self, narrative: Narrative, pronouns: Sequence[int]) -> None:
        """Follow "he" and "she" through the text, each to the last subject that fits."""
        subjects: list[tuple[int, int]] = []
        waiting = 0
        for token in pronouns:
            while waiting < len(self.sequence) and self.sequence[waiting][0] < token:
                if self.functions[self.sequence[waiting][0]] in (SPEAKING, SUBJECT):
                    subjects.append(self.sequence[waiting])
                waiting += 1
            if narrative.tags[token] == PRONOUN and narrative.lowers[token] in ("he", "she"):
                number = self._last_fitting(narrative, subjects, token)
                if number is not None:
                    self.links.append((token, number))
                    subjects.append((token, number))

    def _last_fitting(
        self, narrative: Narrative, subjects: Sequence[tuple[int, int]], token: int
    ) -> int | None:
        sign = 1 if narrative.lowers[token] == "he" else -1
        for at, number in reversed(subjects[-_SUBJECTS_BACK:]):
            if narrative.paragraphs[token] - narrative.paragraphs[at] > 1:
                return None
            person = self.people[number]
            if not person.is_organisation and person.gender * sign > -_PRONOUN_EVIDENCE:
                return number
        return None

    def link_before(self, token: int) -> tuple[int, int] | None:
        """The last pronoun before a token and whom it was followed to."""
        at = bisect_left(self.links, (token, -1))
        return self.links[at - 1] if at else None

    def _likeliest(
        self, narrative: Narrative, candidates: Sequence[Person], mention: Mention
    ) -> Person:
        """Of several namesakes the one named in this paragraph, else in full most often so far."""
        paragraph = narrative.paragraphs[mention.head]
        near = [
            one
            for one in candidates
            if one.occurrences and narrative.paragraphs[one.occurrences[-1]] == paragraph
        ]
        if near:
            return max(near, key=lambda one: one.occurrences[-1])
        return max(candidates, key=lambda one: len(one.full_names))  # of equals the first

    def _collect_gender(self, narrative: Narrative, pronouns: Sequence[int]) -> None:
        """Pronouns in a sentence that names one person only tell that person's gender."""
        by_sentence: dict[int, set[int]] = {}
        for token, number in self.sequence:
            if not self.people[number].is_organisation:
                by_sentence.setdefault(narrative.sentences[token], set()).add(number)
        for token in pronouns:
            tag, lower = narrative.tags[token], narrative.lowers[token]
            sign = 1 if lower in _MALE_WORDS else -1
            sentence = narrative.sentences[token]
            near = by_sentence.get(sentence)
            if near is None and tag == PRONOUN:
                near = by_sentence.get(sentence - 1)
            if near and len(near) == 1:
                self.people[next(iter(near))].pronoun_gender += _PRONOUN_EVIDENCE * sign

    def before(self, token: int, limit: int) -> list[tuple[int, int]]:
        """The last `limit` occurrences before a token, nearest first: (token, person number)."""
        at = bisect_left(self.sequence, (token, -1))
        return self.sequence[max(0, at - limit) : at][::-1]

    def after(self, token: int, limit: int) -> list[tuple[int, int]]:
        """The first `limit` occurrences after a token, nearest first."""
        at = bisect_left(self.sequence, (token + 1, -1))
        return self.sequence[at : at + limit]

    def last_before(self, person: Person, token: int) -> int | None:
        """The token of a person's last occurrence before a token."""
        at = bisect_left(person.occurrences, token)
        return person.occurrences[at - 1] if at else None


def _describe(narrative: Narrative, mention: Mention) -> set[str]:
    """Lower-case words before a name ("former Ohio governor Jane Roe") and in its apposition."""
    found = set(narrative.lowers[mention.first : mention.head])
    if mention.titles:
        found.update([ROLE_OF_TITLE.get(title, title) for title in mention.titles])
    token, least = mention.first - 1, mention.first - _BEFORE_REACH
    while (
        token >= least
        and narrative.padded[token] in (WORD, NAME)
        and not _is_deed(narrative, token)
    ):
        found.add(narrative.lowers[token])
        token -= 1
    after = names_after(narrative, mention.last)
    found.update(narrative.lowers[after.start : after.stop])
    phrase = phrase_explained_by(narrative, mention)
    if phrase is not None:
        return normal_forms(found | set(narrative.lowers[phrase.start : phrase.end]))
    token = mention.last
    tag, lower = narrative.padded[token], narrative.padded_lowers[token]
    if tag == OPEN:
        found.update(state_words(narrative.lower(token + 1)))
    if tag in (COMMA, OPEN) or lower in ("is", "was", "as"):
        stop = min(token + _ROLE_REACH, len(narrative))
        end = token + 1
        while end < stop and narrative.tags[end] not in (COMMA, STOP, CUE, QUOTE, PRONOUN):
            end += 1
        # "In a talk with Roe, the senator said": no apposition but a subject
        if tag != COMMA or narrative.padded[end] != CUE:
            found.update(narrative.lowers[token + 1 : end])
    return normal_forms(found)


def _is_deed(narrative: Narrative, token: int) -> bool:
    """Whether a word is what the name before it did: "Mayor Jane Roe met Paul Doe"."""
    lower = narrative.lowers[token]
    is_past = lower.endswith("ed") or lower in words()["past_forms"]
    return is_past and narrative.padded[token] == WORD and narrative.padded[token - 1] == NAME


def phrase_explained_by(narrative: Narrative, mention: Mention) -> Span | None:
    """The tokens, without article, of the phrase whose apposition a name is.

    "The governor, Jane Roe, leads her rival": what follows the second comma says nothing of
    what she is.
    """
    end = mention.first - 1
    tags = narrative.padded
    if tags[end] != COMMA or tags[mention.last] not in (COMMA, STOP):
        return None
    start = end
    while start > 0 and end - start < _PHRASE_REACH and narrative.tags[start - 1] in (WORD, NAME):
        start -= 1
    is_phrase = start < end and narrative.tag(start - 1) in (DETERMINER, POSSESSIVE)
    return Span(start, end) if is_phrase else None


def _function(narrative: Narrative, mention: Mention) -> str:
    """What a name is in its sentence, as far as its neighbours tell."""
    if mention.is_possessive:
        return POSSESSOR
    tags, first = narrative.padded, mention.first
    before = tags[first - 1]
    is_after_cue = before == CUE and _is_reporting(narrative, first - 1)
    if is_after_cue and _addresses(narrative, first - 1):
        return OBLIQUE
    token = _after_apposition(narrative, mention.last)
    while tags[token] in _BEFORE_VERB:
        token += 1
    is_oblique = before in (PREPOSITION, CUE)
    if not is_oblique and tags[token] == CUE and _is_reporting(narrative, token):
        return SPEAKING
    if is_after_cue and tags[first - 2] in ",Q":
        return SPEAKING
    if is_oblique:
        return OBLIQUE
    opens = before in ",.:$Q-" or narrative.sentences[first - 1] != narrative.sentences[first]
    is_verb = token > mention.last or tags[token] in (CUE, WORD)
    return SUBJECT if opens and is_verb else PLAIN


def _has_article(narrative: Narrative, mention: Mention, before: str) -> bool:
    """Whether "the" or "a" stands right before the name: "the Roe Gardens"."""
    return not mention.titles and (
        before in _ARTICLES or narrative.lowers[mention.first] in _ARTICLES
    )


def _after_apposition(narrative: Narrative, token: int) -> int:
    """Past a ", 27, a teacher in Ohio," or "(D-Ohio)" that explains a name."""
    if narrative.padded[token] not in (COMMA, OPEN):
        return token
    closing = COMMA if narrative.tags[token] == COMMA else CLOSE
    sentence = narrative.sentences[token]
    end = min(token + _APPOSITION_REACH, len(narrative))
    for at in range(token + 1, end):
        tag = narrative.tags[at]
        if narrative.sentences[at] != sentence or tag == QUOTE:
            return token
        if tag == closing and narrative.padded[at + 1] in (CUE, AUXILIARY, ADVERB):
            return at + 1
        if tag == closing and closing == CLOSE:
            return at + 1
    return token


def _is_reporting(narrative: Narrative, token: int) -> bool:
    """Whether a reporting word is one of the plain kind."""
    return cues()[narrative.lowers[token]].group in ("say", "report")


def _addresses(narrative: Narrative, token: int) -> bool:
    """Whether a reporting word is followed by whom it was said to."""
    return cues()[narrative.lowers[token]].lemma in ("tell", "ask", "inform", "remind", "assure")
