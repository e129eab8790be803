"""A question as typed -> words to rank by, and conditions to fulfil.

lexer          characters -> tokens
grammar        which tokens are conditions; errors say where
whoosh_parser  tokens -> a tree, by Whoosh's query parser
tree           the tree
filters        conditions on documents and quotes
parser         the way in: `parse_question`
describe       conditions in words, for notes
"""
