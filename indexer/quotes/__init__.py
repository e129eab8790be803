"""Who said what: quotation marks -> quotes with source, speaker, role and confidence.

    marks -> tokens -> mentions -> people -> sources -> speakers, roles -> Quote

`marks` finds what stands between quotation marks and tells quotations from titles and terms;
`tokens` is the text around them as a row of tokens; `mentions` finds what could name a source,
`people` who is named at all; `sources` and `speakers` describe the candidates, `ranking` chooses
among them with weights that `training` learns from annotated articles; `roles` reads titles.
"""

from __future__ import annotations

from indexer.quotes.extractor import QuoteExtractor
from indexer.records import Quote

__all__ = ["QuoteExtractor", "extract_quotes"]


def extract_quotes(
    text: str, *, title: str | None = None, author: str | None = None
) -> list[Quote]:
    """Find the quotes of an article; see `QuoteExtractor.extract`."""
    return QuoteExtractor.load().extract(text, title=title, author=author)
