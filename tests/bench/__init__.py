"""The benchmark: what the program does in a second, beside what one would do instead, in the same run."""
