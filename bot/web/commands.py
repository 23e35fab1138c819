"""The four things that a person can do through the browser door, as commands for the dialogs.

A command carries what the browser sent and nothing looked up; who may do what is for the dialog to say.
"""

from typing import Literal

from dialogs.turn import Command

SlipKind = Literal["file", "concern"]


class OpenForm(Command):
    """Show the form behind a public link."""

    link: str


class SubmitForm(Command):
    """Answers to a form: values by the names of its inputs, blanks left out; `once` makes a second one the same."""

    link: str
    once: str
    fields: dict[str, tuple[str, ...]]


class OpenSlip(Command):
    """Say what a single-use address holds, without spending it."""

    token: str
    kind: SlipKind


class TakeSlip(Command):
    """Spend a single-use address."""

    token: str
    kind: SlipKind
