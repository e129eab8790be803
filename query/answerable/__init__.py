"""Whether the archive answers a question at all.

evidence    what is known of the best rows: how near they are, which words of the question they hold
names       the names in a question, and those that the archive does not have
later       days and years of a question after the archive's last article
model       evidence -> probability, with the weights of `weights.json`
training    learns the weights
judge       puts it together, and says what the archive lacks

    python -m query.answerable.training.train FOLDER... learns the weights again
"""
