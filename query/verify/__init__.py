"""Did X really say this? A wording in, one verdict out, with the evidence and the difference.

verifier        verifies claims against one state of an index
claim           a wording: its words, ellipses and brackets
words           the words of a text as they are compared
statement       a quote or a paragraph that a claim is compared with
language        a wording in another language
candidates      which statements a claim may repeat, by words and by meaning
alignment       the least edit distance of a claim to many statements at once
steps           one claim and one statement, word by word
match           the statements nearest to a claim, best first
pieces          a claim that joins several statements
judge           from alignments to one verdict
evidence        what a reader is shown of a place
verdict         what a verification gives
speaker         whose a quote is, seen from the speaker who is named
polarity        words that were denied, or only repeated
meaning_words   negations, numbers, names, conditions, hedges
flags           changes and losses that may turn the meaning
difference      the difference as stretches of text
drafts          the quotes of a draft or a table, see there
"""
