"""Someone who could not be reached gets what still holds: open surveys, recent briefings, alerts.

They may have been blocked, without the app or an address, or have wanted no messages: as soon as
that has ended, what they missed goes out to them, within the cap on asking and outside quiet hours.
"""

from collections.abc import Sequence

from dialogs.turn import Installation
from storage.unit import Unit
from surveys.sending.catching_up import to_catch_up

TOGETHER = 50


def catch_up(unit: Unit, installation: Installation) -> int:
    """Let go out what the next few people on the list have missed; return how many people."""
    humans = unit.newly_reachable.humans(TOGETHER)
    if not humans:
        return 0
    unit.exclusions.lock()
    for people in humans:
        _of_human(unit, installation, people)
        unit.newly_reachable.done(people)
    return sum(map(len, humans))


def _of_human(unit: Unit, installation: Installation, people: Sequence[int]) -> None:
    missed = unit.missed_sends.of(people, unit.now)
    if not missed:
        return
    most = installation.most_asks
    asks_left = max(0, most - unit.exclusions.times_asked(people)) if most else None
    chosen = to_catch_up(missed, asks_left, unit.now)
    account = unit.accounts.of_person(people[0])
    tenant = account.tenant_id or account.agency_tenant_id or ""
    unit.missed_sends.send(tenant, chosen, unit.now)
    for dispatch in sorted({one.missed.dispatch_id for one in chosen}):
        found = unit.deliveries.dispatch(dispatch)
        if found is not None:
            unit.record(
                found.partnership_id, "clock", "send what was missed", f"dispatch:{dispatch}"
            )
