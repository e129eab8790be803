"""The vectors: float16 rows, their sign bits, and a checksum for each row."""
