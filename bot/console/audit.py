"""Verify the audit trail: the chain of every partnership from its first entry.

It is compared with the heads that were kept each day in a file beside the keys. What is printed is
the first entry that does not fit, never what it says.
"""

from collections.abc import Mapping
from functools import partial

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
        recorded = store.audit_heads.recorded() if store.audit_heads else {}
        walked = store.look(partial(walk, recorded=recorded))
    for place, bad in walked:
        say(f"{place.slug}: {'ok' if bad is None else f'entry {bad} does not fit'}")
    broken = [f"entry {bad} of {place.slug}" for place, bad in walked if bad is not None]
    if broken:
        raise Refusal("trail-broken", where=", ".join(broken))


def walk(
    unit: Unit, recorded: Mapping[int, Mapping[int, str]]
) -> list[tuple[NamedPartnership, int | None]]:
    """Return for every partnership the number of the first entry that does not fit, or None."""
    key = unit.keyring.audit
    return [
        (place, first_bad_entry(unit.connection, place.id, key, recorded.get(place.id)))
        for place in places(unit)
    ]
