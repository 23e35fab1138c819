"""Puts seeded answers into a wave: named ones under the people it asked, open ones under no one.

Keys and pseudonyms are made as the dialogs make them, so that a person's next answer is linked to
the earlier ones.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.console.demo.voices import Mood, answers_of, moods
from storage.asking.answers import NewResponse
from storage.asking.bulk_answers import WholeResponse, insert_responses, mark_finished
from storage.unit import Unit
from surveys.asking.identity import form_key, iso_week, pseudonym, response_key, study_key
from surveys.asking.instrument import Instrument
from surveys.asking.wave import Wave
from surveys.impact.evidence import Level

OTHERWISE: Mapping[Level, float] = {Level.REACTION: 0.9, Level.LEARNING: 0.74}
CLAIMED = (Level.PRACTICE, Level.EXPERIENCE)


@dataclass(frozen=True, slots=True)
class Asking:
    """A wave that is answered by `door` until `now` at the latest, by no one it did not reach."""

    wave: Wave
    instrument: Instrument
    now: datetime
    rng: random.Random
    door: str = "web"
    unreached: frozenset[int] = frozenset()


def fill_named(unit: Unit, asking: Asking, rate: float, share: float) -> None:
    """Let `rate` of the people asked answer, `share` of them favourably about practice."""
    wave, key = asking.wave, study_key(unit.keyring.pseudonyms, asking.wave.salt or b"")
    asked = unit.people.among(unit.connection.scalars(unit.invitations.not_finished(wave.id)))
    able = sorted((p for p in asked if p.id not in asking.unreached), key=lambda p: p.email)
    answering = asking.rng.sample(able, min(len(able), round(rate * len(asked))))
    whole = [
        WholeResponse(
            NewResponse(
                wave.id,
                response_key(key, wave.id, person.id),
                person.agency_id,
                pseudonym(key, person.id),
                "teams",
                None,
                _week(asking),
                finished=True,
            ),
            answers_of(asking.instrument, mood, asking.rng),
        )
        for person, mood in zip(answering, _moods(asking, len(answering), share), strict=True)
    ]
    insert_responses(unit.connection, unit.keyring, asking.instrument, whole)
    who = [person.id for person in answering]
    mark_finished(unit.connection, wave.id, who)
    for person_id in who:
        unit.deliveries.prove(person_id, wave_id=wave.id)


def fill_open(unit: Unit, asking: Asking, n: int, share: float) -> None:
    """Let `n` people answer an open form, `share` of them favourably."""
    wave = asking.wave
    secret = unit.keyring.pseudonyms
    whole = [
        WholeResponse(
            NewResponse(
                wave.id,
                form_key(secret, f"demo:{wave.id}:{place}".encode()),
                None,
                None,
                asking.door,
                None,
                _week(asking),
                finished=True,
            ),
            answers_of(asking.instrument, mood, asking.rng),
        )
        for place, mood in enumerate(_moods(asking, n, share))
    ]
    insert_responses(unit.connection, unit.keyring, asking.instrument, whole)


def _moods(asking: Asking, n: int, share: float) -> list[Mood]:
    return moods(n, {**OTHERWISE, **dict.fromkeys(CLAIMED, share)}, asking.rng)


def _week(asking: Asking) -> date:
    """Return the Monday of some day on which the wave was open."""
    opened = asking.wave.opens_at
    ended = min(asking.wave.closes_at or asking.now, asking.now)
    days = max(0, (ended - opened).days)
    return iso_week((opened + timedelta(days=asking.rng.randint(0, days))).date())
