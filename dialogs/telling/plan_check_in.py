"""Check in about plans on their date, from nine in the morning of a working day.

The frozen message names the briefing and none of the person's words. One dispatch serves everyone
who is due for a briefing; no one is asked twice for the same date.
"""

from datetime import time

from dialogs.replies import ComeBack, freeze
from dialogs.turn import Installation
from storage.unit import Unit
from surveys.london import LONDON
from surveys.sending.calendar import is_working_day
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch

NINE = time(9)
RULE = "those whose date has come"


def due(unit: Unit, installation: Installation) -> list[int]:
    """Return the briefings with plans due today; none before nine or on a day off.

    The calendar is asked last: bank holidays take 18 MB to load, and few days have a plan.
    """
    local = unit.now.astimezone(LONDON)
    briefings = unit.briefing_acts.due(local.date()) if local.time() >= NINE else []
    if briefings and is_working_day(local.date(), installation.is_holiday):
        return briefings
    return []


def come_back(unit: Unit, briefing_id: int) -> int | None:
    """Ask everyone due for one briefing; return the dispatch, None if another process was first."""
    partnership_id = unit.briefings.partnership_of(briefing_id) or 0
    briefing = unit.briefings.briefing(partnership_id, briefing_id)
    people = unit.briefing_acts.come_back(briefing_id, unit.today, unit.now)
    if briefing is None or people is None:
        return None
    reply = ComeBack(briefing=briefing_id, title=briefing.title)
    new = NewDispatch(
        partnership_id=partnership_id,
        once=f"come-back:{briefing_id}:{unit.now.isoformat()}",
        kind=DeliveryKind.COME_BACK,
        title=f"Did it happen? {briefing.title}",
        rule=RULE,
        says=freeze(reply),
        briefing_id=briefing_id,
    )
    unit.record(partnership_id, "clock", "come back", f"briefing:{briefing_id}")
    return unit.deliveries.open(new, people, unit.now, unit.now)[0]
