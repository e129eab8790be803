"""Verifications in the formats in which answers are written.

present    one verification or a report, in the format that was asked for
fields     the stable field names
words      verdicts, flags and differences in words
terminal   for people at a terminal
"""
