"""Send a briefing: choose it and its audience, see count and preview, confirm; one transaction freezes and fans out."""

import secrets
from datetime import UTC, date, datetime, time

from pydantic import Field

from dialogs.audiences import confirm, counted, needs_typing, offered
from dialogs.progress import queued
from dialogs.read_briefing import show_of
from dialogs.replies import ChooseBriefing, ConfirmBriefing, Option, Reply, ShowBriefing
from dialogs.turn import Command, Id, Turn
from surveys.london import LONDON, day_in_words
from surveys.people import Person, Role
from surveys.problems import Refusal
from surveys.telling.briefing import Briefing
from surveys.telling.delivery import Kind
from surveys.telling.dispatch import NewDispatch


class Choice(Command):
    """Which briefing, to whom; a typed `rule` goes before the audience chosen."""

    briefing: Id
    audience: str = Field(default="", max_length=2000)
    rule: str = Field(default="", max_length=2000)


class Confirmation(Command):
    """The choice with the count that was shown."""

    briefing: Id
    audience: str = Field(max_length=2000)
    count: int
    once: str = Field(max_length=64)
    typed: str | int | None = None


def choose(turn: Turn, _command: Command, problem: str | None = None) -> Reply:
    """Offer the briefings and the audiences."""
    lead = turn.person(Role.LEAD)
    listed = turn.unit.briefings.listed(lead.partnership_id, 20)
    briefings = tuple(Option(value=str(number), text=title, detail=ref) for number, ref, title in listed)
    return ChooseBriefing(briefings=briefings, audiences=offered(turn, lead), problem=problem)


def preview(turn: Turn, command: Choice) -> Reply:
    """Show who would get it and how it reads."""
    try:
        return _preview(turn, command.briefing, command.rule.strip() or command.audience, secrets.token_hex(8))
    except Refusal as refusal:
        if refusal.code not in {"audience-missing", "audience-unreadable", "nobody-in-audience"}:
            raise
        return choose(turn, command, problem=str(refusal))


def confirmed(turn: Turn, command: Confirmation) -> Reply:
    """Send it, unless the audience has changed; a second tap finds the first send."""
    lead, briefing = _briefing(turn, command.briefing)
    once = f"brief:{lead.partnership_id}:{command.once}"
    if (sent := turn.unit.deliveries.find(once)) is not None:  # whatever has become of its audience since
        return queued(turn.unit, lead.partnership_id, sent)
    count = sum(number for _, number in counted(turn, lead, command.audience))
    try:
        everyone = needs_typing(turn, lead, command.audience)
        confirm(everyone=everyone, count_now=count, count_seen=command.count, typed=command.typed)
    except Refusal as refusal:
        return _preview(turn, command.briefing, command.audience, command.once, problem=str(refusal))
    dispatch = send(turn, lead, command.briefing, briefing, command.audience, once, turn.unit.now)
    return queued(turn.unit, lead.partnership_id, dispatch)


def send(turn: Turn, lead: Person, briefing_id: int, briefing: Briefing, rule: str, once: str, due_at: datetime) -> int:
    """Freeze the briefing and fan it out; return the dispatch."""
    if briefing.embargo_until and due_at < _midnight(briefing.embargo_until):
        raise Refusal("embargoed", until=day_in_words(briefing.embargo_until))
    reply = frozen(turn, briefing_id, briefing)
    new = NewDispatch(
        partnership_id=lead.partnership_id,
        once=once,
        kind=Kind.BRIEFING,
        title=briefing.title,
        rule=rule,
        reply=type(reply).__name__,
        content=reply.model_dump_json(),
        briefing_id=briefing_id,
        asked_by=lead.id,
    )
    people = turn.unit.audience(lead.partnership_id, rule)
    dispatch, made = turn.unit.deliveries.open(new, people, due_at, turn.unit.now)
    if made:
        turn.record(lead, "send briefing", f"dispatch:{dispatch}")
    return dispatch


def frozen(_turn: Turn, briefing_id: int, briefing: Briefing) -> ShowBriefing:
    """Return a briefing as it is frozen to be sent."""
    return show_of(briefing_id, briefing, preview=False)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def _briefing(turn: Turn, briefing_id: int) -> tuple[Person, Briefing]:
    lead = turn.person(Role.LEAD)
    briefing = turn.unit.briefings.briefing(lead.partnership_id, briefing_id)
    if briefing is None:
        raise Refusal("not-found")
    return lead, briefing


def _preview(turn: Turn, briefing_id: int, rule: str, once: str, problem: str | None = None) -> ConfirmBriefing:
    lead, briefing = _briefing(turn, briefing_id)
    by_agency = counted(turn, lead, rule)
    return ConfirmBriefing(
        briefing=briefing_id,
        audience=rule,
        count=sum(number for _, number in by_agency),
        by_agency=tuple(by_agency[:20]),
        preview=show_of(briefing_id, briefing, preview=True),
        type_count=needs_typing(turn, lead, rule),
        once=once,
        problem=problem,
    )
