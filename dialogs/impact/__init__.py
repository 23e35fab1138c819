"""Records in, summaries out."""
