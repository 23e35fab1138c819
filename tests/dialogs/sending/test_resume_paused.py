"""Every paused send goes on at once: of one partnership or of all, and in the trail of its own."""

from collections.abc import Sequence

from sqlalchemy import select

from dialogs import replies as r
from dialogs.sending.resume_paused import paused_sends, resume_all
from storage import tables as t
from surveys.sending.dispatch import Dispatch
from tests.builders.partnership import Town


def _paused_send(town: Town, lead: str = "lea") -> int:
    """Have a lead send their partnership's briefing and pause it; return the dispatch."""
    side = town.ashford if lead == "lea" else town.bexfield
    what = {"briefing": side.briefing, "audience": "role=practitioner"}
    shown = town.say(lead, "preview-briefing", **what)
    assert isinstance(shown, r.ConfirmBriefing)
    seen = {"count": shown.count, "once": shown.once, "version": shown.version}
    queued = town.say(lead, "confirm-briefing", **what, **seen)
    assert isinstance(queued, r.Queued)
    town.say(lead, "pause-send", dispatch=queued.dispatch)
    return queued.dispatch


def _paused(town: Town, partnership_id: int | None = None) -> list[Dispatch]:
    return town.store.look(lambda unit: paused_sends(unit, partnership_id))


def _resume(town: Town, sends: Sequence[Dispatch]) -> None:
    town.store.act_now(lambda unit: resume_all(unit, sends, "console"))


def _resumed(town: Town) -> list[tuple[int, str, str]]:
    a = t.audit.c
    query = select(a.partnership_id, a.actor, a.subject).where(a.act == "resume send")
    rows = town.store.look(lambda unit: unit.connection.execute(query.order_by(a.seq)).all())
    return [(row.partnership_id, row.actor, row.subject) for row in rows]


def test_the_paused_sends_are_those_of_one_partnership_or_of_all(quick_town: Town) -> None:
    ours, theirs = _paused_send(quick_town), _paused_send(quick_town, "lou")

    assert [one.id for one in _paused(quick_town, quick_town.ashford.partnership)] == [ours]
    assert [one.id for one in _paused(quick_town, quick_town.bexfield.partnership)] == [theirs]
    assert [one.id for one in _paused(quick_town)] == [ours, theirs]


def test_all_go_on_and_each_is_in_the_trail_of_its_partnership(quick_town: Town) -> None:
    ours, theirs = _paused_send(quick_town), _paused_send(quick_town, "lou")

    _resume(quick_town, _paused(quick_town))

    assert _paused(quick_town) == []
    assert _resumed(quick_town) == [
        (quick_town.ashford.partnership, "console", f"dispatch:{ours}"),
        (quick_town.bexfield.partnership, "console", f"dispatch:{theirs}"),
    ]


def test_a_send_that_was_not_named_stays_paused(quick_town: Town) -> None:
    _, theirs = _paused_send(quick_town), _paused_send(quick_town, "lou")

    _resume(quick_town, _paused(quick_town, quick_town.ashford.partnership))

    assert [one.id for one in _paused(quick_town)] == [theirs]


def test_what_went_on_meanwhile_is_left_as_it_is(quick_town: Town) -> None:
    dispatch = _paused_send(quick_town)
    seen = _paused(quick_town)
    quick_town.say("lea", "resume-send", dispatch=dispatch)

    _resume(quick_town, seen)

    assert [actor for _, actor, _ in _resumed(quick_town)] == [f"person:{quick_town.ids['lea']}"]
