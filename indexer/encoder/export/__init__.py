"""A sentence-transformers model -> a small ONNX graph with int8 weights.

export                    the whole way
graph_passes, token_major changes of the graph that keep its result
fold_biases, smoothquant  prepare weights for int8
calibration, quantise     measure ranges, then quantise
"""
