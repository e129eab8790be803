"""What in the tokens may name a source: names, pronouns, noun phrases."""
