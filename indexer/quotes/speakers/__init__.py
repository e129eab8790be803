"""Whom a mention stands for: candidates, and what speaks for each."""
