"""The summary of an action: what its evaluation says, in the structure that every format draws.

The way in is `compose.summarise`.
"""
