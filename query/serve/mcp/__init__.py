"""The tools for assistants, over the Model Context Protocol.

tools      which operations are tools, and how they are described
told       an answer in words: what is verbatim, and how sure it is who speaks
server     the protocol's server, by its official library
http       /mcp on the server; the library loads with the first request
stdio      `whosaid mcp`

The library takes longer to load than all the rest: only `server` imports it at once.
"""
