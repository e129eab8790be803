"""Which mention is the source of a quote: the candidates, and what speaks for each.

candidate_filter   which mentions can be a source at all
complements        names that only tell whose aide or lawyer speaks
verbs              the verbs of a part of the text
verb_subjects      which mention is the subject of a verb
clauses            the subjects that lead to a quote
certain            sources that grammar or print leave no doubt about
owners             whose claim, promise or recording a quote is
tag_paths          the tokens between two places, as a short text
syntax_paths       the words between two places, by what they do in the grammar
grammar_features   what the grammar of a sentence tells for a mention, and for nobody
features           what speaks for a mention
candidates         the candidates for a quote
joined_mentions    mentions that "and" or a comma joins
joint_sources      several who speak together
"""
