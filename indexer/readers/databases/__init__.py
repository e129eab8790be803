"""Exports of press databases: many articles in one text, each with lines that describe it.

nexis   Nexis (LexisNexis), as plain text, Word or RTF
"""
