"""The commands of the query tool.

app       the commands and their options
options   options that several commands share
ask       what `ask` does
quotes    what `quotes` and `speakers` do
verify    what `verify` does
cite      what `cite` does
evaluate  what `evaluate` does
prompt    ask one question after the other
"""
