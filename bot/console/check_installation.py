"""What `check` looks at: settings, keys, and what is in the database."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.console.commands import PROGRAM
from bot.console.files import read_bytes
from bot.console.program import CheckResult
from bot.private_files import open_to_others
from bot.settings import Settings
from dialogs.trust.texts_to_read import waiting
from storage.key_check import had_keys
from storage.trust.encryption import load_keyring
from storage.unit import Unit
from surveys.library import shipped
from surveys.london import moment_in_words
from surveys.people import people
from surveys.problems import Refusal
from surveys.sending.calendar import IsHoliday
from surveys.sending.catching_up import BRIEFINGS_HOLD

OVERDUE = timedelta(minutes=5)
HEARTBEAT = "deliveries"  # of the rounds that deliver
LARGEST_KEYS = 100_000  # bytes
RESTORE = "Restore it from its own backup: no other keys can read what people wrote."


def faults_of(settings: Settings) -> list[CheckResult]:
    """Return a line for each setting that is missing or unsafe, or one that says there is none."""
    wrong = [CheckResult("settings", False, fault) for fault in settings.faults()]
    return wrong or [CheckResult("settings", True, f"complete for {settings.mode} mode")]


def was_opened_with_keys(settings: Settings) -> bool:
    """Say whether the database has been used with keys; one that cannot be reached has not."""
    try:
        return had_keys(settings.database_url)
    except Refusal:
        return False


def look_at_keys(file: Path, *, was_used: bool) -> CheckResult:
    """Say whether the keys file is there and holds keys; `was_used`: the database has had keys."""
    if not file.exists() and not was_used:
        words = f"{file} was never made. Make it with: {PROGRAM} keys create"
        return CheckResult("keys", False, words)
    try:
        content = read_bytes(file, LARGEST_KEYS)
    except Refusal as refusal:
        return CheckResult("keys", False, f"{refusal.sentence} {RESTORE}")
    try:
        load_keyring(content.decode(errors="replace"))
    except ValueError as error:
        return CheckResult("keys", False, f"{file}: {error}. {RESTORE}")
    return CheckResult("keys", True, f"{file}: readable")


def look_at_modes(of: Settings) -> list[CheckResult]:
    """Name the private files that others can read or change, or say that there are none."""
    found = open_to_others(of)
    exposed = [CheckResult("private files", False, words) for words in found]
    return exposed or [CheckResult("private files", True, "for this user only")]


def look_at_lock(unit: Unit, settings: Settings) -> Iterator[CheckResult]:
    """Say whether PostgreSQL's second lock holds; that it does not is no fault in local mode."""
    held = unit.row_security()
    if held:
        yield CheckResult("second lock", True, "row-level security keeps partnerships apart")
    elif held is False:
        words = (
            "the second lock does not hold: the database user of GT_DATABASE_URL is a superuser "
            "or has BYPASSRLS. Give the program an ordinary user that owns its tables."
        )
        yield CheckResult("second lock", settings.is_local, words)


def look_inside(unit: Unit, is_holiday: IsHoliday) -> list[CheckResult]:
    """Check what is in the database."""
    return [
        _instruments(unit),
        *_concerns(unit),
        _texts(unit, is_holiday),
        *_switched_off(unit),
        _heartbeat(unit),
        _retention(unit),
    ]


def _instruments(unit: Unit) -> CheckResult:
    stored = {instrument.code for instrument in unit.instruments.all_latest()}
    missing = [code for code in shipped() if code not in stored]
    if missing:
        return CheckResult("instruments", False, f"not stored: {', '.join(missing)}. Run: migrate")
    return CheckResult("instruments", True, f"{len(stored)} stored")


def _concerns(unit: Unit) -> Iterator[CheckResult]:
    """Name the open concerns in which all the leads they went to are named."""
    training = unit.training.ids()
    still_open = [c for c in unit.concerns.still_open() if c.partnership_id not in training]
    named = [one.ref for one in still_open if one.all_named]
    if named:
        words = f"all the leads are named in {', '.join(named)}: let someone else look at it too"
        yield CheckResult("concerns", False, words)


def _texts(unit: Unit, is_holiday: IsHoliday) -> CheckResult:
    """Say how many texts wait to be read; late ones are wrong."""
    ids = [place_id for place_id, _, _ in unit.people.real_partnerships()]
    found = waiting(unit, ids, is_holiday)
    if found.late:
        words = f"{found.late:,} of {found.texts:,} are late: a lead reads them with: reading next"
        return CheckResult("texts to read", False, words)
    return CheckResult("texts to read", True, f"{found.texts:,}, none of them late")


def _switched_off(unit: Unit) -> Iterator[CheckResult]:
    """Say for whom a Teams administrator has switched the app off; nothing where for no one."""
    for place_id, slug, _ in unit.people.partnerships():
        off = unit.not_reached.switched_off(place_id, unit.now - BRIEFINGS_HOLD)
        if off:
            words = (
                f"{slug}: an administrator has switched the app off in Teams for {people(off)}. "
                "Ask your Teams administrator to allow it."
            )
            yield CheckResult("app in Teams", False, words)


def _retention(unit: Unit) -> CheckResult:
    """Name what is kept for longer than it may be; else say when it was last proved."""
    if overdue := unit.retention_canaries.overdue(unit.now):
        words = f"not deleted in time: {', '.join(overdue)}. Start serve or worker, or run: tidy"
        return CheckResult("retention", False, words)
    last = unit.retention_canaries.last_proof()
    proved = f"proved {moment_in_words(last)}" if last else "not proved yet; the clock does it"
    return CheckResult("retention", True, f"what is over its time is deleted: {proved}")


def _heartbeat(unit: Unit) -> CheckResult:
    last = unit.heartbeats.last(HEARTBEAT)
    if last is None:
        return CheckResult("clock", True, "has not run yet; start it with: serve")
    age = unit.now - last
    seconds = max(0, int(age.total_seconds()))
    if age > OVERDUE:
        return CheckResult(
            "clock",
            False,
            f"last ran {seconds // 60} min ago, so nothing is sent: start serve or worker",
        )
    return CheckResult("clock", True, f"last ran {seconds} s ago")
