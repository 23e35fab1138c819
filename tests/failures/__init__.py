"""The failures to survive: real processes are killed and cut off, and each promise is held against what came of it."""
