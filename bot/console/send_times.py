"""What --at, --every and --until say of a send, and what is printed once it is confirmed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import typer

from bot.console.confirm import SendPreview, refuse
from bot.console.output import say, show_json
from dialogs.replies import (
    ConfirmBriefing,
    ConfirmFollowUp,
    Queued,
    Reply,
    Said,
    Schedule,
    Timed,
)
from surveys.london import weekday_and_moment
from surveys.people import people


@dataclass(frozen=True, slots=True)
class Timing:
    """When it is to go out, as it was typed."""

    at: datetime | None
    every: str | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.every is None:
            raise typer.BadParameter("it goes with --every only", param_hint="--until")

    def facts(self) -> dict[str, object]:
        """Return the fields of a command."""
        return {"at": self.at, "every": self.every or "", "until": self.until}


@dataclass(frozen=True, slots=True)
class ConfirmedSend:
    """What was confirmed: as it was typed, and as it was shown.

    `named` are the facts of what is sent, for --json. `in_words` says of a dispatch that it was
    queued, and of None that nothing has gone out yet.
    """

    title: str
    named: Mapping[str, object]
    rule: str
    timing: Timing
    asked: Timed
    going: SendPreview
    in_words: Callable[[int | None], str]


def show_confirmed(reply: Reply, sent: ConfirmedSend, *, as_json: bool) -> None:
    """Refuse a problem, or show the recurring send that is set up, or what was queued."""
    facts: dict[str, object]
    match reply:
        case ConfirmBriefing(problem=str(problem)) | ConfirmFollowUp(problem=str(problem)):
            refuse(problem)
            return
        case Schedule(begun=job):
            facts = {"job": job, "title": sent.title, "audience": sent.rule}
            facts |= {"every": sent.asked.every, "until": sent.timing.until}
            facts |= {"coming": sent.asked.coming}
            first, whom = weekday_and_moment(sent.asked.coming[0]), people(sent.going.count)
            said = f"Set up as {job}: first on {first}, for {whom} at present."
            then = f"See them all with: schedule list. Stop it with: schedule stop {job}"
        case Queued() | Said():
            dispatch = reply.dispatch if isinstance(reply, Queued) else None
            facts = {"dispatch": dispatch, **sent.named}
            facts |= {"audience": sent.rule, "at": sent.timing.at}
            said = sent.in_words(dispatch)
            then = f"See how it goes with: deliveries {dispatch}" if dispatch else ""
        case _:
            raise TypeError(reply.kind)
    if as_json:
        show_json(facts | sent.going.facts())
        return
    say(said)
    if then:
        say(then)
