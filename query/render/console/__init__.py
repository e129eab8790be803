"""Where lines for people go.

line     a line with styles
output   the terminal itself, or the pipe in its place
"""
