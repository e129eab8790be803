"""Hits -> terminal, JSON, CSV, Markdown: the only room that knows how an answer looks.

formats          the list of formats, and what a writer does
json_writer, jsonl_writer, csv_writer, markdown_writer, terminal_writer
                 one writer each
fields           field names of hits
quote_fields     field names of quotes and speakers
tables           CSV tables of quotes and speakers
cells            cells and rows of CSV that no spreadsheet runs
hit_table        the CSV table of hits
markdown         Markdown lines
terminal         hits at a terminal
quote_terminal   quotes and speakers at a terminal
document         a whole document
evaluation       measures of `evaluate`
console          the terminal itself, or the pipe in its place, see there
citation_writer  citations of what is listed
verify           verifications, see there
timeline         timelines, see there
sources          the sources of an archive, see there
visible          text that cannot act on a terminal
"""
