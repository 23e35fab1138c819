"""What `check` says of a restored installation: that nothing is sent until somebody resumes."""

from collections.abc import Iterator

from bot.console.program import CheckResult
from dialogs.sending.after_restore import held_in_words
from storage.unit import Unit


def look_at_restore(unit: Unit) -> Iterator[CheckResult]:
    """Return a line where nothing is sent since a restore, and none otherwise."""
    if held := unit.backups.held():
        yield CheckResult("sending", False, held_in_words(held))
