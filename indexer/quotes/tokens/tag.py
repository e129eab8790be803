"""The classes of tokens, one letter each. Import the module: `tag.NAME` reads well."""

from __future__ import annotations

from indexer.quotes.feature_enum import FeatureEnum


class Tag(FeatureEnum):
    """The class of a token. One letter each, so that the tags of a text are a string to search."""

    QUOTE = "Q"  # a whole quotation
    NAME = "N"
    CUE = "V"  # a reporting word
    WORD = "w"  # a common word of any other class
    NUMBER = "#"
    PRONOUN = "H"  # "he", "who"
    OBJECT = "O"  # "him"
    DETERMINER = "D"
    PREPOSITION = "P"
    AUXILIARY = "A"
    CONJUNCTION = "C"
    ADVERB = "R"
    TIME = "T"
    POSSESSIVE = "'"
    STOP = "."
    COMMA = ","
    COLON = ":"
    DASH = "-"
    OPEN = "("
    CLOSE = ")"
    SEMICOLON = ";"
    OTHER = "x"
    END = "$"  # before the first token and after the last


QUOTE, NAME, CUE, WORD, NUMBER = Tag.QUOTE, Tag.NAME, Tag.CUE, Tag.WORD, Tag.NUMBER
PRONOUN, OBJECT, DETERMINER = Tag.PRONOUN, Tag.OBJECT, Tag.DETERMINER
PREPOSITION, AUXILIARY, CONJUNCTION = Tag.PREPOSITION, Tag.AUXILIARY, Tag.CONJUNCTION
ADVERB, TIME, POSSESSIVE, STOP = Tag.ADVERB, Tag.TIME, Tag.POSSESSIVE, Tag.STOP
COMMA, COLON, DASH, OPEN, CLOSE = Tag.COMMA, Tag.COLON, Tag.DASH, Tag.OPEN, Tag.CLOSE
SEMICOLON, OTHER, END = Tag.SEMICOLON, Tag.OTHER, Tag.END
