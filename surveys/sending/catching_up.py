"""What goes out after all to someone who could not be reached: what still holds, and how soon.

Surveys go first, the one that closes next before the others, then briefings, the newest first.
Nobody gets more than `A_DAY` at once: what is more than that waits a day, and so on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from surveys.sending.delivery import DeliveryKind

A_DAY = 5  # as many cards as one can deal with between two visits; alerts do not count
BRIEFINGS_HOLD = timedelta(days=14)
HOLDS = frozenset({DeliveryKind.ALERT, DeliveryKind.SURVEY, DeliveryKind.BRIEFING})
"""The kinds that still hold after a while: a reminder, a note or a check-in is over."""


@dataclass(frozen=True, slots=True)
class MissedSend:
    """A send that did not reach a person and still holds."""

    dispatch_id: int
    person_id: int
    kind: DeliveryKind
    subject: int | None  # the wave, briefing or concern that it is about
    sent_at: datetime
    closes_at: datetime | None


@dataclass(frozen=True, slots=True)
class ToSend:
    """A missed send that goes out after all, and when."""

    missed: MissedSend
    due_at: datetime


def to_catch_up(missed: Iterable[MissedSend], asks_left: int | None, now: datetime) -> list[ToSend]:
    """Return what one human gets after all; of surveys no more than `asks_left`, None: all."""
    latest = {(one.kind, one.person_id, one.subject): one for one in sorted(missed, key=_age)}
    alerts = [one for one in latest.values() if one.kind is DeliveryKind.ALERT]
    surveys = [one for one in latest.values() if one.kind is DeliveryKind.SURVEY]
    briefings = [one for one in latest.values() if one.kind is DeliveryKind.BRIEFING]
    surveys.sort(key=lambda one: one.closes_at or datetime.max.replace(tzinfo=now.tzinfo))
    briefings.sort(key=_age, reverse=True)
    return [
        *(ToSend(one, now) for one in alerts),
        *_spread([*surveys[:asks_left], *briefings], now),
    ]


def _age(one: MissedSend) -> tuple[datetime, int]:
    return one.sent_at, one.dispatch_id


def _spread(ordered: Sequence[MissedSend], now: datetime) -> Iterable[ToSend]:
    for place, one in enumerate(ordered):
        yield ToSend(one, now + timedelta(days=place // A_DAY))
