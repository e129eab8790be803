"""Which mention is the source of a quote: candidates, and what speaks for each."""
