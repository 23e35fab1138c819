"""How storage speaks to whichever engine is behind it."""
