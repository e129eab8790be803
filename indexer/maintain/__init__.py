"""Look after an index: `check`, `repair`, `compact` and `status`."""
