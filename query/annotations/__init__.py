"""A reader's own notes and labels, which outlive every run.

annotation   a note or a label, and the line of the file that states it
file         the file of an index's annotations: read, changed
place        where the words of a note stand now
"""
