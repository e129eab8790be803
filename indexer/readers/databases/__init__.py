"""Exports of press databases, agencies and services: lines, names or tags of their own.

nexis     Nexis (LexisNexis): many articles in one text, as plain text, Word, RTF or HTML
factiva   Factiva, the same
exported  an article of such an export, and where its text is
texts     which of these exports a text is
nitf      NITF, the XML of news agencies
tweets    the tweets of a Twitter archive
"""
