"""When something goes out."""
