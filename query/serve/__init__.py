"""An index as a page, an HTTP interface and tools for assistants: `whosaid serve`.

settings     where the server listens and what it allows
remembering  an encoder that remembers sentences
archive      the one open index that all requests share
run          a run of the indexer that a page has started
app          all routes as one application
server       listens, and opens the browser
workers      the threads that answer
problem      an error as problem+json
security     what a request must satisfy, and what every answer carries
operations   what can be asked, declared once for the interface and the tools
pages        what a person sees
api          the HTTP interface under /api/v1
mcp          the tools under /mcp

Only the command `serve` imports this package, since its libraries take a while to load.
"""
