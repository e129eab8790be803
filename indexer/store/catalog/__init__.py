"""The SQLite catalog: documents, passages and quotes. It commits last.

schema                 the tables, and the columns that are compared as a whole
connect, trouble       connections; what SQLite's errors mean
opened                 the catalog open for reading: one state, compared with its checksums
reader, read_rows      what readers ask
find                   the article or passage that a reader means by a name
quotes                 what they ask of quotes and of the names of speakers
checks                 compare what is read with its checksums
transactions           the catalog open for writing
writer, write_rows     what one commit changes
sources                the files that articles come from
tables                 change rows: checksums and digests follow
checksums, digests     of rows; of whole tables and groups of columns
renumber               close the gaps that deletions leave
state, entry           what an index and a document consist of
quote_columns          facts of thousands of quotes in one row
texts                  texts as bytes
stories                signatures of texts, and which documents tell the same story
older                  the tables of older formats, and how they become the present ones
"""
