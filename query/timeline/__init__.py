"""What was said about a topic, in order of date.

statement   the same statement in several articles as one
timeline    statements in order of date, and counts by month
person      a page on a person
plot        a timeline as SVG, a point for each statement, a row for each speaker
plot_png    the same as PNG, by matplotlib
"""
