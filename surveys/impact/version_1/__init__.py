"""Version 1 of the model, kept so that summaries under it can be made again.

The way in is `compose.summarise`.
"""
