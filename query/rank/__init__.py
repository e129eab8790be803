"""Passages that match -> one ranking.

keyword, bm25, postings   score by terms
semantic                  score by vectors
fusion                    several signals -> one score
source_date               sources and dates that the question names
stopwords                 words that tell nothing about a passage
ranking                   what every searcher gives back
ranker                    the way in
"""
