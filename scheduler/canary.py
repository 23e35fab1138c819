"""Judge a canary, the few people whose messages go first: let the others go, or pause the send.

It is judged in the commit that settles its messages, and again by the clock, in case the process
that settled the last of them has stopped.
"""

from datetime import timedelta

from dialogs.sending.notify_leads import tell_paused
from storage.unit import Unit
from surveys.sending.delivery import canary_verdict

SOON = timedelta(minutes=3)  # a canary does not wait for those of its people who are asleep


def judge(unit: Unit, dispatch_id: int) -> None:
    """Let the other messages go if the canary has gone well; pause the dispatch if it failed."""
    verdict = canary_verdict(*unit.lanes.canary(dispatch_id, unit.now, unit.now + SOON))
    if verdict == "go":
        unit.lanes.let_go(dispatch_id)
    elif verdict == "stop":
        stop(unit, dispatch_id, "canary-failed")


def judge_all(unit: Unit) -> int:
    """Judge every canary; return how many there were."""
    waiting = unit.lanes.waiting_for_a_canary()
    for dispatch in waiting:
        judge(unit, dispatch)
    return len(waiting)


def stop(unit: Unit, dispatch_id: int, because: str) -> None:
    """Pause a dispatch, and tell the lead once."""
    if unit.deliveries.pause(dispatch_id, because):
        dispatch = unit.deliveries.dispatch(dispatch_id)
        if dispatch is not None:
            unit.record(dispatch.partnership_id, "clock", "pause send", f"dispatch:{dispatch_id}")
        tell_paused(unit, dispatch_id)
