"""Who is quoted, and whom a name in a question means.

directory         the people of an index
questions         "what did X say about Y"
reporting_words   whether a question asks for what somebody said
"""
