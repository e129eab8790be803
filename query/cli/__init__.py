"""The commands of the query tool.

app       the commands that ask, and their options
research  the commands that check and follow what was said
options   options that several commands share
ask       what `ask` does
quotes    what `quotes` and `speakers` do
verify    what `verify` does
cite      what `cite` does
evaluate  what `evaluate` does
prompt    ask one question after the other
"""
