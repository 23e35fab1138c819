"""A questionnaire with a question of every kind, asked of a person by name or behind a link."""

from typing import Any

from storage import tables as t
from storage.unit import Unit
from surveys.asking.instrument import Instrument
from tests.builders import stored
from tests.builders.asking import LINK
from tests.builders.partnership import Town
from tests.surveys.asking.questionnaires import written

QUESTIONS: list[dict[str, Any]] = [
    {"id": "intro", "kind": "section", "text": "About your visits", "hint": "Take your time."},
    {"id": "visits", "kind": "number", "text": "How many visits?", "most": 60, "unit": "visits"},
    {"id": "seen", "kind": "date", "text": "When did you see the child?", "most": "today"},
    {
        "id": "order",
        "kind": "ranking",
        "text": "What would help most?",
        "choices": {"time": "Time", "tools": "A checklist", "talk": "Talking it over"},
    },
    {
        "id": "team",
        "kind": "matrix",
        "text": "How often in your team?",
        "rows": {"alone": "Children are seen alone.", "words": "Their words are written down."},
        "choices": {"often": "Often", "never": "Never"},
    },
    {"id": "like", "kind": "smileys", "text": "How much do you like it?"},
    {
        "id": "stops",
        "kind": "several",
        "text": "What gets in the way?",
        "choices": {"time": "Time", "system": "The system", "none": "None of these"},
        "exclusive": ["none"],
    },
    {
        "id": "place",
        "kind": "single",
        "text": "Where do you work?",
        "choices": {f"p{at}": f"Place {at}" for at in range(1, 61)},
    },
]


def every_kind(**facts: Any) -> Instrument:
    """A questionnaire with the new kinds of question."""
    return Instrument.model_validate(written(questions=QUESTIONS, **facts))


def asked_of(town: Town, name: str, made: Instrument) -> int:
    """Ask one person; returns the wave."""

    wave = town.store.act_now(lambda unit: _a_wave(town, unit, made))
    also_asked(town, wave, name)
    return wave


def also_asked(town: Town, wave: int, name: str) -> None:
    """Ask another person of the same wave."""
    asked = {"wave_id": wave, "person_id": town.ids[name], "state": "asked"}
    town.store.act_now(lambda unit: stored.rows(unit, t.invitations, [asked]))


def behind_a_link(town: Town, made: Instrument) -> int:
    """Open a link; returns its wave."""

    def arrange(unit: Unit) -> int:
        wave = _a_wave(town, unit, made)
        unit.public_links.add(town.ashford.partnership, LINK, wave, "Poster", unit.now)
        return wave

    return town.store.act_now(arrange)


def _a_wave(town: Town, unit: Unit, made: Instrument) -> int:
    unit.instruments.add(made, unit.now)
    return stored.a_wave(
        unit,
        town.ashford.partnership,
        action_id=town.ashford.action,
        instrument_version=made.version,
        voice=made.voice.value,
    )
