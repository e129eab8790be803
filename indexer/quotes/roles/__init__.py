"""Titles and roles as written."""
