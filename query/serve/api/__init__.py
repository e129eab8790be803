"""The HTTP interface under /api/v1: the answers of `--json`, over GET.

endpoints   a request -> an operation's answer
problems    which problem an error is
openapi     the OpenAPI document, from the same declarations
"""
