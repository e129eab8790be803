"""Which passages fulfil the conditions of a question.

matcher        phrases, wildcards, NEAR and Boolean operators -> passages
proximity      terms in sequence or close to each other
vocabulary     patterns and near spellings -> terms of the index
filter_mask    filters (source, date, speaker) -> a mask over the passages
did_you_mean   other spellings, and suggestions for words that no article has
"""
