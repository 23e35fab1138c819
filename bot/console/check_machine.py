"""What `check` says of the machine: how much room is left where something must be written."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bot.console.program import CheckResult
from bot.settings import Settings

ENOUGH = 1_000_000_000  # bytes
_GB = 1_000_000_000


def look_at_disks(settings: Settings, enough: int = ENOUGH) -> Iterator[CheckResult]:
    """Return a line for each disk on which the program or its database writes here."""
    seen: set[int] = set()
    for folder in _folders(settings):
        disk = folder.stat().st_dev
        if disk in seen:
            continue
        seen.add(disk)
        left = shutil.disk_usage(folder).free
        words = f"{left / _GB:,.1f} GB free where {folder} is"
        if left < enough:
            words = f"only {words}: free some, or nothing is saved once it is full"
        yield CheckResult("disk", left >= enough, words)


def _folders(settings: Settings) -> list[Path]:
    """Return the folders of the keys and of a SQLite file that are there."""
    files = [settings.keys_path, *([settings.sqlite_file] if settings.is_sqlite else [])]
    return [file.parent for file in files if file.parent.is_dir()]
