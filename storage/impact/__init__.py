"""The evidence for a summary, and the summaries that people have asked for."""
