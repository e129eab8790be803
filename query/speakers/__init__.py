"""The people who are quoted, and who is meant by a name in a question.

directory         the people of an index
listing           the people whom a pattern or a name means
names_like        which names fit a pattern, and which resemble a name
spoken_question   a question with the speakers whom it names
questions         "what did X say about Y"
reporting_words   whether a question asks for what somebody said
"""
