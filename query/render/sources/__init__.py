"""Sources in the formats in which answers are written.

present    the sources of an archive in the format that was asked for
"""
