"""Concerns as an answer would raise them, without the answer."""

from sqlalchemy import select

from dialogs.trust.raise_concern import raise_concern
from storage import tables as t
from storage.store import Store
from storage.trust.concerns import ConcernText
from storage.unit import Unit
from surveys.asking.lexicon import ConcernClass
from surveys.trust.concern_record import AfterStep, ConcernState

WORDS = "He locked me in my room, quicksilver marmalade"


def a_concern(
    store: Store,
    partnership: str,
    grade: ConcernClass = ConcernClass.RED,
    mark: str = "1",
    words: str = WORDS,
) -> str:
    """Raise a concern in a partnership; returns its reference."""

    def arrange(unit: Unit) -> str:
        place = unit.connection.scalars(
            select(t.partnerships.c.id).where(t.partnerships.c.name == partnership)
        ).one()
        text = ConcernText((("Is there anything else?", words),), None, "web")
        assert raise_concern(unit, place, grade, text, f"{partnership}:{mark}")
        newest = select(t.concerns.c.ref).order_by(t.concerns.c.id.desc()).limit(1)
        return unit.connection.scalars(newest).one()

    return store.act_now(arrange)


def take_on(store: Store, concern_id: int, lead: int) -> None:
    """Have a lead take a concern on, but for one that someone has."""

    def arrange(unit: Unit) -> None:
        [concern] = [one for one in unit.concerns.still_open() if one.id == concern_id]
        if concern.state == ConcernState.NEW:
            after = AfterStep(ConcernState.ACKNOWLEDGED, concern.grade, lead)
            unit.concerns.becomes(concern, after, unit.now)

    store.act_now(arrange)
