"""Catalogs of older formats: read as they are, and brought to the present format by the next run.

format1   the tables of format 1, seen with the present columns
migrate   how they become the present tables
format2   the same for format 2
"""
