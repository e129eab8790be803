"""A result of the suite, as people read it.

tables   the tables of the documentation
cells    their cells
bounds   what the figures are measured by
ratios   growth, and whosaid beside its parts and its peers, with their bounds
paper    ten million passages on paper
plots    costs against size, as pictures
"""
