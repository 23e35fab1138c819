"""Version 2 of the impact model: change is claimed only against a starting point.

The way in is `evaluate` in `surveys.impact.version_2.evaluate`.
"""
