"""The words between quotation marks, and which of them are quotations.

single_marks   single quotation marks, told from apostrophes
pairing        the pairs of marks in one paragraph
spans          the quotation spans of a text, over several paragraphs where they run on
shape          how the words of a span are written
works          signs beside a span that it is the title of a book, film or song
context        the signs, words and attributions beside a span
exclusions     spans that are evidently not quotations
classifier     the features by which a ranker tells quotations from other spans
"""
