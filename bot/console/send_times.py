"""What --every adds to a send: when it comes again, in words before anybody confirms, and the job that is kept.

A set time on a bank holiday is taken as it is, and said; a rule goes round bank holidays by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import typer

from bot.console.confirm import SendPreview
from bot.console.output import say, show_json
from dialogs.turn import Installation
from surveys.london import LONDON, day_in_words, weekday_and_moment
from surveys.people import people
from surveys.problems import Refusal
from surveys.sending.recurring_send import Times, plan

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Timing:
    """When it is wanted, as it was typed."""

    at: datetime | None
    every: str | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.every is None:
            raise typer.BadParameter("it goes with --every only", param_hint="--until")

    def times(self, now: datetime, installation: Installation) -> Times | None:
        """Return when it goes out again and again, None where it goes out once; refuses a set time that is past."""
        if self.at is not None and self.at <= now:
            raise Refusal("time-past")
        return (
            plan(self.every, self.at, self.until, now, installation.is_holiday)
            if self.every is not None
            else None
        )

    def in_words(self, times: Times | None, installation: Installation) -> str:
        """Say what there is to know of the time before it is confirmed."""
        remarks: list[str] = []
        if times is not None:
            following = (
                f"; then on {', '.join(_coming(times, installation)[1:])}"
                if _coming(times, installation)[1:]
                else ""
            )
            remarks += [
                f"Again and again, {times.every}: first on {weekday_and_moment(times.next_at)}{following}.",
                f"The last day is {day_in_words(times.until)}."
                if times.until
                else "It goes on until it is stopped.",
                "Each time it is for whoever the audience names then.",
            ]
        if self.at is not None and installation.is_holiday(self.at.astimezone(LONDON).date()):
            remarks.append(
                f"{day_in_words(self.at)} is a bank holiday: where Sundays are quiet, messages wait until it is over."
            )
        return " ".join(remarks)


def _coming(times: Times, installation: Installation) -> list[str]:
    return [weekday_and_moment(moment) for moment in times.coming(SHOWN, installation.is_holiday)]


def show_job(
    key: str,
    title: str,
    rule: str,
    times: Times,
    going: SendPreview,
    *,
    installation: Installation,
    as_json: bool,
) -> None:
    """Say that a recurring send is kept, under which name and when it comes first."""
    if as_json:
        coming: Sequence[datetime] = times.coming(SHOWN, installation.is_holiday)
        facts = {
            "job": key,
            "title": title,
            "audience": rule,
            "every": times.every,
            "until": times.until,
        }
        show_json({**facts, "coming": coming, **going.facts()})
        return
    say(
        f"Kept as {key}: first on {weekday_and_moment(times.next_at)}, for {people(going.count)} as things stand."
    )
    say(f"See them all with: schedule list. Stop it with: schedule stop {key}")
