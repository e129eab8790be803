"""Titles and roles as written.

beside_titles   words beside titles that belong to them, or say little
titles_before   titles before a name: "former Governor Jane Roe"
appositions     what follows a name: "Jane Roe, a baker,"
roles           the role of a source
"""
