"""How far a run is.

meter   counts what has been done, for whoever watches
bar     shows it on a terminal
"""
