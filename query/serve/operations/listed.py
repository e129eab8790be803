"""All operations."""

from __future__ import annotations

from query.serve.operations.archive import CITE, SOURCES, STATUS
from query.serve.operations.passages import ASK, SHOW
from query.serve.operations.people import PERSON, SPEAKERS
from query.serve.operations.quotes import QUOTES, TIMELINE
from query.serve.operations.verify import VERIFY

READ = (ASK, QUOTES, SPEAKERS, PERSON, VERIFY, TIMELINE, SHOW, SOURCES, STATUS)
"""The operations that a query string asks for and JSON answers."""

TEXT = (CITE,)
"""The operations whose answer is a text."""
