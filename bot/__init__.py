"""Every door that people come in by, and every message and document that goes out."""
