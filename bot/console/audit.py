"""Verify the audit trail: the hash chain of every partnership from its first entry.

What is printed is the first entry that does not fit, never what it says.
"""

import typer

from bot.console.lookups import NamedPartnership, places
from bot.console.output import say
from bot.console.program import program_of
from storage.trust.audit import first_bad_entry
from storage.unit import Unit
from surveys.problems import Refusal

app = typer.Typer(help="Check the audit trail.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """Check the audit trail."""


@app.command()
def verify(context: typer.Context) -> None:
    """Say whether the audit trail is whole, or name the first bad entry."""
    with program_of(context).store() as store:
        walked = store.look(walk)
    for place, bad in walked:
        say(f"{place.slug}: {'ok' if bad is None else f'entry {bad} does not fit'}")
    broken = [f"entry {bad} of {place.slug}" for place, bad in walked if bad is not None]
    if broken:
        raise Refusal("trail-broken", where=", ".join(broken))


def walk(unit: Unit) -> list[tuple[NamedPartnership, int | None]]:
    """Return for every partnership the number of the first entry that does not fit, or None."""
    return [(place, first_bad_entry(unit.connection, place.id)) for place in places(unit)]
