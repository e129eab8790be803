"""Measure the search against questions with known answers.

evaluate         the way in
own_questions    a file of questions and the articles that answer them
beir             collections in BEIR's form
measures         nDCG, recall and the like, with confidence intervals
trec_run         rankings in TREC's form
textbook_bm25    the baseline to compare with
experiment       index a collection and measure it
"""
