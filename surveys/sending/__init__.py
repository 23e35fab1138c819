"""Each message on its way: states, moves, times and reasons."""
