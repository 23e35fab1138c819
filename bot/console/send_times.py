"""What --at, --every and --until say of a send, and what is printed of one that repeats."""

from dataclasses import dataclass
from datetime import date, datetime

import typer

from bot.console.confirm import SendPreview
from bot.console.output import say, show_json
from dialogs.replies import Schedule, Timed
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


def show_job(
    reply: Schedule,
    title: str,
    rule: str,
    asked: Timed,
    going: SendPreview,
    until: date | None,
    *,
    as_json: bool,
) -> None:
    """Say that a recurring send is set up, under which name and when it goes out first."""
    if as_json:
        facts = {
            "job": reply.begun,
            "title": title,
            "audience": rule,
            "every": asked.every,
            "until": until,
        }
        show_json({**facts, "coming": asked.coming, **going.facts()})
        return
    first = weekday_and_moment(asked.coming[0])
    say(f"Set up as {reply.begun}: first on {first}, for {people(going.count)} at present.")
    say(f"See them all with: schedule list. Stop it with: schedule stop {reply.begun}")
