"""What whosaid costs at 10,000, 100,000 and 1,000,000 passages, and what its peers cost.

    python -m tests.benchmarks.scale [--quick] [--sizes 10000 100000 1000000] [--peers] [--out DIR]

plan             what to measure, from the command line
run              measures it, and writes the result after each step
archive          a made-up archive: its articles, index, passages and vectors
encoders         the encoder of an archive: real, drawing, or the tests' one
questions        questions of every kind, the same each time
indexing         a whole run of the indexer
stages           each stage of it alone
sizes            the index by part
cold             whole processes
hashing_program  the command line with the tests' encoder
asking           a warm engine
updates          runs over an index that exists
changes          articles that change for a while
recall           the semantic searcher beside the exact scan
worker           processes that answer requests in turn
figures          percentiles, and what a cost comes to at another size
report           a result as tables, words and pictures
peers            other systems on the same passages and questions

`tests.benchmarks.tables` puts the tables into the documentation.
"""
