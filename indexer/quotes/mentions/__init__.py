"""What in the narrative may name a source: names, pronouns, noun phrases."""
