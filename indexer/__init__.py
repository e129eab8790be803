"""Documents in, an index on disk out."""
