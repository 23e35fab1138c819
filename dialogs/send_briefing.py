"""Send a briefing: choose it and its audience, see count and preview, confirm; one transaction freezes and fans out."""

import secrets
from datetime import datetime

from pydantic import Field

from dialogs import post_in_channels
from dialogs.audiences import confirm, counted, left_out, needs_typing, offered
from dialogs.progress import queued
from dialogs.read_briefing import show_of
from dialogs.release_briefing import (
    find,
    give_word,
    in_brief,
    in_the_way,
    refuse_embargoed,
    refuse_other_version,
    refuse_unready,
    theirs,
)
from dialogs.replies import ChooseBriefing, ConfirmBriefing, Option, Reply, ShowBriefing
from dialogs.tracked_links import tracked
from dialogs.turn import Command, Id, Turn
from surveys.people import Person
from surveys.problems import Refusal
from surveys.telling.briefing import Briefing
from surveys.telling.delivery import Kind
from surveys.telling.dispatch import NewDispatch
from surveys.telling.permissions import ROLES, Permission
from surveys.telling.standing import DRAFT, WORD, Standing


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
    version: Id = 1  # of the text that was shown; cards drawn before there were versions showed the first
    word: bool = False  # sending it was giving one's word that nobody can be recognised
    channels: str = Field(default="", max_length=1000)  # those ticked, by commas


class Begin(Command):
    """Which briefing, where one has been opened already."""

    briefing: Id | None = None


def choose(turn: Turn, command: Begin, problem: str | None = None) -> Reply:
    """Offer the briefings that are no drafts, or the one that has been opened, and the audiences."""
    lead = turn.person(*ROLES[Permission.SEND])
    if command.briefing is not None:
        lead, standing = theirs(turn, command.briefing, Permission.SEND)
        listed = [standing]
    else:
        listed = [one for one in turn.unit.versions.listed(lead.partnership_id, 50) if one.state != DRAFT][:20]
    briefings = tuple(Option(value=str(one.id), text=one.briefing.title, detail=one.briefing.ref) for one in listed)
    return ChooseBriefing(briefings=briefings, audiences=offered(turn, lead), problem=problem)


def preview(turn: Turn, command: Choice) -> Reply:
    """Show who would get it and how it reads."""
    try:
        return _preview(turn, command.briefing, command.rule.strip() or command.audience, secrets.token_hex(8))
    except Refusal as refusal:
        if refusal.code not in {"audience-missing", "audience-unreadable", "nobody-in-audience"}:
            raise
        return choose(turn, Begin(), problem=str(refusal))


def confirmed(turn: Turn, command: Confirmation) -> Reply:
    """Send it, unless the audience or the text has changed; a second tap finds the first send."""
    lead, standing = theirs(turn, command.briefing, Permission.SEND)
    once = f"brief:{lead.partnership_id}:{command.once}"
    if (sent := turn.unit.deliveries.find(once)) is not None:  # whatever has become of its audience since
        return queued(turn.unit, lead.partnership_id, sent, turn.house.send_rate)
    count = sum(number for _, number in counted(turn, lead, command.audience))
    try:
        refuse_other_version(standing, command.version)
        everyone = needs_typing(turn, lead, command.audience)
        confirm(everyone=everyone, count_now=count, count_seen=command.count, typed=command.typed)
        channels = post_in_channels.chosen(turn, lead, command.channels)
        _take_word(turn, lead, standing, given=command.word)
    except Refusal as refusal:
        return _preview(turn, command.briefing, command.audience, command.once, problem=str(refusal))
    dispatch = send(turn, lead, command.briefing, standing.briefing, command.audience, once, turn.unit.now)
    post_in_channels.post(turn, lead, dispatch, channels, turn.unit.now)
    return queued(turn.unit, lead.partnership_id, dispatch, turn.house.send_rate)


def _take_word(turn: Turn, lead: Person, standing: Standing, *, given: bool) -> None:
    if given:
        give_word(turn, lead, standing)
    elif not standing.is_released:
        raise Refusal("word-needed")


def send(turn: Turn, lead: Person, briefing_id: int, briefing: Briefing, rule: str, once: str, due_at: datetime) -> int:
    """Freeze the briefing and fan it out; return the dispatch. Refuses one that may not go, or not yet."""
    refuse_embargoed(briefing, due_at)
    refuse_unready(turn, lead.partnership_id, briefing_id, briefing)
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


def frozen(turn: Turn, briefing_id: int, briefing: Briefing) -> ShowBriefing:
    """Return a briefing as it is frozen to be sent: its links lead through us."""
    return tracked(show_of(briefing_id, briefing, preview=False), turn.house.public_url)


def _preview(turn: Turn, briefing_id: int, rule: str, once: str, problem: str | None = None) -> ConfirmBriefing:
    lead, standing = theirs(turn, briefing_id, Permission.SEND)
    by_agency = counted(turn, lead, rule)
    return ConfirmBriefing(
        briefing=briefing_id,
        audience=rule,
        count=sum(number for _, number in by_agency),
        by_agency=tuple(by_agency[:20]),
        preview=show_of(briefing_id, standing.briefing, preview=True),
        type_count=needs_typing(turn, lead, rule),
        once=once,
        channels=post_in_channels.offered(turn, lead),
        version=standing.version,
        in_the_way=in_the_way(turn, standing),
        findings=() if standing.is_released else in_brief(find(turn, standing)),
        word=None if standing.is_released else WORD,
        left_out=left_out(turn, turn.unit.audience(lead.partnership_id, rule), most_asks=0),
        problem=problem,
    )
