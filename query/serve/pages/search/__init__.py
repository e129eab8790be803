"""The search page and what belongs to it.

parameters   the state of the page, all of it in the address
page         the list of results, and the first page
results      hits and quotes as a list shows them
facets       the counts beside a list
notes_shown  how a question was read
"""
