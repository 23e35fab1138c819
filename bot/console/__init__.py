"""The command line: what an operator, or a lead beside one, does without a card.

A command reads what is typed, asks a dialog and prints its reply; what the other doors can do comes
in through `Program`.
"""

from bot.console.commands import build
from bot.console.exit_codes import run
from bot.console.program import CheckResult, Program

__all__ = ["CheckResult", "Program", "build", "run"]
