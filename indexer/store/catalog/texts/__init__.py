"""How the catalog keeps texts.

packed_text         texts as bytes, deflated
common_phrases.txt  the dictionary that makes them shorter
"""
