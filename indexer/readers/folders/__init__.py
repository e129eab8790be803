"""Which files of some folders are articles.

files        the walk through the folders: `find_files`
choice       which files are wanted: patterns
passed_over  what is no article, and how it is told
"""
