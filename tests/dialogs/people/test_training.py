"""A training partnership: everything in it says so, and it counts nowhere."""

import pytest
from sqlalchemy import update

from dialogs.conversations import Answered, said
from dialogs.people.training import in_training, set_training
from dialogs.replies import Said, freeze, thaw
from dialogs.trust.watch_alerts import not_reached
from dialogs.turn import Turn
from storage import tables as t
from storage.unit import Unit
from surveys.asking.lexicon import ConcernClass
from surveys.people import Speaker
from surveys.problems import Refusal
from surveys.sending.changes import Place
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import of_dispatch
from surveys.trust.training import MARK
from tests.builders.asking import a_survey
from tests.builders.concerns import a_concern
from tests.builders.partnership import INSTALLATION, TENANT, Town

HELLO = Said(title="Hello", text="There.")


@pytest.fixture
def drill(town: Town) -> Town:
    """A town in which Bexfield is a training partnership, and Ashford is real."""
    town.store.act_now(lambda unit: unit.training.set(town.bexfield.partnership, on=True))
    return town


def a_send(unit: Unit, partnership: int) -> int:
    new = NewDispatch(
        partnership, f"hello:{partnership}", DeliveryKind.NOTE, "Hello", "everyone", freeze(HELLO)
    )
    people = unit.audience(partnership, "everyone")
    return unit.deliveries.open(new, people, unit.now, unit.now)[0]


def test_its_name_says_so_wherever_it_is_shown(drill: Town) -> None:
    shown = drill.store.look(
        lambda unit: {slug: name for _, slug, name in unit.people.partnerships()}
    )
    assert shown["bexfield"] == f"Bexfield ({MARK})"
    assert shown["ashford"] == "Ashford"
    speaker = drill.store.look(lambda unit: unit.people.speaker(TENANT, "aad-ben"))
    assert speaker is not None
    assert (speaker.person.partnership, speaker.person.training) == (f"Bexfield ({MARK})", True)


def test_it_is_turned_on_and_off_only_before_anything_was_sent(town: Town) -> None:
    place = town.bexfield.partnership

    def turn(unit: Unit, *, on: bool) -> None:
        set_training(unit, place, "Bexfield", "console", on=on)

    town.store.act_now(lambda unit: _forget_all(unit, place))
    town.store.act_now(lambda unit: turn(unit, on=True))
    town.store.act_now(lambda unit: turn(unit, on=False))
    assert town.store.look(lambda unit: unit.training.ids()) == frozenset()
    town.store.act_now(lambda unit: turn(unit, on=True))
    town.store.act_now(lambda unit: a_send(unit, place))
    with pytest.raises(Refusal, match="cannot be changed any more"):
        town.store.act_now(lambda unit: turn(unit, on=False))
    town.store.act_now(lambda unit: turn(unit, on=True))  # what it is already is no change


def _forget_all(unit: Unit, place: int) -> None:
    """Take back what the town was built with, so that the partnership has not begun."""
    waves = t.waves.select().where(t.waves.c.partnership_id == place)
    assert unit.connection.execute(waves).all() == []


def test_every_answer_to_its_people_is_marked_and_no_other(drill: Town) -> None:
    def marks(unit: Unit, name: str) -> bool:
        turn = drill.speaking(unit, name)
        answered: Answered = said(turn, Place(TENANT, f"chat-{name}", "https://x/", ""), HELLO)
        return answered.reply.training

    assert drill.store.act_now(lambda unit: marks(unit, "ben"))
    assert not drill.store.act_now(lambda unit: marks(unit, "ann"))


def test_someone_in_both_is_in_training_only_on_messages_of_the_training(drill: Town) -> None:
    def look(unit: Unit) -> list[bool]:
        sends = [
            a_send(unit, place) for place in (drill.ashford.partnership, drill.bexfield.partnership)
        ]
        people = tuple(
            person
            for name in ("lea", "lou")
            if (person := unit.people.person(drill.ids[name])) is not None
        )
        turn = Turn(Speaker(TENANT, "aad-lea", people), unit, INSTALLATION)
        return [in_training(turn, of_dispatch(one, 0)) for one in sends] + [in_training(turn, None)]

    assert drill.store.act_now(look) == [False, True, False]


def test_a_reply_that_is_real_is_stored_as_before_and_a_training_one_keeps_its_mark() -> None:
    assert "training" not in freeze(HELLO).content
    assert thaw(freeze(HELLO.marked(training=True))).training
    assert not thaw(Frozen("Said", '{"title":"Hello","text":"There."}')).training


def test_a_send_of_it_says_so_and_another_does_not(drill: Town) -> None:
    def texts(unit: Unit) -> list[bool]:
        places = (drill.ashford.partnership, drill.bexfield.partnership)
        return [unit.changes.text(a_send(unit, place)).training for place in places]

    assert drill.store.act_now(texts) == [False, True]


def test_an_alert_of_it_that_reaches_no_one_calls_no_operator(drill: Town) -> None:
    real = a_concern(drill.store, "Ashford", ConcernClass.RED)
    drilled = a_concern(drill.store, f"Bexfield ({MARK})", ConcernClass.RED)
    past = update(t.concerns).values(raised_at=t.concerns.c.raised_at)
    drill.store.act_now(lambda unit: unit.connection.execute(past))

    def look(unit: Unit) -> tuple[list[str], list[str]]:
        late = unit.now.replace(year=unit.now.year + 1)
        return (
            unit.alerts.not_reached(late),
            unit.alerts.not_reached(late, [drill.bexfield.partnership]),
        )

    operators, theirs = drill.store.look(look)
    assert operators == [real]
    assert theirs == [drilled]
    assert drill.store.look(not_reached) == []


def test_its_surveys_count_for_no_cap(town: Town) -> None:
    a_survey(town)

    def asked(unit: Unit) -> int:
        return unit.exclusions.times_asked([town.ids["ann"]])

    assert town.store.look(asked) == 1
    town.store.act_now(lambda unit: unit.training.set(town.ashford.partnership, on=True))
    assert town.store.look(asked) == 0


def test_what_it_shares_is_seen_by_no_other(town: Town) -> None:
    shared = update(t.actions).values(shared=True)
    town.store.act_now(lambda unit: unit.connection.execute(shared))
    town.store.act_now(lambda unit: unit.training.set(town.bexfield.partnership, on=True))
    learning = town.store.look(lambda unit: unit.register.shared())
    assert {one.partnership for one in learning} == {"ashford"}
