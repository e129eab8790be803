"""Other systems on the same passages, vectors and questions, each as its documentation says.

peer          what a peer can do, and where it is found
fusion        reciprocal rank fusion, for libraries that leave it to their user
bm25s_numpy   bm25s for the words, NumPy for the vectors
tantivy_faiss tantivy for the words, faiss for the vectors
txtai         txtai, hybrid
zvec          zvec, hybrid
lancedb       LanceDB, hybrid
whosaid       this program through the same door
build         builds one peer in a process of its own
worker        one peer that answers requests
cold          one question from a cold start, in as few imports as the peer needs
table         measures all of them over one archive
judged        nDCG@10 of all of them on a judged collection

Nothing of them belongs to the program: `pip install ".[bench]"` installs them.
"""
