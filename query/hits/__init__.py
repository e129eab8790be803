"""Row numbers -> hits that a reader can check.

hit, quote_hit         what a reader gets
reader, quote_reader   read hits from the catalog
best_sentence          the sentence of a passage that answers best
file_changes           what has become of the files of what is shown
facets                 counts of matching articles by source and time
paging                 which rows are shown, and in which order
"""
