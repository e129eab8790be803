"""Build an index: find what changed, read it, encode it and commit it in batches.

pipeline           the way in: `build_index`
pipe               articles that come through a pipe
options            how to build an index
choice             which files were chosen, and tables of metadata; remembered
plan               which files are new, changed or gone
content            whether the content of a file has changed
follow             when to run again, for a folder that is followed
dry_run            what a run would do
update             one run: each document through extraction, encoding and commit
encode_ahead       encode what was read while the run reads on
commit             one batch into the index
reextract          find the quotes again in documents that an older extractor read
moves              documents whose files have another name or folder now
stories            which documents tell the same story, once all are stored
rebuild, draft     a new index beside the old one, which answers until the new one is complete
prepared           passages that come with vectors, such as benchmark collections
progress           how far the run is
scan_recall        how many of the nearest passages the scan finds, kept in the state
extractor_version  the number to raise when the extractor finds other quotes
"""
