"""Telling: briefings, and what people do with them."""
