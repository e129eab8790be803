"""An article and what a reader may do with it.

page        the text with its quotes, opened at a place
blocks      the text in paragraphs, with what is marked in each
page_image  a page of a PDF as a picture
original    the file that it came from: lines, pages, the file itself
correct     decisions about quotes
own_notes   the reader's own notes and labels
"""
