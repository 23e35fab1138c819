"""What `check` says of backups: how old the newest is, and that a restore holds back all sends."""

from collections.abc import Iterator
from datetime import timedelta

from bot.console.program import CheckResult
from bot.settings import Settings
from dialogs.sending.after_restore import held_in_words
from storage.unit import Unit
from surveys.london import moment_in_words

TOO_OLD = timedelta(hours=26)  # a night was left out
ADVICE = "run backup every night, and copy it to another machine (docs/looking-after.md)"


def look_at_backups(unit: Unit, settings: Settings) -> Iterator[CheckResult]:
    """Return a line about the newest backup; none on a local machine that never made one."""
    last = unit.backups.last()
    if last is None:
        if not settings.is_local:
            yield CheckResult("backup", False, f"none was made yet: {ADVICE}")
    elif unit.now - last > TOO_OLD:
        words = f"the newest is of {moment_in_words(last)}: {ADVICE}"
        yield CheckResult("backup", False, words)
    else:
        yield CheckResult("backup", True, f"the newest is of {moment_in_words(last)}")


def look_at_restore(unit: Unit) -> Iterator[CheckResult]:
    """Return a line where nothing is sent since a restore, and none otherwise."""
    if held := unit.backups.held():
        yield CheckResult("sending", False, held_in_words(held))
