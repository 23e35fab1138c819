"""Teams: the gate, the one activity handler, cards, sender and app package."""
