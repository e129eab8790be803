"""Who said what: quotation marks -> quotes with source, speaker, role and confidence.

    marks -> tokens -> mentions -> people -> sources -> speakers, roles -> quotes

feature_enum      enums whose texts stand in the names of features
rules             which rules can be switched off, to measure them
lexicon           the word lists: reporting words, titles, roles, given names
noun_classes      nouns by the kind of source that they name
us_states         American states and what stands behind politicians' names
log_linear        a choice among candidates by the weights of their features
entries           quotes as `whosaid extract` prints them
marks/            quotation spans: the words between quotation marks
quotation_classifier  which spans are quotations
tokens/           the text around the quotes as tagged tokens
mentions/         the words that may name a source
people/           who is named, where and as what
sources/          the candidates for the source of a quote
speakers/         the candidates for whom a mention stands for
roles/            titles and roles as written
article           one article with all of this
allowance         a bound of the work for very dense quotes
best_choice       which of the likely sources is shown
attribution       the decisions, quote by quote
polarity          whether the words were said, denied, asked about or imagined
confidence        the share of right names at a probability, and the grades
split_quotes      the parts of a quote with an attribution between them
finished_quotes   the decisions to finished quotes
extractor         the whole extraction
training/         learns weights.json; not used otherwise
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
