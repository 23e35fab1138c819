"""Version 2 of the impact model: change is claimed only against a starting point."""
