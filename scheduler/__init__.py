"""A clock, not a database: ticks that look for due rows; any number of processes may run them."""
