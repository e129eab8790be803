"""May an encoder that came with an index be run?

gate        known on this machine, or tried once and remembered
trial       try an unknown encoder once, with limits on memory and time
graph       what a model may hold: operators, constants, shapes
tokenizer   what a tokenizer may hold: steps, patterns, sizes
protobuf    the bytes of a model, field by field
forbidden   the error that says what an encoder may not hold
"""
