"""The words that may name a source: names, pronouns and noun phrases.

mention          one of them
name_runs        where a run of capitalised words ends
nicknames        nicknames and signs within a name
name_kinds       what kind of name such a run is: a person's, a body's, a place's, or none
not_names        capitalised words that name nobody
name_modifiers   names that only qualify the noun after them
name_phrases     a name with its titles
phrase_words     which words belong to a noun phrase
noun_phrases     noun phrases: "the governor", "officials"
possessives      noun phrases that a name opens: "Roe's lawyer"
coordination     two nouns for one person: "the actor and director"
find             all mentions of a text
"""
