"""Send a briefing from the command line: the same dialog as on a card, the count first."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated

import typer

from bot.console.briefing import asks_for_word, show_findings
from bot.console.confirm import SendPreview, settle_count
from bot.console.lookups import by_reference, person_of, turn_of
from bot.console.options import AsJson, At, Count, Every, InChannels, Lead, Partnership, Until, Yes
from bot.console.output import say, show_json
from bot.console.program import program_of
from bot.console.send_times import Timing, show_job
from dialogs.people.audience_counts import confirm, counted, left_out, needs_typing
from dialogs.scheduling.recurring_sends import Repeat, begin
from dialogs.sending import post_in_channels
from dialogs.sending.send_briefing import send
from dialogs.telling.sign_off_briefing import (
    find,
    give_word,
    refuse_embargoed,
    refuse_other_version,
    theirs,
)
from dialogs.turn import Installation, Turn
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.people import Person, people
from surveys.problems import Refusal
from surveys.sending.recurring_send import JobKind, Times
from surveys.telling.briefing import Briefing
from surveys.telling.permissions import Permission
from surveys.telling.release_check import ReleaseFinding

Ref = Annotated[str, typer.Argument(metavar="REF", help="The briefing's reference.")]
Audience = Annotated[
    str, typer.Option("--audience", metavar="RULE", help="Who gets it, such as role=practitioner.")
]


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """What was typed."""

    ref: str
    rule: str
    timing: Timing
    partnership: str | None
    lead: str | None
    channels: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class BriefingToSend:
    """What is meant by it."""

    lead: Person
    briefing_id: int
    briefing: Briefing
    going: SendPreview
    times: Times | None
    channels: Sequence[int]
    version: int
    findings: Sequence[ReleaseFinding] | None  # None where somebody has given their word already


def brief(  # noqa: PLR0913, PLR0917 - each is an argument or an option that somebody may type
    context: typer.Context,
    ref: Ref,
    audience: Audience,
    at: At = None,
    every: Every = None,
    until: Until = None,
    channel: InChannels = None,
    partnership: Partnership = None,
    lead: Lead = None,
    yes: Yes = False,
    count: Count = None,
    as_json: AsJson = False,
) -> None:
    """Send a briefing: prints the count first and asks."""
    program = program_of(context)
    installation = program.installation()
    if channel and every:
        raise typer.BadParameter("it does not go with --every", param_hint="--channel")
    wanted = BriefRequest(ref, audience, Timing(at, every, until), partnership, lead, channel or ())
    with program.store() as store:
        found = store.look(lambda unit: look_up(unit, installation, wanted))
        if found.findings is not None:
            show_findings(found.findings, errors=as_json)
            say(asks_for_word(found.lead.name), errors=as_json)
        typed = settle_count(found.going, yes=yes, count=count, quietly=as_json)
        if (times := found.times) is not None:
            key = store.act_now(
                lambda unit: repeat(unit, installation, wanted, found, times, typed)
            )
            title, going = found.briefing.title, found.going
            show_job(key, title, audience, times, going, installation=installation, as_json=as_json)
            return
        once = once_of("brief", found.lead, f"{found.briefing_id}:{audience}", at)
        dispatch = store.act_now(lambda unit: queue(unit, installation, wanted, found, typed, once))
    _show(dispatch, found, wanted, as_json=as_json)


def look_up(unit: Unit, installation: Installation, wanted: BriefRequest) -> BriefingToSend:
    """Find the briefing, the lead and the people; refuses what cannot be sent."""
    place, briefing_id = by_reference(
        unit,
        wanted.partnership,
        wanted.ref,
        "briefing",
        lambda place_id: unit.briefings.find(place_id, wanted.ref),
    )
    times = wanted.timing.times(unit.now, installation)
    lead = person_of(unit, place, wanted.lead, Permission.SEND)
    turn = turn_of(lead, unit, installation)
    _, standing = theirs(turn, briefing_id, Permission.SEND)
    briefing = standing.briefing
    for code in standing.in_the_way():
        if code != "word-needed":  # it is given with the send
            raise Refusal(code)
    by_agency = counted(turn, lead, wanted.rule)
    total = sum(number for _, number in by_agency)
    when = wanted.timing.in_words(times, installation)
    sentence = f"“{briefing.title}” goes to {people(total)} of {place.name}. {when}"
    held = left_out(turn, unit.audience(lead.partnership_id, wanted.rule), most_asks=0)
    going = SendPreview(by_agency, sentence.strip(), needs_typing(turn, lead, wanted.rule), held)
    channels = post_in_channels.named(turn, lead, wanted.channels)
    findings = None if standing.is_released else find(turn, standing)
    return BriefingToSend(
        lead, briefing_id, briefing, going, times, channels, standing.version, findings
    )


def queue(
    unit: Unit,
    installation: Installation,
    wanted: BriefRequest,
    found: BriefingToSend,
    typed: str | int | None,
    once: str,
) -> int:
    """Freeze the briefing and queue it, unless the audience has changed since it was shown; return the dispatch."""
    turn = turn_of(found.lead, unit, installation)
    _confirm_again(turn, found, wanted.rule, typed)
    _take_word(turn, found)
    due_at = wanted.timing.at or unit.now
    dispatch = send(turn, found.lead, found.briefing_id, found.briefing, wanted.rule, once, due_at)
    post_in_channels.post(turn, found.lead, dispatch, found.channels, due_at)
    return dispatch


def repeat(
    unit: Unit,
    installation: Installation,
    wanted: BriefRequest,
    found: BriefingToSend,
    times: Times,
    typed: str | int | None,
) -> str:
    """Keep it to be sent again and again, unless the audience has changed since it was shown; return the job's key."""
    turn = turn_of(found.lead, unit, installation)
    _confirm_again(turn, found, wanted.rule, typed)
    refuse_embargoed(found.briefing, times.next_at)
    _take_word(turn, found)
    return begin(
        turn, found.lead, Repeat(JobKind.BRIEFING, found.briefing.ref, None, wanted.rule, times)
    )


def _take_word(turn: Turn, found: BriefingToSend) -> None:
    """Keep the word that was given by going on, unless the text has changed since it was shown."""
    _, standing = theirs(turn, found.briefing_id, Permission.SEND)
    refuse_other_version(standing, found.version)
    if found.findings is not None:
        give_word(turn, found.lead, standing)


def _confirm_again(turn: Turn, found: BriefingToSend, rule: str, typed: str | int | None) -> None:
    now = sum(number for _, number in counted(turn, found.lead, rule))
    everyone = needs_typing(turn, found.lead, rule)
    confirm(everyone=everyone, count_now=now, count_seen=found.going.count, typed=typed)


def once_of(what: str, lead: Person, subject: str, at: datetime | None) -> str:
    """Return the name under which a request is kept: one for a set time is the same however often it is made."""
    if at is None:
        return f"{what}:{lead.partnership_id}:{secrets.token_hex(8)}"
    mark = sha256(f"{subject}:{at.isoformat()}".encode()).hexdigest()[:16]
    return f"{what}:{lead.partnership_id}:console:{mark}"


def _show(dispatch: int, found: BriefingToSend, wanted: BriefRequest, *, as_json: bool) -> None:
    if as_json:
        facts = {"dispatch": dispatch, "title": found.briefing.title, "audience": wanted.rule}
        show_json({**facts, "at": wanted.timing.at, **found.going.facts()})
        return
    at = wanted.timing.at
    when = f"goes out on {moment_in_words(at)}" if at else "goes out now"
    say(f"Queued as dispatch {dispatch} for {people(found.going.count)}; it {when}.")
    if found.channels:
        say(
            f"It is also posted in {'one channel' if len(found.channels) == 1 else f'{len(found.channels)} channels'}."
        )
    say(f"See how it stands with: deliveries {dispatch}")
