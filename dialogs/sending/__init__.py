"""Sending, and what can be done about a send."""
