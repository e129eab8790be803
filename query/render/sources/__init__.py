"""Sources in the formats in which answers are written.

fields     the field names
present    the sources of an archive in the format that was asked for
"""
