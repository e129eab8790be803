"""Markdown -> the words that a reader of the note sees, line by line.

note         a note: its words, its properties, the lines that are no passages
lines        marks at the beginning and end of lines: quotations, callouts, block ids
links        links, wiki links, embeds, images and footnotes -> their words
emphasis     bold, italic and highlighted words without their marks
properties   the values of a note's properties without wiki links

No line is added or taken away, so that every passage leads back to its line in the file.
"""
