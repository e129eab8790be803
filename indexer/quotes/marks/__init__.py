"""The words between quotation marks, and which of them are quotations.

double_marks   which double marks may open, and which closes what
single_marks   single quotation marks, told from apostrophes
single_pairs   the cheapest reading of the single marks of a paragraph
pairing        the pairs of marks in one paragraph
captions       lines between the paragraphs of a quotation: captions, credits, teasers
running        a quotation that is open at the end of a paragraph
transcripts    interviews that are printed turn by turn without marks
set_off        quotations without marks: block quotes and embedded posts
spans          the quotation spans of a text
shape          how the words of a span are written
works          signs beside a span that it is the title of a book, film or song
context        the signs, words and attributions beside a span
called         spans that only name something: nicknames, operations, songs, slogans
exclusions     spans that are evidently not quotations
span_features  the features by which a ranker tells quotations from other spans
"""
