"""What is sealed, recorded and used once."""
