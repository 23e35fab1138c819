"""What `check` says of the register: how many gaps are open. A gap is no fault of the program."""

from collections.abc import Iterator

from bot.console.program import CheckResult
from dialogs.register.look_after import open_gaps
from dialogs.turn import Installation
from storage.unit import Unit
from surveys.impact.words import counted


def look_at_register(unit: Unit, installation: Installation) -> Iterator[CheckResult]:
    """Return a line for each real partnership: its open gaps, and the command that names them."""
    for place_id, slug, _ in unit.people.real_partnerships():
        gaps = len(open_gaps(unit, installation, place_id))
        names = f": see them by name with: register gaps --partnership {slug}"
        words = f"{slug} has {counted(gaps, 'open gap', 'open gaps')}{names if gaps else ''}"
        yield CheckResult("register", True, words)
