"""The rows of an index that a question can find: passages, or quotes.

sources    what matching and ranking need of a keyword index and of vectors
rows       what a kind of row must offer
keyword    the keyword source over the embedded index
vectors    the vector source over the embedded index
embedded   what passages and quotes of the embedded index have in common
passages   the passages
quotes     the quotes
columns    facts about the documents as columns
array_cache  a cache for arrays, bounded by their size
quote_places  how long quotes are, and in which passages they stand

Another search engine takes part by implementing the protocols of `sources` and `rows`.
"""
