"""What a person does sees their own partnerships' rows, by PostgreSQL's own lock.

Each test asks without a filter, as a query with a fault would.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, update

from dialogs.asking.answer_form import OpenForm
from dialogs.table import take_page
from dialogs.turn import Turn
from storage import tables as t
from storage.store import Store
from storage.trust.encryption import new_keyring
from storage.unit import Unit
from surveys.people import Speaker
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch
from surveys.sending.frozen import Frozen
from tests.builders.asking import a_form
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, TENANT, Town, a_town
from tests.databases import Cluster
from tests.storage.plans import hearing


@pytest.fixture
def town(postgresql: Cluster) -> Iterator[Town]:
    with postgresql.fresh() as url:
        store = Store(url, new_keyring(), SettableClock())
        yield a_town(store)
        store.close()


def _speaker(unit: Unit, account: str) -> Speaker:
    speaker = unit.people.speaker(TENANT, account)
    assert speaker is not None
    return speaker


def _seen(unit: Unit) -> set[str]:
    return set(unit.connection.scalars(select(t.partnerships.c.slug)))


def _one_human(town: Town) -> None:
    """Have Ann of Ashford and Ben of Bexfield be one human."""
    ben = update(t.people).where(t.people.c.id == town.ids["ben"])
    town.store.act_now(lambda unit: unit.connection.execute(ben.values(aad_object_id="aad-ann")))


def test_a_query_without_a_filter_shows_nothing_of_another_partnership(town: Town) -> None:
    def run(unit: Unit) -> set[str]:
        Turn(_speaker(unit, "aad-lea"), unit, INSTALLATION)
        return _seen(unit)

    assert town.store.act_now(run) == town.store.look(run) == {"ashford"}
    assert town.store.act_now(_seen) == town.store.look(_seen) == {"ashford", "bexfield"}


def test_a_turn_made_of_a_known_person_is_narrowed_too(town: Town) -> None:
    def run(unit: Unit) -> set[str]:
        person = unit.people.person(town.ids["lou"])
        assert person is not None
        Turn(Speaker("console", "console", (person,)), unit, INSTALLATION)
        return _seen(unit)

    assert town.store.look(run) == {"bexfield"}


def test_who_is_in_several_partnerships_sees_all_of_theirs(town: Town) -> None:
    _one_human(town)

    def run(unit: Unit) -> set[str]:
        Turn(_speaker(unit, "aad-ann"), unit, INSTALLATION)
        return _seen(unit)

    assert town.store.act_now(run) == {"ashford", "bexfield"}


def test_who_has_left_one_of_them_sees_the_other(town: Town) -> None:
    _one_human(town)
    town.store.act_now(lambda unit: unit.people.set_left([town.ids["ben"]], unit.now))

    def run(unit: Unit) -> set[str]:
        Turn(_speaker(unit, "aad-ann"), unit, INSTALLATION)
        return _seen(unit)

    assert town.store.act_now(run) == {"ashford"}


def test_a_link_narrows_to_its_own_partnership(town: Town) -> None:
    link = a_form(town)

    def run(unit: Unit) -> set[str]:
        take_page(unit, OpenForm(link=link), INSTALLATION)
        return _seen(unit)

    assert town.store.act_now(run) == {"ashford"}


def test_finding_out_who_speaks_narrows_without_a_round_trip(town: Town) -> None:
    with hearing(town.store) as heard:
        town.store.act_now(lambda unit: Turn(_speaker(unit, "aad-lea"), unit, INSTALLATION))

    alone = [one for one in heard.about("set_config") if one[0].startswith("SELECT set_config")]
    [(_, values)] = alone  # the committer's, for the next unit
    assert values["seen"] == "*"


def test_the_cap_on_asking_counts_what_other_partnerships_asked(town: Town) -> None:
    _one_human(town)
    ben = select(t.people.c.id).where(t.people.c.id == town.ids["ben"])

    def asked(unit: Unit) -> None:
        new = NewDispatch(
            town.bexfield.partnership, "1", DeliveryKind.SURVEY, "Before", "", Frozen("Said", "{}")
        )
        unit.deliveries.open(new, ben, unit.now, unit.now)

    def open_another(unit: Unit) -> tuple[dict[str, int], int, int]:
        Turn(_speaker(unit, "aad-lea"), unit, INSTALLATION)
        people = unit.audience(town.ashford.partnership, "role=practitioner")
        counted = dict(unit.exclusions.counted(people, 1))
        new = NewDispatch(
            town.ashford.partnership, "2", DeliveryKind.SURVEY, "Now", "", Frozen("Said", "{}")
        )
        unit.deliveries.open(new, people, unit.now, unit.now, unit.exclusions.of_survey(1))
        left_out = select(func.count()).where(t.deliveries.c.reason == "asked_too_often")
        asks = unit.exclusions.times_asked([town.ids["ann"]])
        assert _seen(unit) == {"ashford"}
        return counted, unit.connection.scalars(left_out).one(), asks

    town.store.act_now(asked)
    assert town.store.act_now(open_another) == ({"asked_too_often": 1}, 1, 1)
