"""Send a briefing from the command line: the dialog of every door, the count first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import typer

from bot.console.briefing import asks_for_sign_off, show_findings
from bot.console.confirm import SendPreview, refuse, settle_count
from bot.console.lookups import by_reference, person_of, turn_of, typed_command
from bot.console.options import (
    Again,
    AsJson,
    At,
    BriefingRef,
    Count,
    Every,
    InChannels,
    Lead,
    Partnership,
    SendTo,
    Until,
    Yes,
)
from bot.console.output import say
from bot.console.program import program_of
from bot.console.send_times import ConfirmedSend, Timing, show_confirmed
from dialogs.replies import ConfirmBriefing, Reply
from dialogs.scheduling import confirm_briefing
from dialogs.scheduling.confirm_briefing import BriefingConfirmation, BriefingToCheck
from dialogs.telling.manage_briefings import check_text
from dialogs.telling.read_briefing import OfBriefing
from dialogs.turn import Installation
from storage.unit import Unit
from surveys.people import Person, people
from surveys.telling.permissions import Permission


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """What was typed."""

    ref: str
    rule: str
    timing: Timing
    partnership: str | None
    lead: str | None
    channels: Sequence[str] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class BriefingShown:
    """What the dialog says to it, before it is confirmed."""

    lead: Person
    command: BriefingToCheck
    asked: ConfirmBriefing
    findings: Sequence[tuple[str, str, str]]  # of the release check, where it must be signed off

    @property
    def going(self) -> SendPreview:
        """How many people it goes to, and the sentence to confirm."""
        asked = self.asked
        goes = f"“{asked.preview.title}” goes to {people(asked.count)} of {self.lead.partnership}."
        sentence = f"{goes} {asked.when}".strip()
        return SendPreview(
            asked.by_agency, sentence, asked.type_count, asked.left_out, self.had_before
        )

    @property
    def had_before(self) -> Sequence[str]:
        """Who has had it, from whom and when, and whether they get it again."""
        if not self.asked.had_before:
            return ()
        them = "They are left out. To send it to them again, add --again."
        return (*self.asked.had_before, them if self.asked.had else "They get it again.")

    def confirmed(self, request: BriefRequest) -> ConfirmedSend:
        """Return what is shown once it is confirmed."""
        asked, going, title = self.asked, self.going, self.asked.preview.title
        in_words = partial(
            _in_words, starts=asked.starts, count=going.count, channels=len(request.channels)
        )
        named = {"title": title}
        return ConfirmedSend(title, named, request.rule, request.timing, asked, going, in_words)

    def confirmation(self, typed: str | int | None) -> BriefingConfirmation:
        """Return the command that sends what was shown."""
        asked = self.asked
        return BriefingConfirmation(
            **dict(self.command),
            count=asked.count,
            once=asked.once,
            typed=typed,
            version=asked.version,
            word=asked.word is not None,
        )


def brief(  # noqa: PLR0913, PLR0917 - each is an argument or an option that can be typed
    context: typer.Context,
    ref: BriefingRef,
    audience: SendTo,
    at: At = None,
    every: Every = None,
    until: Until = None,
    channel: InChannels = None,
    again: Again = False,
    partnership: Partnership = None,
    lead: Lead = None,
    yes: Yes = False,
    count: Count = None,
    as_json: AsJson = False,
) -> None:
    """Send a briefing: shows how many people first, and asks."""
    program = program_of(context)
    installation = program.installation()
    if channel and every:
        raise typer.BadParameter("it does not go with --every", param_hint="--channel")
    request = BriefRequest(
        ref, audience, Timing(at, every, until), partnership, lead, channel or (), again
    )
    with program.store() as store:
        shown = store.look(lambda unit: look_up(unit, installation, request))
        refuse(*shown.asked.in_the_way[:1])
        if shown.asked.word is not None:
            show_findings(shown.findings, errors=as_json)
            say(asks_for_sign_off(shown.lead.name), errors=as_json)
        typed = settle_count(shown.going, yes=yes, count=count, quietly=as_json)
        reply = store.act_now(lambda unit: send(unit, installation, shown, typed))
    show_confirmed(reply, shown.confirmed(request), as_json=as_json)


def look_up(unit: Unit, installation: Installation, request: BriefRequest) -> BriefingShown:
    """Find the briefing and the lead, and ask the dialog what sending it comes to."""
    place, briefing_id = by_reference(
        unit,
        request.partnership,
        request.ref,
        "briefing",
        lambda place_id: unit.briefings.find(place_id, request.ref),
    )
    lead = person_of(unit, place, request.lead, Permission.SEND)
    turn = turn_of(lead, unit, installation)
    command = typed_command(
        BriefingToCheck,
        briefing=briefing_id,
        audience=request.rule,
        channel_names=tuple(request.channels),
        again=request.again,
        **request.timing.facts(),
    )
    asked = confirm_briefing.check(turn, command)
    if asked.word is None:
        return BriefingShown(lead, command, asked, ())
    findings = check_text(turn, OfBriefing(briefing=briefing_id)).findings
    return BriefingShown(lead, command, asked, findings)


def send(
    unit: Unit, installation: Installation, shown: BriefingShown, typed: str | int | None
) -> Reply:
    """Send what was shown, or keep when to send it."""
    turn = turn_of(shown.lead, unit, installation)
    return confirm_briefing.confirmed(turn, shown.confirmation(typed))


def _in_words(dispatch: int | None, starts: str, count: int, channels: int) -> str:
    queued = f"Queued as dispatch {dispatch} for {people(count)}; it goes out {starts}."
    where = "one channel" if channels == 1 else f"{channels} channels"
    return f"{queued}\nIt is also posted in {where}." if channels else queued
