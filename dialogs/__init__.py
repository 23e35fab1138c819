"""What a person can do, through any door: a frozen command in, a reply out, one module each.

A dialog never sends, draws or waits; it reads and writes through the unit of work it is given.
"""
