"""What the catalog knows of stories: signatures of texts, and which documents share a story.

table    as the catalog's writer changes it
reading  as it is read
"""
