"""The commands of the query tool.

app       the commands that ask, and their options
research  the commands that check and follow what was said
serve     the command that opens the page
words     the words of a question as arguments
options   options that several commands share
opening   opens the index, and the encoder meanwhile
ask       what `ask` does
quotes    what `quotes` and `speakers` do
sources   what `sources` does
people    what `speakers --same` and `--different` do
verify    what `verify` does
timeline  what `timeline` does
cite      what `cite` does
saved     what `save` and `news` do
evaluate  what `evaluate` does
prompt    ask one question after the other
version   the option `--version`
"""
