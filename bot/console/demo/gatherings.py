"""The twelve events of the demonstration and who came to them; the last one is just ending.

Who comes is drawn from the agencies of the event's own partnership, in an order that never changes.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.console.demo.cast import PRACTITIONER, people
from bot.console.demo.threads import thread
from surveys.impact.ratified_model import months_before
from surveys.london import LONDON

Row = Mapping[str, str]
JUST_ENDING = "AW-E7"
ENDS_IN = timedelta(seconds=15)  # the walkthrough has enough to do until then


@dataclass(frozen=True, slots=True)
class Gathering:
    """One event: months before today, and how many were invited."""

    ref: str
    title: str
    kind: str
    action: str
    months: float
    invited: int


GATHERINGS = (
    Gathering("AW-E1", "Bruising in babies: one pathway for all of us", "seminar", "AW-01", 15, 52),
    Gathering(
        "AW-E2", "Bruising in babies: a year of same-day decisions", "workshop", "AW-01", 5, 56
    ),
    Gathering("AW-E3", "Seeing the men in a child's life", "seminar", "AW-02", 10, 58),
    Gathering("AW-E4", "When a child moves: handing over well", "workshop", "AW-03", 6, 54),
    Gathering("AW-E5", "A day in the life: naming neglect early", "seminar", "AW-04", 7, 60),
    Gathering(
        "AW-E6", "Listening and writing it down: a pilot on one ward", "workshop", "AW-05", 4.5, 9
    ),
    Gathering(
        JUST_ENDING, "Bruising in babies: a lunchtime session", "briefing session", "AW-01", 0, 46
    ),
    Gathering("SB-E1", "Speaking up: the escalation policy", "seminar", "SB-01", 11, 54),
    Gathering("SB-E2", "Speaking up: practising hard conversations", "workshop", "SB-01", 5, 44),
    Gathering("SB-E3", "Exploitation: beyond the front door", "seminar", "SB-02", 17, 50),
    Gathering("SB-E4", "Exploitation: planning with young people", "workshop", "SB-02", 8, 56),
    Gathering("SB-E5", "Domestic abuse: the child is a victim too", "seminar", "SB-03", 5.5, 74),
)


def gathering(ref: str) -> Gathering:
    """Return the event of that ref."""
    return next(one for one in GATHERINGS if one.ref == ref)


def times(one: Gathering, now: datetime) -> tuple[datetime, datetime]:
    """Return when it began and ended; all began at ten in London but the one that ends now."""
    if one.ref == JUST_ENDING:
        return now - timedelta(hours=1), now + ENDS_IN
    day = months_before(now.date(), int(one.months)) - timedelta(days=15 if one.months % 1 else 0)
    day -= timedelta(days=max(0, day.weekday() - 4))
    starts = datetime.combine(day, time(10), LONDON).astimezone(UTC)
    return starts, starts + timedelta(hours=2)


def events(now: datetime) -> list[Row]:
    """Return the rows of an import of `events`."""
    rows: list[Row] = []
    for one in GATHERINGS:
        starts, ends = times(one, now)
        rows.append(
            {
                "partnership": thread(one.action).partnership,
                "ref": one.ref,
                "title": one.title,
                "kind": one.kind,
                "starts_at": starts.isoformat(),
                "ends_at": ends.isoformat(),
                "action_refs": one.action,
            }
        )
    return rows


def attendance() -> list[Row]:
    """Return the rows of an `attendance` import: about one in ten of those invited did not come."""
    roster = people()
    return [row for one in GATHERINGS for row in _came(one, roster)]


def _came(one: Gathering, roster: list[Row]) -> list[Row]:
    rng = random.Random(one.ref)  # noqa: S311 - an order, not a secret
    partnership = thread(one.action).partnership
    practitioners = [
        p for p in roster if p["partnership"] == partnership and "evaluator" not in p["roles"]
    ]
    invited = rng.sample(practitioners, one.invited)
    if one.ref == JUST_ENDING:
        priya = next(p for p in practitioners if p["name"] == PRACTITIONER[0])
        invited = [priya, *(p for p in invited if p is not priya)][: one.invited]
    return [
        {
            "event_ref": one.ref,
            "email": person["email"],
            "attended": "no" if place % 10 == 9 else "yes",
        }
        for place, person in enumerate(invited)
    ]
