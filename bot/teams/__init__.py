"""Teams: the gate, the one activity handler, cards, sender and app package."""

import warnings

# The SDK warns, while it is loaded, of previews; none of them is used here.
warnings.filterwarnings("ignore", module=r"microsoft_teams\..*")
