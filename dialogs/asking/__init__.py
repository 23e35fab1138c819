"""Asking: surveys, forms, follow-ups."""
