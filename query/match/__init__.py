"""Which passages satisfy the conditions of a question.

matcher        phrases, wildcards, NEAR and Boolean operators -> passages
languages      conditions in the languages that the archive has
wording        whether a text has the words of a phrase as written
wording_candidates  the passages in which a phrase may stand
variants       other spellings of names in conditions
proximity      terms in sequence or close to each other
wildcard_test  whether a word of a text fits a wildcard
vocabulary     patterns and near spellings -> terms of the index
written_words  the words of the articles that have a term
near_spellings  words that are few edits from another
english_endings  which terms an English word with given first letters may have
filter_mask    filters (source, date, speaker) -> a mask over the passages
did_you_mean   other spellings, and suggestions for words that no article has
"""
