"""The end of data: what goes when its time is over, and what is taken from a person's rows."""
