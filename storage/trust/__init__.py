"""What is encrypted, recorded and used once."""
