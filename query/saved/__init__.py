"""Saved searches, and what is new in them since the last look.

search   a saved search and what was seen of it
store    the file of the saved searches of all indexes
news     asking a saved search, and what of it is new
"""
