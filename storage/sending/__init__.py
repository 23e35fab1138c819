"""Each message on its way to each person."""
