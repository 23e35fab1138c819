"""The pure domain: what we ask, what we tell people, and how answers become a summary.

Nothing in this package reads a file, a clock or a socket; everything it needs is an argument.
"""
