"""Go to a form by the short code on a poster, card or letter.

What is typed here is for no partnership that we know, so no one reads it, and the page says so.
"""

from dialogs.replies import AskLinkCode, LeadsTo, Reply
from dialogs.turn import LONGEST_SENT, Command, Installation
from storage.unit import Unit
from surveys.asking.instrument import Reader
from surveys.asking.link_code import read_code
from surveys.asking.notices import help_lines, notice


class TypeCode(Command):
    """Look for a form by a code as it was typed; empty to be asked for one."""

    code: str = ""


def type_code(unit: Unit, command: TypeCode, installation: Installation) -> Reply:
    """Lead to the form of a code; ask for one where there is none, or none that we know."""
    code = read_code(command.code)
    token = unit.public_links.token_behind(code) if code else None
    if token:
        return LeadsTo(address=f"/f/{token}")
    return AskLinkCode(
        title=notice("enter-link-code"),
        reader=Reader.FAMILY,
        partnership="",
        help_lines=help_lines(Reader.FAMILY, installation.local_help),
        typed=command.code[:LONGEST_SENT],
        problem="link-code-wrong" if command.code.strip() else "",
    )
