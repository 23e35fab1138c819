"""Trigger a follow-up from the command line: the same dialog as on a card, the count and the minutes first."""

from dataclasses import dataclass
from typing import Annotated

import typer

from bot.console.brief import once_of
from bot.console.confirm import SendPreview, settle_count
from bot.console.lookups import NamedPartnership, by_reference, instrument_named, lead_of, turn_of
from bot.console.options import AsJson, At, Count, Every, Lead, Partnership, Until, Yes
from bot.console.output import say, show_json
from bot.console.program import program_of
from bot.console.send_times import Timing, show_job
from dialogs.asking.follow_up import FollowUp, look_up, open_follow_up
from dialogs.people.audience_counts import confirm, left_out
from dialogs.scheduling.recurring_sends import Repeat, begin
from dialogs.turn import Installation, Turn
from storage.unit import Unit
from surveys.asking.instrument import Mode
from surveys.london import moment_in_words
from surveys.people import people
from surveys.problems import Refusal
from surveys.sending.recurring_send import JobKind, Times

KINDS = ("event", "action")


Ref = Annotated[
    str,
    typer.Argument(metavar="EVENT_OR_ACTION_REF", help="The reference of an event or an action."),
]
Questionnaire = Annotated[
    str, typer.Option("--instrument", metavar="CODE", help="The questionnaire to put.")
]
Audience = Annotated[
    str,
    typer.Option("--audience", metavar="RULE", help="Who is asked; by default those who attended."),
]


@dataclass(frozen=True, slots=True)
class FollowUpRequest:
    """What was typed."""

    ref: str
    instrument: str
    rule: str
    timing: Timing
    partnership: str | None
    lead: str | None


@dataclass(frozen=True, slots=True)
class FollowUpShown:
    """What was found and shown."""

    follow_up: FollowUp
    going: SendPreview
    times: Times | None


def follow_up(  # noqa: PLR0913, PLR0917 - each is an argument or an option that somebody may type
    context: typer.Context,
    ref: Ref,
    instrument: Questionnaire,
    audience: Audience = "",
    at: At = None,
    every: Every = None,
    until: Until = None,
    partnership: Partnership = None,
    lead: Lead = None,
    yes: Yes = False,
    count: Count = None,
    as_json: AsJson = False,
) -> None:
    """Ask people what has changed after an event or an action."""
    program = program_of(context)
    installation = program.installation()
    wanted = FollowUpRequest(
        ref, instrument, audience.strip(), Timing(at, every, until), partnership, lead
    )
    with program.store() as store:
        shown = store.look(lambda unit: find(unit, installation, wanted))
        typed = settle_count(shown.going, yes=yes, count=count, quietly=as_json)
        if (times := shown.times) is not None:
            key = store.act_now(
                lambda unit: repeat(unit, installation, wanted, shown, times, typed)
            )
            show_job(
                key,
                shown.follow_up.title,
                wanted.rule,
                times,
                shown.going,
                installation=installation,
                as_json=as_json,
            )
            return
        dispatch = store.act_now(lambda unit: open_it(unit, installation, wanted, shown, typed))
    _show(dispatch, shown, wanted, as_json=as_json)


def find(unit: Unit, installation: Installation, wanted: FollowUpRequest) -> FollowUpShown:
    """Find the event or action, the questionnaire, the lead and the people; refuses what cannot be asked."""
    place, subject = by_reference(
        unit,
        wanted.partnership,
        wanted.ref,
        "event or action",
        lambda place_id: _subject(unit, place_id, wanted.ref),
    )
    times = wanted.timing.times(unit.now, installation)
    instrument = instrument_named(unit, wanted.instrument)
    if instrument.mode is Mode.ANONYMOUS:
        raise Refusal("instrument-by-link", instrument=instrument.code)
    turn = turn_of(lead_of(unit, place, wanted.lead), unit, installation)
    found = look_up(turn, subject, instrument.code, wanted.rule)
    sentence = f"{_sentence(found, place)} {wanted.timing.in_words(times, installation)}".strip()
    held = left_out(turn, found.people, installation.most_asks)
    return FollowUpShown(
        found, SendPreview(unit.count(found.people), sentence, found.everyone, held), times
    )


def _subject(unit: Unit, place_id: int, ref: str) -> str | None:
    """Return event:ID or action:ID for a reference, which may say itself which of the two it is."""
    kind, _, rest = ref.partition(":")
    named = rest if kind in KINDS else ref
    rows = {
        "event": unit.waves.find_event(place_id, named),
        "action": unit.evidence.find_action(place_id, named),
    }
    found = [
        f"{name}:{row.id}"
        for name, row in rows.items()
        if row and (kind not in KINDS or name == kind)
    ]
    if len(found) > 1:
        raise Refusal("reference-of-two", ref=ref)
    return found[0] if found else None


def open_it(
    unit: Unit,
    installation: Installation,
    wanted: FollowUpRequest,
    shown: FollowUpShown,
    typed: str | int | None,
) -> int | None:
    """Plan or open the wave, unless the audience has changed; return the dispatch where it goes out now."""
    turn = turn_of(shown.follow_up.lead, unit, installation)
    found = _confirm_again(turn, wanted, shown, typed)
    once = once_of(
        "follow-up",
        found.lead,
        f"{found.subject}:{found.instrument.code}:{wanted.rule}",
        wanted.timing.at,
    )
    return open_follow_up(turn, found, once, wanted.timing.at or unit.now)


def repeat(
    unit: Unit,
    installation: Installation,
    wanted: FollowUpRequest,
    shown: FollowUpShown,
    times: Times,
    typed: str | int | None,
) -> str:
    """Keep it to be asked again and again, unless the audience has changed; return the job's key."""
    turn = turn_of(shown.follow_up.lead, unit, installation)
    found = _confirm_again(turn, wanted, shown, typed)
    kind, _, rest = wanted.ref.partition(":")
    subject = f"{found.subject.partition(':')[0]}:{rest if kind in KINDS else wanted.ref}"
    code = found.instrument.code
    return begin(turn, found.lead, Repeat(JobKind.FOLLOW_UP, subject, code, wanted.rule, times))


def _confirm_again(
    turn: Turn, wanted: FollowUpRequest, shown: FollowUpShown, typed: str | int | None
) -> FollowUp:
    found = look_up(turn, shown.follow_up.subject, wanted.instrument, wanted.rule)
    confirm(
        everyone=found.everyone, count_now=found.count, count_seen=shown.going.count, typed=typed
    )
    return found


def _sentence(found: FollowUp, place: NamedPartnership) -> str:
    each = found.instrument.minutes
    asked = f"“{found.title}”: {people(found.count)} of {place.name} would be asked"
    return f"{asked} “{found.instrument.code}”, about {each} min each, {each * found.count:,} min in all."


def _show(
    dispatch: int | None, shown: FollowUpShown, wanted: FollowUpRequest, *, as_json: bool
) -> None:
    if as_json:
        facts = {
            "dispatch": dispatch,
            "subject": shown.follow_up.title,
            "instrument": wanted.instrument,
        }
        show_json({**facts, "audience": wanted.rule, "at": wanted.timing.at, **shown.going.facts()})
        return
    if dispatch is None and wanted.timing.at:
        say(
            f"Planned: it opens on {moment_in_words(wanted.timing.at)} for {people(shown.going.count)}."
        )
        return
    say(f"Opened as dispatch {dispatch} for {people(shown.going.count)}; it goes out now.")
    say(f"See how it stands with: deliveries {dispatch}")
