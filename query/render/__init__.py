"""Hits -> terminal, JSON, CSV, Markdown: the only place that knows how an answer looks."""
