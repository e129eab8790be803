"""Look after an index.

check, parts   what is wrong with it: the catalog, then its parts
repair         make damaged parts again from the catalog
compact        give the space of deleted documents back
reading_notes  what reading the files could not do, or had to guess
status         what an index holds, and what has changed on disk since
status_lines   the same for people
"""
