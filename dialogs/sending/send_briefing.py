"""Sends a briefing: choose it and its audience, see count and preview, then freeze and fan out."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from dialogs.people.audience_counts import left_out, named, needs_typing, offered
from dialogs.replies import ChooseBriefing, ConfirmBriefing, Option, Reply, ShowBriefing, freeze
from dialogs.sending import post_in_channels
from dialogs.telling.read_briefing import show_of
from dialogs.telling.sign_off_briefing import (
    find,
    held_back,
    in_brief,
    not_ready,
    refuse_embargoed,
    refuse_unready,
    theirs,
)
from dialogs.telling.tracked_links import tracked
from dialogs.turn import Command, Id, Turn
from storage.database.query_types import AnySelect
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.audience import FAULTS
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch
from surveys.telling.approval_status import DRAFT, SIGN_OFF
from surveys.telling.briefing import Briefing
from surveys.telling.permissions import SENDERS, Permission


class BriefingChoice(Command):
    """Which briefing, to whom; a typed `rule` takes precedence over the audience chosen."""

    briefing: Id
    audience: str = Field(default="", max_length=2000)
    rule: str = Field(default="", max_length=2000)
    timed: bool = False  # whether to ask for a time, a repeat and channels


class Begin(Command):
    """Which briefing, if one is open already."""

    briefing: Id | None = None


def choose(turn: Turn, command: Begin) -> ChooseBriefing:
    """Offer the briefings that are not drafts, or the one already open, and the audiences."""
    if command.briefing is not None:
        listed = [theirs(turn, command.briefing, Permission.SEND)]
    else:
        listed = [
            (lead, one)
            for lead in turn.people(*SENDERS)
            for one in turn.unit.briefing_versions.listed(lead.partnership_id, 50)
            if one.state != DRAFT
        ]
    briefings = tuple(
        Option(
            value=str(one.id),
            text=one.briefing.title,
            detail=turn.placed(one.briefing.ref, lead),
        )
        for lead, one in listed[:20]
    )
    ready = (one.id for _, one in listed[:20] if not not_ready(one) and not held_back(turn, one))
    newest = str(max(ready, default=""))
    leads = {lead.id: lead for lead, _ in listed} or {p.id: p for p in turn.people(*SENDERS)}
    audiences = offered(turn, leads.values())
    return ChooseBriefing(briefings=briefings, audiences=audiences, newest=newest)


def preview(turn: Turn, command: BriefingChoice) -> Reply:
    """Show who would get it and how it reads."""
    try:
        rule, once = command.rule.strip() or command.audience, secrets.token_hex(8)
        asked = shown(turn, command.briefing, rule, once)
        return asked.model_copy(update={"timed": command.timed})
    except Refusal as refusal:
        if refusal.code not in FAULTS:
            raise
        given = {"briefing": str(command.briefing), "rule": command.rule}
        return choose(turn, Begin()).model_copy(update={**given, "problem": str(refusal)})


@dataclass(frozen=True, slots=True)
class BriefingSend:
    """One send of a briefing: its text, to whom, by which idempotency key, and when."""

    briefing_id: int
    briefing: Briefing
    rule: str
    once: str
    due_at: datetime
    again: bool  # also to people who have had it


def send(turn: Turn, lead: Person, one: BriefingSend) -> int:
    """Freeze the briefing and fan it out; return the dispatch. Refuses one not ready to be sent."""
    turn.unit.had_before.lock()
    refuse_embargoed(one.briefing, one.due_at)
    refuse_unready(turn, lead.partnership_id, one.briefing_id, one.briefing)
    new = NewDispatch(
        partnership_id=lead.partnership_id,
        once=one.once,
        kind=DeliveryKind.BRIEFING,
        title=one.briefing.title,
        rule=one.rule,
        says=freeze(frozen(turn, one.briefing_id, one.briefing)),
        briefing_id=one.briefing_id,
        asked_by=lead.id,
    )
    named_now = turn.unit.audience(lead.partnership_id, one.rule)
    people = chosen(turn, one.briefing_id, named_now, again=one.again)
    dispatch, made = turn.unit.deliveries.open(new, people, one.due_at, turn.unit.now)
    if made:
        turn.record(lead, "send briefing", f"dispatch:{dispatch}")
    return dispatch


def chosen(turn: Turn, briefing_id: int, people: AnySelect, *, again: bool) -> AnySelect:
    """Return those of some people to whom a briefing goes: who have not had it, or all `again`."""
    return people if again else turn.unit.had_before.without(people, briefing_id)


def frozen(turn: Turn, briefing_id: int, briefing: Briefing) -> ShowBriefing:
    """Return a briefing as it is frozen to be sent: its links lead through us."""
    return tracked(show_of(briefing_id, briefing, preview=False), turn.installation.public_url)


def shown(
    turn: Turn,
    briefing_id: int,
    rule: str,
    once: str,
    problem: str | None = None,
    *,
    again: bool = False,
) -> ConfirmBriefing:
    """Return who would get a briefing and how it reads, with what is wrong.

    The count is of those who have not had it, or of all where it goes to them `again`.
    """
    lead, status = theirs(turn, briefing_id, Permission.SEND)
    every, held = named(turn, lead, rule), held_back(turn, status)
    before = turn.unit.had_before.among(every, briefing_id)
    people = chosen(turn, briefing_id, every, again=again)
    by_agency = turn.unit.count(people)
    return ConfirmBriefing(
        briefing=briefing_id,
        audience=rule,
        count=sum(number for _, number in by_agency),
        by_agency=tuple(by_agency),
        had=0 if again else sum(one.people for one in before),
        had_before=tuple(words for one in before for words in one.in_words()),
        preview=show_of(briefing_id, status.briefing, preview=True),
        type_count=needs_typing(turn, lead, rule),
        once=once,
        channels=post_in_channels.offered(turn, lead),
        version=status.version,
        in_the_way=not_ready(status),
        held_back=held,
        day=status.briefing.embargo_until if held else None,
        findings=() if status.is_released else in_brief(find(turn, status)),
        word=None if status.is_released else SIGN_OFF,
        left_out=left_out(turn, people, most_asks=0),
        starts=turn.installation.quiet.starts(None, turn.unit.now),
        problem=problem,
    )
