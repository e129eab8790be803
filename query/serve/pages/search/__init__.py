"""The search page and what belongs to it.

parameters   the state of the page, all of it in the address
page         the list of results, and the first page
results      hits and quotes as a list shows them
facets       the counts beside a list
export       every result as a file
many         many questions at once, as one table
saved        saved searches, and what is new in them
notes_shown  how a question was read
"""
