"""Passage numbers -> hits that a reader can check.

hit, quote_hit   what a reader gets
reader           read passages and documents from the catalog
best_sentence    the sentence of a passage that answers best
facets           counts by source, year or speaker
paging           which hits are shown: limit, offset, one per document
"""
