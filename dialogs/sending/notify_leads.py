"""Notifies leads that a send was paused before it finished."""

from dialogs.replies import SendPaused, freeze
from dialogs.sending.progress import queued
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import Dispatch, NewDispatch


def tell_paused(unit: Unit, dispatch_id: int) -> None:
    """Tell the person who asked for a send that it is paused; every lead, if the clock began it."""
    dispatch = unit.deliveries.dispatch(dispatch_id)
    if dispatch is None or dispatch.kind not in _TOLD:
        return
    paused = queued(unit, dispatch.partnership_id, dispatch_id)
    reply = SendPaused(**paused.model_dump())
    new = NewDispatch(
        partnership_id=dispatch.partnership_id,
        once=f"paused:{dispatch_id}:{dispatch.paused_because}:{unit.now.isoformat()}",
        kind=DeliveryKind.NOTE,
        title=dispatch.title,
        rule=_who(unit, dispatch),
        says=freeze(reply),
    )
    unit.deliveries.open(new, unit.audience(new.partnership_id, new.rule), unit.now, unit.now)


def _who(unit: Unit, dispatch: Dispatch) -> str:
    asked = unit.people.person(dispatch.asked_by) if dispatch.asked_by else None
    return f'email="{asked.email}"' if asked else "role=lead"


_TOLD = frozenset({DeliveryKind.BRIEFING, DeliveryKind.SURVEY, DeliveryKind.REMINDER})
