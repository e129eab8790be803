"""Which articles tell the same story: wire copy, updates, cut and edited versions.

    texts -> shingles -> signatures -> likely pairs -> pairs compared in full -> stories

shingles   the runs of three words of a text, as numbers
signature  a MinHash of the runs of a text, as it is stored
pairs      pairs of signatures that may be alike
likeness   whether two texts tell the same story
groups     articles that belong together by a chain of such pairs
find       the whole of it

Whether two articles tell the same story depends on these two articles alone. So the stories are
the same in whatever order and in however many runs the articles came.
"""
