"""From evidence to a summary: scores, labels, triangulation, suppression.

Every number can be recomputed by hand from the figures printed beside it.
"""
