"""What `check` looks at: settings, keys, and what stands in the database."""

import os
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.console.files import read_bytes
from bot.console.program import CheckResult
from bot.settings import Settings
from storage.trust.encryption import load_keyring
from storage.unit import Unit
from surveys.library import shipped
from surveys.people import Role
from surveys.problems import Refusal

OVERDUE = timedelta(minutes=5)
HEART = "deliveries"
LARGEST_KEYS = 100_000  # bytes


def faults_of(settings: Settings) -> list[CheckResult]:
    """Return a line for each setting that is missing or unsafe, or one that says there is none."""
    wrong = [CheckResult("settings", False, fault) for fault in settings.faults()]
    return wrong or [CheckResult("settings", True, f"fit for {settings.mode} mode")]


def look_at_keys(file: Path) -> CheckResult:
    """Say whether the keys file is there, readable by us alone, and holds keys."""
    try:
        content = read_bytes(file, LARGEST_KEYS)
    except Refusal as refusal:
        return CheckResult(
            "keys", False, f"{refusal.sentence} Put the keys file back from its own backup."
        )
    mode = stat.S_IMODE(file.stat().st_mode)
    if os.name == "posix" and mode != 0o600:
        return CheckResult(
            "keys", False, f"{file} has mode {mode:o}, so others may read it: chmod 600 {file}"
        )
    try:
        load_keyring(content.decode(errors="replace"))
    except ValueError as error:
        return CheckResult("keys", False, f"{file}: {error}. Put it back from its own backup.")
    return CheckResult("keys", True, f"{file} is there, for this user alone")


def look_inside(unit: Unit) -> list[CheckResult]:
    """Look at what stands in the database."""
    return [_instruments(unit), *_leads(unit), _heartbeat(unit)]


def _instruments(unit: Unit) -> CheckResult:
    stored = {instrument.code for instrument in unit.instruments.all_latest()}
    lacking = [code for code in shipped() if code not in stored]
    if lacking:
        return CheckResult("instruments", False, f"not stored: {', '.join(lacking)}. Run: migrate")
    return CheckResult("instruments", True, f"{len(stored)} stored")


def _leads(unit: Unit) -> Iterator[CheckResult]:
    partnerships = unit.people.partnerships()
    if not partnerships:
        yield CheckResult("leads", True, "no partnership yet; one comes with: import people")
    for place_id, slug, _ in partnerships:
        leads = len(unit.people.with_role(place_id, Role.LEAD))
        if leads:
            yield CheckResult("leads", True, f"{slug} has {leads}")
        else:
            yield CheckResult(
                "leads", False, f"{slug} has no safeguarding lead: import one, with the role lead"
            )


def _heartbeat(unit: Unit) -> CheckResult:
    last = unit.heartbeats.last(HEART)
    if last is None:
        return CheckResult("clock", True, "has not run yet; it starts with: serve")
    age = unit.now - last
    seconds = max(0, int(age.total_seconds()))
    if age > OVERDUE:
        return CheckResult(
            "clock",
            False,
            f"last ran {seconds // 60} min ago, so nothing is sent: start serve or worker",
        )
    return CheckResult("clock", True, f"last ran {seconds} s ago")
