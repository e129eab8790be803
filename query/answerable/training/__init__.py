"""Learns the weights of the judgement from collections of judged questions.

observations    questions with an answer, and such without: what is known of each
fitting         logistic regression, and how well it tells answered questions from others
train           the command
"""
