"""Whom a mention stands for: the candidates, and what speaks for each.

history      what was decided for the quotes before one
appositives  phrases that a name explains: "his partner, Jane Roe"
dialogue     pronouns in questions and answers
unnamed      pronouns for people whom the text leaves without a name
pronouns     whom a pronoun means, or cannot mean, by the words around it
candidates   the people whom a mention may stand for
deaths       where an article tells that somebody is dead
organisations  nouns that stand for organisations: "the airline"
salience     how near and how prominent a person is
features     what speaks for a person
"""
