"""The failures to survive: real processes are killed and cut off, and every promise is checked."""
