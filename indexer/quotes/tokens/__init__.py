"""The text around the quotes as tagged tokens.

tag             the tags, one letter each
row             the tokens of a text with their tags, sentences and paragraphs
tagging         the tag of each word, by lists, shape and neighbours
small_surnames  surnames that are written in small letters
sentences       where sentences end
tokenize        a text to its tokens
"""
