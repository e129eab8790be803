"""The index on disk; its form is specified in index_data/README.md.

layout, manifest      where every file lies; format version and description, read first
catalog               SQLite, the truth: documents, passages, quotes
keyword               Whoosh: terms and positions by passage number
vectors               NumPy: a row for each passage number
part                  a keyword index and vectors under the same numbers
encoder_files         the encoder's files, open as long as a reader needs them
index                 opens all of it for reading, in one state
early_encoder         the encoder of an open index, loading while the program goes on
writer, batch         changes all of it, batch by batch
source_file           a file as it is now, compared with how it was when it was read
rows, quote_text      documents -> what the keyword index and the vectors hold of them
first_mean            the mean of an index, and signs against it for its first vectors
rewriting             a part written again into a new folder
migrate               an index of format 1 becomes one of the present format
housekeeping          lock, garbage, description: what every program that writes does
writer_lock           one writer at a time
guard, durable        nothing but plain files; writes that survive a power cut
codec                 the name under which every index knows the codec's classes
"""
