"""The quotes of a draft or of a table, and what the archive says of each.

draft   the quotes of a draft, verified one after the other
files   a draft or a table of quotes as a file
"""
