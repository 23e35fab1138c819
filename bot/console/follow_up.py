"""Follow up from the command line: the dialog of every door, the count and the minutes first."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

import typer

from bot.console.confirm import SendPreview, settle_count
from bot.console.lookups import by_reference, lead_of, turn_of, typed_command
from bot.console.options import (
    AsJson,
    AskedAudience,
    At,
    Count,
    Every,
    Lead,
    Partnership,
    Questionnaire,
    SubjectRef,
    Until,
    Yes,
)
from bot.console.program import program_of
from bot.console.send_times import ConfirmedSend, Timing, show_confirmed
from dialogs.replies import ConfirmFollowUp, Reply
from dialogs.scheduling import confirm_follow_up
from dialogs.scheduling.confirm_follow_up import FollowUpConfirmation, FollowUpToCheck
from dialogs.turn import Installation
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.people import Person, people
from surveys.problems import Refusal

KINDS = ("event", "action")


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
    """What the dialog says to it, before it is confirmed."""

    lead: Person
    command: FollowUpToCheck
    asked: ConfirmFollowUp

    @property
    def going(self) -> SendPreview:
        """How many people and minutes it asks, and the sentence to confirm."""
        asked = self.asked
        whom = f"{people(asked.count)} of {self.lead.partnership} would be asked"
        minutes = f"about {asked.minutes_each} min each, {asked.minutes_in_all:,} min in all"
        sentence = f"“{asked.subject_title}”: {whom} “{asked.instrument}”, {minutes}. {asked.when}"
        return SendPreview(asked.by_agency, sentence.strip(), asked.type_count, asked.left_out)

    def confirmation(self, typed: str | int | None) -> FollowUpConfirmation:
        """Return the command that asks what was shown."""
        asked = self.asked
        return FollowUpConfirmation(
            **dict(self.command), count=asked.count, once=asked.once, typed=typed
        )


def follow_up(  # noqa: PLR0913, PLR0917 - each is an argument or an option that can be typed
    context: typer.Context,
    ref: SubjectRef,
    instrument: Questionnaire,
    audience: AskedAudience = "",
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
    timing = Timing(at, every, until)
    request = FollowUpRequest(ref, instrument, audience.strip(), timing, partnership, lead)
    with program.store() as store:
        shown = store.look(lambda unit: find(unit, installation, request))
        typed = settle_count(shown.going, yes=yes, count=count, quietly=as_json)
        reply = store.act_now(lambda unit: ask(unit, installation, shown, typed))
    title, going = shown.asked.subject_title, shown.going
    named = {"subject": title, "instrument": instrument}
    in_words = partial(_in_words, at=at, starts=shown.asked.starts, count=going.count)
    sent = ConfirmedSend(title, named, request.rule, timing, shown.asked, going, in_words)
    show_confirmed(reply, sent, as_json=as_json)


def find(unit: Unit, installation: Installation, request: FollowUpRequest) -> FollowUpShown:
    """Find the event or action and the lead, and ask the dialog what following it up comes to."""
    place, subject = by_reference(
        unit,
        request.partnership,
        request.ref,
        "event or action",
        lambda place_id: _subject(unit, place_id, request.ref),
    )
    lead = lead_of(unit, place, request.lead)
    command = typed_command(
        FollowUpToCheck,
        subject=subject,
        instrument=request.instrument,
        audience=request.rule,
        **request.timing.facts(),
    )
    asked = confirm_follow_up.check(turn_of(lead, unit, installation), command)
    return FollowUpShown(lead, command, asked)


def _subject(unit: Unit, place_id: int, ref: str) -> str | None:
    """Return event:ID or action:ID for a reference, which may itself say which of the two it is."""
    kind, _, rest = ref.partition(":")
    named = rest if kind in KINDS else ref
    rows = {
        "event": unit.learning_events.find(place_id, named),
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


def ask(
    unit: Unit, installation: Installation, shown: FollowUpShown, typed: str | int | None
) -> Reply:
    """Ask what was shown, or keep when to ask it."""
    turn = turn_of(shown.lead, unit, installation)
    return confirm_follow_up.confirmed(turn, shown.confirmation(typed))


def _in_words(dispatch: int | None, at: datetime | None, starts: str, count: int) -> str:
    """Say that it is under way, or when it will be where nothing has gone out yet."""
    if dispatch is None and at:
        return f"Planned: it opens on {moment_in_words(at)} UK time for {people(count)}."
    return f"Opened as dispatch {dispatch} for {people(count)}; it goes out {starts}."
