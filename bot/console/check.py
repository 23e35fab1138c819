"""Check an installation: one line for each thing, ok or what is wrong and how to fix it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import typer

from bot.console.check_alerts import look_at_alerts
from bot.console.check_backups import look_at_backups, look_at_restore
from bot.console.check_installation import (
    faults_of,
    look_at_keys,
    look_at_lock,
    look_at_modes,
    look_inside,
    was_opened_with_keys,
)
from bot.console.check_machine import look_at_disks
from bot.console.check_people import look_at_people
from bot.console.check_register import look_at_register
from bot.console.check_tenants import look_at_tenants
from bot.console.check_tokens import look_at_secret
from bot.console.check_trail import look_at_trail
from bot.console.exit_codes import worded
from bot.console.options import AsJson
from bot.console.output import say, show_json
from bot.console.program import CheckResult, Program, program_of
from bot.settings import Settings
from bot.watch_settings import last_day
from surveys.problems import Refusal

# Why a database is not opened, where the line about the keys or the private files says it.
SAID_BESIDE = frozenset({"keys-missing", "keys-not-made", "setting-wrong", "files-exposed"})


def check(context: typer.Context, as_json: AsJson = False) -> None:
    """Check settings, database, keys and connections."""
    results = list(_all(program_of(context)))
    if as_json:
        show_json([{"name": one.name, "ok": one.ok, "words": one.words} for one in results])
    else:
        for one in results:
            say(f"{'ok' if one.ok else 'WRONG':5}  {one.name}: {one.words}")
    if not all(one.ok for one in results):
        raise typer.Exit(1)


def _all(program: Program) -> Iterator[CheckResult]:
    """Check one thing after the other; what depends on something broken is left out."""
    try:
        settings = program.settings()
    except Refusal as refusal:
        yield CheckResult("settings", False, str(refusal))
        return
    found = faults_of(settings)
    yield from found
    if all(one.ok for one in found):
        yield from _database(program, settings)
        yield look_at_keys(settings.keys_path, was_used=was_opened_with_keys(settings))
        yield from look_at_modes(settings)
        yield from look_at_disks(settings)
        yield from look_at_secret(last_day(settings.secret_ends), datetime.now(UTC).date())
        yield from program.checks()


def _database(program: Program, settings: Settings) -> list[CheckResult]:
    here = program.installation()
    try:
        with program.store() as store:
            inside = store.look(
                lambda unit: [
                    *look_at_lock(unit, settings),
                    *look_inside(unit, here.is_holiday),
                    *look_at_alerts(unit, settings, here),
                    *look_at_people(unit, settings),
                    *look_at_register(unit, here),
                    *look_at_backups(unit, settings),
                    *look_at_restore(unit),
                    *look_at_tenants(unit, settings),
                ]
            )
            inside += look_at_trail(store)
    except Refusal as refusal:
        if refusal.code in SAID_BESIDE:
            return []
        return [CheckResult("database", False, str(worded(refusal)))]
    except Exception as error:  # whatever a driver raises, it means that the database is not there
        why = f"cannot be reached ({type(error).__name__})"
        advice = "check that it is running and that GT_DATABASE_URL is right"
        return [CheckResult("database", False, f"{why}: {advice}")]
    return [CheckResult("database", True, "reachable, and its schema is current"), *inside]
