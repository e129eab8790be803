"""The index on disk; its form is specified in index_data/README.md.

layout      where every file lies
manifest    format version and description, read first
catalog     SQLite, the truth: documents, passages, quotes (read); `catalog.writer` changes it
keyword     Whoosh: terms and positions by passage number; `keyword_writer` writes them
vectors     NumPy: a row for each passage number
index       opens all of it for reading, in one state
writer      changes all of it, batch by batch
"""
