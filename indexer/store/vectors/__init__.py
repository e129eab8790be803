"""The vectors: float16 rows, their sign bits, and a checksum for each row.

reader, writer  the files: mapped for reading, appended to
mean            what all vectors of an index share; signs are taken against it
scan            which rows differ least from a question in their signs
recall          how many of the nearest the scan finds
checksums       of rows and of signs
float16         float16 -> float32, quickly
"""
