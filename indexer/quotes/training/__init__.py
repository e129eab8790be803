"""Learning the weights; not used otherwise."""
