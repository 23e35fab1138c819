"""The front of house: every door people come in by, and every message and document that goes out."""
