"""The pure heart: what we ask, what we tell, what it comes to.

Nothing in this package reads a file, a clock or a socket; everything it needs is an argument.
"""
