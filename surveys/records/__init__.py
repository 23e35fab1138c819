"""Records imported from files: what a row of each kind must contain, and what is wrong with one.

Pure: the file has been read before, and nothing here knows what is stored.
"""
