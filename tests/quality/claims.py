"""Claims made from the quotes of an index, with the verdict that each must get.

python -m tests.quality.claims --index DIR [--absent FILE.jsonl] [--paraphrases FILE.jsonl]
    [--each 100] [--seed 1] [--failures]

Prints how many verdicts are right by kind of claim, how many wrong ones are "exact", how many
changed numbers, names and negations are flagged, and how often the right quote comes first. The
file of absent ones has the text of other articles in a field `text`, of which the quotes are
taken; the one of paraphrases has `text`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from query.verify.candidates import Candidates
from query.verify.claim import ClaimError
from query.verify.meaning_words import is_negation
from query.verify.polarity import Utterance, polarity_of
from query.verify.statement import Statement
from query.verify.verdict import Verdict, Verification
from query.verify.verifier import Verifier
from query.verify.words import words_of

FEWEST, MOST = 6, 60
"""Words of a quote that claims are made from."""

RATES = (0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
NAMES = ("Merrick", "Okafor", "Delgado", "Lindqvist", "Varnham", "Osei", "Tarrant", "Belmont")


@dataclass(frozen=True)
class Case:
    """A claim, and what must be said of it.

    Attributes:
        kind: Of what kind it is.
        text: The wording.
        speaker: Who is said to have said it, or None.
        verdicts: The right ones.
        flag: What must be flagged, or None.
        source: The forms of the statement that it was made from; None where there is none.
    """

    kind: str
    text: str
    speaker: str | None
    verdicts: frozenset[Verdict]
    flag: str | None = None
    source: tuple[str, ...] | None = None


class Maker:
    """Makes claims from statements."""

    def __init__(self, statements: list[Statement], seed: int) -> None:
        self.random = random.Random(seed)
        self.statements = statements
        self.vocabulary = [word for one in statements for word in written(one)]

    def cases(self, each: int) -> Iterator[Case]:
        """So many claims of each kind, as far as the quotes allow."""
        makers: dict[str, Callable[[str, Statement], Case | None]] = {
            "exact": self.exact,
            "cut at the start": self.cut_start,
            "cut at the end": self.cut_end,
            "cut by an ellipsis": self.cut_middle,
            "words dropped": self.dropped,
            "number changed": self.number,
            "name changed": self.name,
            "negation changed": self.negation,
            "joined": self.joined,
            "another speaker": self.another,
        }
        for kind, make in makers.items():
            yield from self._some(kind, make, each)
        for rate in RATES:
            kind = f"{rate:.0%} changed"
            yield from self._some(kind, lambda k, one, rate=rate: self.changed(k, one, rate), each)

    def _some(
        self, kind: str, make: Callable[[str, Statement], Case | None], each: int
    ) -> Iterator[Case]:
        pool = self.random.sample(self.statements, len(self.statements))
        made = (case for one in pool if (case := make(kind, one)) is not None)
        for _, case in zip(range(each), made, strict=False):
            yield case

    def exact(self, kind: str, one: Statement) -> Case:
        return case(kind, text_of(one), one, Verdict.EXACT, self.speaker(one))

    def cut_start(self, kind: str, one: Statement) -> Case:
        words = written(one)
        kept = words[self.random.randint(1, len(words) - 4) :]
        return case(kind, " ".join(kept), one, Verdict.SHORTENED, self.speaker(one))

    def cut_end(self, kind: str, one: Statement) -> Case:
        words = written(one)
        kept = words[: self.random.randint(4, len(words) - 1)]
        return case(kind, " ".join(kept), one, Verdict.SHORTENED, self.speaker(one))

    def cut_middle(self, kind: str, one: Statement) -> Case | None:
        words = written(one)
        if len(words) < 10:
            return None
        start = self.random.randint(3, len(words) - 5)
        end = self.random.randint(start + 1, len(words) - 3)
        text = " ".join([*words[:start], "...", *words[end:]])
        return case(kind, text, one, Verdict.SHORTENED, self.speaker(one))

    def dropped(self, kind: str, one: Statement) -> Case | None:
        words = written(one)
        if len(words) < 8:
            return None
        place = self.random.randint(2, len(words) - 4)
        return case(kind, " ".join(words[:place] + words[place + 1 :]), one, Verdict.ALTERED, None)

    def changed(self, kind: str, one: Statement, rate: float) -> Case:
        words = written(one)
        places = set(self.random.sample(range(len(words)), max(1, round(rate * len(words)))))
        made: list[str] = []
        for place, word in enumerate(words):
            other = self.random.choice(self.vocabulary)
            ways = [[other], [], [word, other]] if place in places else [[word]]
            made += self.random.choices(ways, [6, 2, 2][: len(ways)])[0]
        if words_of(" ".join(made)) == words_of(" ".join(words)):
            made.append("indeed")
        verdicts = {Verdict.ALTERED}
        if 0 in places or len(words) - 1 in places:
            verdicts.add(Verdict.SHORTENED)  # what is dropped at an end is cut
        return Case(kind, " ".join(made), None, frozenset(verdicts), None, one.forms)

    def number(self, kind: str, one: Statement) -> Case | None:
        return self._replaced(
            kind, one, "number", lambda word: word[:1].isdigit(),
            lambda word: re.sub(r"\d+", lambda found: str(int(found[0]) + 3), word, count=1),
        )  # fmt: skip

    def name(self, kind: str, one: Statement) -> Case | None:
        text = one.document.text

        def is_name(word: str) -> bool:
            plain = re.sub(r"[’']s$", "", word)
            return plain.isalpha() and len(plain) > 3 and plain.istitle() and (
                f" {plain.lower()}" not in text and f", {plain}" in text
            )  # fmt: skip

        return self._replaced(kind, one, "name", is_name, lambda _: self.random.choice(NAMES))

    def negation(self, kind: str, one: Statement) -> Case | None:
        words = written(one)
        places = [place for place, word in enumerate(words) if is_negation(word.lower())]
        if places:
            place = self.random.choice(places)
            word = words[place]
            ending = re.search(r"n[’']t$", word)
            new = [word[: ending.start()]] if ending and len(word) > 4 else []
            if word.lower() in ("can't", "can’t"):
                new = ["can"]
            text = " ".join(words[:place] + new + words[place + 1 :])
        else:
            verbs = ("is", "are", "was", "will", "should", "would", "have", "has", "can", "could")
            places = [place for place, word in enumerate(words[:-1]) if word in verbs]
            if not places:
                return None
            place = self.random.choice(places)
            text = " ".join([*words[: place + 1], "not", *words[place + 1 :]])
            place = place + 1
        verdicts = {Verdict.ALTERED} if 0 < place < len(words) - 1 else set(Verdict)
        return Case(kind, text, None, frozenset(verdicts), "negation", one.forms)

    def _replaced(
        self,
        kind: str,
        one: Statement,
        flag: str,
        is_meant: Callable[[str], bool],
        change: Callable[[str], str],
    ) -> Case | None:
        words = written(one)
        places = [place for place, word in enumerate(words) if is_meant(word)]
        if not places:
            return None
        place = self.random.choice(places)
        words[place] = change(words[place])
        return Case(kind, " ".join(words), None, frozenset({Verdict.ALTERED}), flag, one.forms)

    def joined(self, kind: str, one: Statement) -> Case | None:
        other = self.random.choice(self.statements)
        if other.number == one.number:
            return None
        between = self.random.choice((" ", " ... ", ". "))
        text = " ".join(written(one)[:20]) + between + " ".join(written(other)[:20])
        return Case(kind, text, None, frozenset({Verdict.JOINED}))

    def another(self, kind: str, one: Statement) -> Case | None:
        speaker = one.quote.speaker if one.quote else None
        others = {other.quote.speaker for other in self.statements if other.quote} - {None}
        names = [name for name in sorted(filter(None, others)) if " " in name]
        wrong = self.random.choice(names)
        if not speaker or set(wrong.split()) & set(speaker.split()):
            return None
        return case(kind, text_of(one), one, Verdict.SOMEONE_ELSE, wrong)

    def speaker(self, one: Statement) -> str | None:
        """The speaker for half of the claims."""
        speaker = one.quote.speaker if one.quote else None
        return speaker if self.random.random() < 0.5 else None


def case(kind: str, text: str, one: Statement, verdict: Verdict, speaker: str | None) -> Case:
    return Case(kind, text, speaker, frozenset({verdict}), None, one.forms)


def written(one: Statement) -> list[str]:
    """The words as they are written, without punctuation."""
    return [one.document.text[word.start : word.end] for word in one.words]


def text_of(one: Statement) -> str:
    """The words between the marks, with their punctuation."""
    return " ".join(part.of(one.document.text) for part in one.spans)


def statements_of(verifier: Verifier) -> list[Statement]:
    """The quotes of an index that claims are made from: each wording once, none that is denied."""
    candidates = Candidates(verifier.index, lambda: verifier.encoder)
    rows = [row for (row,) in verifier.index.catalog.select("SELECT quote FROM quotes ORDER BY 1")]
    found: dict[tuple[str, ...], Statement] = {}
    for one in candidates.statements(rows):
        if one.quote is None or not FEWEST <= len(one.forms) <= MOST:
            continue
        if polarity_of(one.document, one.quote) is Utterance.SAID:
            found.setdefault(one.forms, one)
    return list(found.values())


def absent_cases(path: Path, each: int, seed: int) -> list[Case]:
    """Quotes of other articles."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    found = [quote for text in texts for quote in re.findall(r"[“\"]([^“”\"]{40,300})[”\"]", text)]
    random.Random(seed).shuffle(found)
    verdicts = frozenset({Verdict.NOT_FOUND})
    return [Case("not in the archive", quote, None, verdicts) for quote in found[:each]]


def paraphrase_cases(path: Path) -> list[Case]:
    """Quotes in other words."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    verdicts = frozenset({Verdict.PARAPHRASE})
    return [Case("paraphrase", line["text"], None, verdicts) for line in lines]


@dataclass
class Tally:
    """What was seen of one kind of claim."""

    cases: int = 0
    right: int = 0
    false_exact: int = 0
    flags: int = 0
    flagged: int = 0
    sources: int = 0
    first: int = 0


def measure(verifier: Verifier, cases: list[Case], *, failures: bool) -> dict[str, Tally]:
    """Verify all cases."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for one in cases:
        try:
            found = verifier.verify(one.text, one.speaker, spread=False)
        except ClaimError:
            continue
        is_right = count(tallies[one.kind], one, found)
        seen[one.kind][found.verdict.value] += 1
        if failures and not is_right:
            print(f"[{one.kind}] {found.verdict.value} {found.flags}: {one.text[:300]}")
            print(f"    asked {one.speaker}; {[(e.speaker, e.text[:200]) for e in found.evidence]}")
    for kind, verdicts in seen.items():
        print(f"{kind:<20} {dict(verdicts.most_common())}")
    return tallies


def count(tally: Tally, one: Case, found: Verification) -> bool:
    """Count one case; whether all about it was right."""
    is_right = found.verdict in one.verdicts
    tally.cases += 1
    tally.right += is_right
    tally.false_exact += found.verdict is Verdict.EXACT and Verdict.EXACT not in one.verdicts
    if one.flag is not None:
        tally.flags += 1
        tally.flagged += one.flag in found.flags
        is_right = is_right and one.flag in found.flags
    if one.source is not None:
        words = [word.form for e in found.evidence[:1] for word in words_of(e.text)]
        tally.sources += 1
        tally.first += bool(words) and _is_among(words, one.source)
    return is_right


def _is_among(words: list[str], source: tuple[str, ...]) -> bool:
    """Whether most of the words found are the source's."""
    return sum(word in source for word in words) >= 0.8 * len(words)


def main() -> None:
    """Make the claims, verify them and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--absent", type=Path)
    parser.add_argument("--paraphrases", type=Path)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", action="store_true")
    chosen = parser.parse_args()
    with Verifier.open(chosen.index) as verifier:
        statements = statements_of(verifier)
        cases = list(Maker(statements, chosen.seed).cases(chosen.each))
        if chosen.absent:
            cases += absent_cases(chosen.absent, 2 * chosen.each, chosen.seed)
        if chosen.paraphrases:
            cases += paraphrase_cases(chosen.paraphrases)
        start = time.perf_counter()
        tallies = measure(verifier, cases, failures=chosen.failures)
        seconds = time.perf_counter() - start
    print(f"{'kind':<20}{'claims':>7}{'right':>7}{'exact!':>7}{'flagged':>8}{'first':>7}")
    for kind, one in tallies.items():
        print(
            f"{kind:<20}{one.cases:>7}{one.right / one.cases:>7.1%}{one.false_exact:>7}"
            f"{one.flagged / one.flags if one.flags else 1:>8.1%}"
            f"{one.first / one.sources if one.sources else 1:>7.1%}"
        )
    total = sum(one.cases for one in tallies.values())
    right = sum(one.right for one in tallies.values())
    print(f"{total} claims, {right / total:.1%} right, {1000 * seconds / total:.0f} ms a claim")


if __name__ == "__main__":
    main()
