"""Text -> unit vectors.

encoder            the encoder that an index holds: ONNX in, vectors out
windows, tokens    split a long text into what the model reads at once
vocabulary         the pieces of a large vocabulary, quick to open
batches, session   run texts of similar length together
manifest, models   which model it is and where its files are
prepare, cache     make the encoder once per machine (`export/`)
cuda, torch        the same vectors from a GPU
normalise          rows of length one
trust              what may be run of an encoder from someone else
offline            the libraries report nothing and ask no hub
"""
