"""A question as typed -> words and a condition.

parser         the way in
lexer          signs of a question -> tokens
quotation_marks  the marks around a phrase
wildcards      words with `*` and `?`
field_names    a field that does not exist, and the one that was meant
dates          dates as a reader types them
grammar        tokens -> which of them state conditions
whoosh_parser  conditions -> tree, by Whoosh's own parser
tree           the one tree of filters and conditions
chosen         filters that are set one by one -> one filter
within         these, and values chosen from lists -> one filter
source_names   other names of a source, from sources.txt
filters        a filter on documents -> SQL
describe       filters and conditions in a reader's words
nearest        a condition without its phrases
"""
