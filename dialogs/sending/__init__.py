"""Sending, and what is done about a send."""
