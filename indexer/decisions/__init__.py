"""What a reader has decided about quotes: it outlives updates, rebuilds and other extractors.

decision   one decision, and the line of the file that states it
file       the file of an index's decisions: read, written, listed
apply      a document's quotes with the decisions about them
correct    decide about a quote, and take a decision back; both hold at once
"""
