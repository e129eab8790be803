"""`whosaid verify`: exit status, formats, drafts and tables, and what is an error."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.support.claimed import build_claimed
from tests.support.program import Program

FILES = Path(__file__).parents[2] / "files"
EXACT = "About 300 nurses may walk out on Friday"
DRAFT = f"""# A draft

“{EXACT},” said Kofi Mensah, the union's leader.

“The hospital can be saved with 15 million crowns,” said Ilse Oberg.

He called it “nonsense” and left.
"""
KEYS = {
    "verdict", "claim", "claimed_speaker", "speaker", "quote", "place", "word_error_rate", "flags",
    "difference", "left_out", "pieces", "others", "first_appearance", "searched", "notes",
}  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_claimed(tmp_path_factory.mktemp("verified"))


def docx(path: Path, text: str) -> Path:
    """A Word document with a paragraph for each line."""
    schemas = "http://schemas.openxmlformats.org"
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    kind = f"{schemas}/officeDocument/2006/relationships/officeDocument"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{schemas}/package/2006/content-types"><Default Extension="xml"'
            ' ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{schemas}/package/2006/relationships"><Relationship Id="r1"'
            f' Type="{kind}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{schemas}/package/2006/relationships"/>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{schemas}/wordprocessingml/2006/main"'
            f' xmlns:r="{schemas}/officeDocument/2006/relationships">'
            f"<w:body>{lines}</w:body></w:document>",
        )
    return path


def test_an_exact_quote_is_status_0(index: Path, whosaid: Program):
    ended = whosaid("verify", EXACT, "--speaker", "Mensah", "--index", index)

    assert ended.status == 0
    assert ended.out.startswith("Exact: the archive has this quote word for word.\n")
    assert "Tarn Gazette" in ended.out
    assert "7 articles, 2019-03-02 to 2021-07-01" in ended.out


def test_anything_else_is_status_1_with_the_difference(index: Path, whosaid: Program):
    ended = whosaid("verify", EXACT.replace("300", "500"), "--index", index)

    assert ended.status == 1
    assert ended.out.startswith("Altered:")
    assert "look at: a number differs" in ended.out
    assert "About [-300-] {+500+} nurses may walk out on Friday" in ended.out


def test_not_found_says_what_was_searched_and_never_false(index: Path, whosaid: Program):
    ended = whosaid(
        "verify", "Purple teapots juggle tonight", "--speaker", "Ona Brandt", "--index", index
    )

    assert ended.status == 1
    assert "Not in this archive" in ended.out
    assert "1 by Ona Brandt" in ended.out
    assert "false" not in ended.out.lower()


def test_json_has_stable_fields(index: Path, whosaid: Program):
    fields = json.loads(whosaid("verify", EXACT, "--index", index, "--json").out)

    assert set(fields) == KEYS
    assert (fields["verdict"], fields["speaker"], fields["word_error_rate"]) == (
        "exact", "Kofi Mensah", 0.0,
    )  # fmt: skip
    assert fields["place"]["source"] == "Tarn Gazette"
    assert fields["difference"] == [{"kind": "same", "claim": EXACT, "said": EXACT}]


def test_a_draft_is_checked_quote_by_quote(index: Path, whosaid: Program, tmp_path: Path):
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, encoding="utf-8")
    ended = whosaid("verify", "--text", draft, "--index", index, "--json")
    quotes = json.loads(ended.out)["quotes"]

    assert ended.status == 1
    assert [(one["id"], one["verdict"], one.get("flags")) for one in quotes] == [
        ("3", "exact", []), ("5", "altered", ["number"]), ("7", None, None),
    ]  # fmt: skip
    assert "one word" in quotes[2]["problem"]


def test_a_word_document_is_a_draft(index: Path, whosaid: Program, tmp_path: Path):
    draft = docx(tmp_path / "draft.docx", DRAFT.splitlines()[2])
    ended = whosaid("verify", "--text", draft, "--index", index)

    assert ended.status == 0
    assert "1 of 1 quotes are exact" in ended.out


@pytest.mark.parametrize(
    "content",
    [
        f"{EXACT}\nThe hospital can be saved with 15 million crowns\n",
        f"Quote,speaker\n{EXACT},Mensah\nThe hospital can be saved with 15 million crowns,\n",
        json.dumps({"quote": EXACT})
        + "\n"
        + json.dumps({"quote": "The hospital can be saved with 15 million crowns", "id": "b"}),
    ],
)
def test_a_table_is_checked_line_by_line(
    index: Path, whosaid: Program, tmp_path: Path, content: str
):
    table = tmp_path / "quotes.txt"
    table.write_text(content, encoding="utf-8")
    ended = whosaid("verify", "--batch", table, "--index", index, "--csv")
    rows = list(csv.DictReader(io.StringIO(ended.out)))

    assert ended.status == 1
    assert [row["verdict"] for row in rows] == ["exact", "altered"]
    assert rows[1]["difference"].endswith("[-12-] {+15+} million crowns")


@pytest.mark.parametrize("form", ["--markdown", "--jsonl", "--csv", "--json"])
def test_every_format_says_the_verdict(index: Path, whosaid: Program, form: str):
    ended = whosaid("verify", EXACT.replace("300", "500"), "--index", index, form)

    assert ended.status == 1
    assert "altered" in ended.out.lower()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "give one quote"),
        (("",), "the quote is empty"),
        (("Enough",), "one word"),
        (("word " * 10_000,), "at most"),
        (("Мы построим этот мост",), "not in English"),
        (("Wir werden die alte Brücke nicht wieder für den Rat aufbauen",), "not in English"),
        (("Nous ne voulons pas que les infirmières partent",), "not in English"),
        ((EXACT, "--text", "draft.md"), "give one quote"),
        (("--text", "missing.md"), "missing.md"),
        (("--batch", "missing.csv"), "missing.csv"),
        ((EXACT, "--since", "someday"), "someday"),
    ],
)
def test_bad_input_is_status_2_and_one_clear_line(
    index: Path, whosaid: Program, arguments: tuple[str, ...], reason: str
):
    ended = whosaid("verify", *arguments, "--index", index)

    assert ended.status == 2
    assert ended.err.startswith("error: ")
    assert reason in ended.err
    assert "Traceback" not in ended.err


def test_no_index_is_an_error(whosaid: Program, tmp_path: Path):
    ended = whosaid("verify", EXACT, "--index", tmp_path / "none")

    assert ended.status == 2
    assert "no index here" in ended.err


def test_a_draft_of_any_format_is_read(index: Path, whosaid: Program):
    ended = whosaid("verify", "--text", FILES / "libreoffice.pdf", "--index", index, "--json")
    claimed = json.loads(ended.out)["quotes"]

    assert ended.status == 1
    assert len(claimed) > 3
    assert {one["id"] for one in claimed} <= {"p. 1", "p. 2"}
    assert all(one["verdict"] == "not-found" for one in claimed)


def test_a_file_with_several_documents_is_no_draft(index: Path, whosaid: Program, tmp_path: Path):
    draft = tmp_path / "drafts.zip"
    with zipfile.ZipFile(draft, "w") as archive:
        archive.writestr("a.md", DRAFT)
        archive.writestr("b.md", DRAFT)
    ended = whosaid("verify", "--text", draft, "--index", index)

    assert ended.status == 2
    assert "a draft is one" in ended.err


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive"])
def test_a_broken_word_document_is_an_error(
    index: Path, whosaid: Program, tmp_path: Path, content: bytes
):
    draft = tmp_path / "broken.docx"
    draft.write_bytes(content)
    ended = whosaid("verify", "--text", draft, "--index", index)

    assert ended.status == 2
    assert "damaged or encrypted" in ended.err


def test_a_draft_without_quotes_is_an_error(index: Path, whosaid: Program, tmp_path: Path):
    draft = tmp_path / "draft.txt"
    draft.write_text("Nothing was said.\n", encoding="utf-8")

    assert whosaid("verify", "--text", draft, "--index", index).status == 2
