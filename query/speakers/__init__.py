"""The people who are quoted, and who is meant by a name in a question.

directory         the people of an index
questions         "what did X say about Y"
reporting_words   whether a question asks for what somebody said
"""
