"""Timelines in the formats in which answers are written.

present    a timeline in the format that was asked for
periods    counts by month, or by year
person     a page on a person
terminal   for people at a terminal: a line a statement, bars by month
"""
