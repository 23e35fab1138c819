"""The command line: what an operator, or a lead beside one, does without a card.

A command asks a dialog and prints what came of it; whatever the other doors can do comes in through `Program`.
"""

from bot.console.commands import build
from bot.console.exit_codes import run
from bot.console.program import CheckResult, Program

__all__ = ["CheckResult", "Program", "build", "run"]
