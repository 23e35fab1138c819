"""Briefings, and what people do with them."""
