"""How the program is called here: `golden-thread` where it is installed, else from a checkout.

Texts name it as in a checkout. Where it was started by its other name they are shown with that one,
so that what they advise can be typed as it is.
"""

import sys
from pathlib import Path

from bot.console.commands import PROGRAM

INSTALLED = "golden-thread"  # the entry point in `pyproject.toml`


def own_name() -> str:
    """Return the words that start this program, as they were typed."""
    return INSTALLED if Path(sys.argv[0]).stem == INSTALLED else PROGRAM


def as_called_here(text: str) -> str:
    """Return a text that names the program in the words that start it here."""
    return text.replace(PROGRAM, own_name())
