"""Rows -> one ranking.

asked         what is asked of a ranker
ranker        every signal of one question, weighted and summed
added         the signals beside words and meaning: articles, pairs, sources, dates
keyword       the keyword searcher: BM25F over whole posting lists
word_scores   what the words of a question are worth: in rows, in articles and as pairs
semantic      the semantic searcher: a scan, then exact cosines
fusion        signals -> one ranking with its parts
row_scores    scores of rows, summed over terms
ranking       a ranking, and how ties are broken
bm25          the formula
pairs         neighbouring terms that stand side by side in a text too
postings      postings of a question's terms, read once
source_date   sources and dates that a question names
quotes        what ranks quotes, and what they say about their passages
other_languages  rows in another language than the question
question_terms  the terms to look for, in the languages of the archive
acronyms      "US" is not "us"
stopwords     words that say nothing about the topic
"""
