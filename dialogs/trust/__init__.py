"""Trust: safeguarding concerns and one-time links."""
