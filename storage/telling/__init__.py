"""What there is to tell, and what people do with it."""
