"""CSL-JSON, as Zotero, Pandoc and citeproc read it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from query.cite.authors import Author
from query.cite.citation import Citation
from query.cite.dates import date_parts


def write_csl(citations: Iterable[Citation]) -> str:
    """A list of items."""
    return json.dumps([item(one) for one in citations], ensure_ascii=False, indent=2) + "\n"


def item(one: Citation) -> dict[str, Any]:
    """A citation as a CSL item, without what is not known."""
    fields: dict[str, Any] = {"id": one.key, "type": "article-newspaper", "title": one.title}
    if one.authors:
        fields["author"] = [_name(author) for author in one.authors]
    if one.source:
        fields["container-title"] = one.source
    if one.date:
        fields["issued"] = {"date-parts": [list(date_parts(one.date))]}
    if one.url:
        fields["URL"] = one.url
        fields["accessed"] = {"date-parts": [list(date_parts(one.accessed))]}
    if one.note:
        fields["note"] = one.note
    return fields


def _name(author: Author) -> dict[str, str]:
    if not author.given:
        return {"literal": author.family}
    name = {"family": author.family, "given": author.given}
    return name | {"suffix": author.suffix} if author.suffix else name
