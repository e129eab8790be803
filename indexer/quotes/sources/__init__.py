"""Which mention is the source of a quote: the candidates, and what speaks for each.

candidate_filter   which mentions can be a source at all
complements        names that only tell whose aide or lawyer speaks
verbs              the verbs of a part of the text
verb_subjects      which mention is the subject of a verb
clauses            the subjects that lead to a quote
certain            sources that grammar or print leave no doubt about
inscriptions       words on signs and the like
constructions      sources in rare constructions: "was called Q by Y"
tag_paths          the tokens between two places, as a short text
features           what speaks for a mention
candidates         the candidates for a quote
joint_sources      several who speak together
"""
