"""The keyword index: inverted postings in files that Whoosh reads through our codec.

inverter               passages -> postings
writer, segment_writer a batch -> a segment file
segment, postings      read a segment file
packed_numbers         the arrays of a list as bytes
toc                    which segments make up the index (Whoosh's table of contents)
reader                 all segments as one index
merge                  several segments -> one
whoosh_codec           Whoosh's view of the same files
whoosh_terms           the terms of a segment for Whoosh
unpickling             read Whoosh's pickles without running what is in them
"""
