"""A newsroom's archive, invented: papers, folders, kinds of files, a story in three papers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.support.copies import story, write

FILES = Path(__file__).parent.parent / "files"

WALL = [
    "ARDMOUTH — The harbour wall will be rebuilt before the winter, the council decided on Monday.",
    "“We will not wait for another flood,” said Ines Calder, the mayor of Ardmouth. “The harbour "
    "wall comes first, and the ferry can wait.”",
    "Tobias Wren, the head of rivers, said the wall would cost 7.2 million crowns.",
]
FERRY = [
    "The ferry to Sall will not sail in winter, its owners said.",
    "“Nobody in Sall was asked about the ferry,” said Agnes Pell, a teacher. She said that the "
    "harbour had been closed for weeks.",
    "“We will not wait for another flood,” said Ines Calder, the mayor, when she was asked.",
]
COURT = [
    "The court in Vell heard the case of the missing otter on Thursday.",
    "“I sold the bronze otter in good faith,” said Gus Vane, a dealer.",
    "The harbour master told the court that no otter had left by ferry.",
]


def write_newsroom(root: Path) -> Path:
    """Write the articles below a folder; the folder that is to be indexed."""
    news = root / "news"
    write(news / "courier", "wall", WALL, "2017-11-21", "Ardmouth Courier")
    write(news / "courier", "ferry", FERRY, "2018-02-03", "Ardmouth Courier")
    write(news / "post", "court", COURT, "2018-05", "Vell Evening Post")
    wire = story(1)
    for paper, date in (
        ("Strait News", "2016-05-02"),
        ("Daily", "2016-05-03"),
        ("Echo", "2016-05-04"),
    ):
        write(news / "wire", f"wire {paper}", wire, date, paper)
    undated = news / "letters"
    undated.mkdir()
    (undated / "letter.txt").write_text("The harbour smells of diesel.\n", encoding="utf-8")
    shutil.copy(FILES / "latex-two-columns.pdf", news / "report.pdf")
    rows = [{"id": "r1", "title": "Minutes", "text": "The harbour rates rise by a tenth.",
             "date": "2019", "source": "Harbour Board"}]  # fmt: skip
    (news / "minutes.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return news


MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}"


def write_hostile(root: Path) -> Path:
    """Write an article that has markup wherever an article can have anything."""
    folder = root / "hostile"
    folder.mkdir(parents=True)
    row = {
        "id": MARKUP,
        "title": f"Title {MARKUP}",
        "source": f"Source {MARKUP}",
        "author": f"Author {MARKUP}",
        "section": f"Section {MARKUP}",
        "url": "javascript:alert(3)",
        "date": "2020-01-01",
        "text": f"The harbour {MARKUP} burned.\n\n“It burned {MARKUP} all night,” said Ada Marlow, "
        f"the {MARKUP} mayor.\n\nControls \x01 \u202e \ud7ff here.",
    }
    (folder / "<b>rows.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder
