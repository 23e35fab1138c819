"""Concerns, and addresses that are used once."""
