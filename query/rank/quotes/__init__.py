"""What ranks quotes, and what quotes say about the passages that they stand in.

signal       the quotes in passages as a signal
own_signals  the signals that only quotes have: length, role, context
role         how well a speaker fits a role
"""
