"""Go on with every paused send at once: after a restore, or when what had stopped them is fixed."""

from collections.abc import Sequence

from storage.unit import Unit
from surveys.sending.dispatch import Dispatch


def paused_sends(unit: Unit, partnership_id: int | None) -> list[Dispatch]:
    """Return the paused sends of a partnership, or of all."""
    found = (unit.deliveries.dispatch(number) for number in unit.changes.paused(partnership_id))
    return [one for one in found if one is not None]


def resume_all(unit: Unit, sends: Sequence[Dispatch], actor: str) -> None:
    """Go on with these sends; one that goes on already stays as it is."""
    for one in sends:
        if unit.changes.resume(one.id):
            unit.record(one.partnership_id, actor, "resume send", f"dispatch:{one.id}")
