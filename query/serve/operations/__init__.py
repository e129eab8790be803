"""What can be asked of an archive over HTTP and by assistants, declared once for both.

parameter   what a request may name: kind, default, limits, and the JSON Schema
values      a query string or JSON -> checked values, or what is wrong with them
shapes      JSON Schemas of what several results hold
operation   a name, parameters, a result, and the function that answers
common      parameters that several operations share, and what they mean together
passages    ask, show
quotes      quotes, timeline
people      speakers, person
verify      verify: one quote, or all quotes of a draft
archive     status, sources, cite
connector   search, fetch: as assistants expect them of any collection
listed      all operations
"""
