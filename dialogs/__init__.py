"""What a person can do, whichever door they use: a frozen command in, a reply out, one module per dialog.

A dialog never sends, draws or waits; it reads and writes through the unit of work it is given.
"""
