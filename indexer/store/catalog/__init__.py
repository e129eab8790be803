"""The SQLite catalog: documents, passages and quotes. It commits last.

schema                 the tables
reader, read_rows      what readers ask
writer, write_rows     what one commit changes
state, entry           what an index and a document consist of
checksums              a checksum for each row
renumber               close the gaps that deletions leave
sources, quotes        files read; quotes and the names of speakers
"""
