"""The benchmark: what the program does in a second, beside an alternative in the same run."""
