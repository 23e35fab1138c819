"""Sends an alert by every door at once: in Teams and by e-mail."""

from storage.unit import Unit
from surveys.sending.dispatch import NewDispatch


def tell_by_every_door(unit: Unit, new: NewDispatch) -> int:
    """Queue an alert to everyone in its audience; return its dispatch."""
    told = unit.audience(new.partnership_id, new.rule)
    dispatch, _ = unit.deliveries.open(new, told, unit.now, unit.now)
    unit.emails.write_to_all(dispatch, unit.now)
    return dispatch
