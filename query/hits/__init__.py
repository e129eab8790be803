"""Row numbers -> hits that a reader can check.

hit, quote_hit         what a reader gets
reader, quote_reader   read hits from the catalog
same_story             passages of one story that say the same: one of them
same_statement         quotes of the same words by the same speaker: one of them
copies                 in which other articles a hit stands
best_sentence          the sentence of a passage that answers best
asked_kind             the kind of words that a question asks for, and whether a sentence holds some
file_changes           what has become of the files of what is shown
facets                 counts of matching articles by source and time
excerpts       parts of a text that are shown beside another part
paging                 which rows are shown, and in which order
"""
