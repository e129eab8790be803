"""The vectors: rows of numbers, their sign bits, and a checksum for each row.

reader, writer  the files: mapped for reading, appended to
files           their names and sizes
rows            rows by number, of which some may be those of passages
forms           how a row is stored: int8 now, float16 in formats 1 and 2
int8, float16   numbers as they are stored -> unit vectors and cosines, quickly
mean            what all vectors of an index share; signs are taken against it
scan            which rows are probably nearest to a question, by their signs
estimate        the closer look at those that differ least
recall          how many of the nearest the scan finds
checksums       of rows and of signs
"""
