"""Files -> documents, with metadata by rule.

read           the way in: `read_documents`
formats        one file for each format, and the list of all
folders        which files below some paths are articles
overrides      metadata from sidecars and tables
raw            what a format gives for one document
packed         files inside of other files
json_lines     on which lines of a JSON file the texts of its articles stand
table_rows     the rows of CSV and TSV, and what is wrong with a row
office         what the formats of office programs have in common
databases      exports of press databases, agencies and services
html           a web page -> its article and metadata
pdf            letters and their places -> paragraphs
record_names   names for the documents of one file, each given once
field_paths    where nested records keep their fields: `--field text=article.body`
fields         named fields (JSON, tables) -> a document
assemble       that -> Document: clean text, metadata, id
source         open a file, name it, read its text
decoding       bytes -> text, and in which encoding
front_matter   the block of metadata above an article: YAML, TOML or JSON
markdown       a Markdown note -> the words that its reader sees
metadata       title, date, source and author, and the rule that gave each
header_lines   the lines above an article: headline, byline, place, date
date_rules     which of several dates counts, and which could not be read
dates          dates as people and programs write them -> ISO 8601
failure        a document that could not be read while others of its file could

Nothing is imported here, so that the list of formats costs little: the help text needs it.
"""
