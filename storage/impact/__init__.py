"""What a summary rests on, and summaries on their way."""
