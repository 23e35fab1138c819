"""Who has left gets nothing, holds no role and speaks no more; coming back undoes it."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import select

from dialogs.people.leavers import change_roles, come_back, leave, without_lead
from storage import tables as t
from storage.unit import Unit
from surveys.people import Person, Role
from surveys.problems import Refusal
from tests.builders.partnership import TENANT, Town

Change = Callable[[Unit, Sequence[Person], str], list[Person]]


def change(town: Town, name: str, how: Change) -> list[Person]:
    def run(unit: Unit) -> list[Person]:
        person = unit.people.person(town.ids[name])
        assert person is not None
        return how(unit, [person], "console")

    return town.store.act_now(run)


def audience(town: Town, rule: str) -> set[str]:
    found = town.store.look(
        lambda unit: set(unit.connection.scalars(unit.audience(town.ashford.partnership, rule)))
    )
    return {name for name, number in town.ids.items() if number in found}


def trail(town: Town) -> list[tuple[str, str]]:
    query = select(t.audit.c.act, t.audit.c.subject).order_by(t.audit.c.seq)
    return [tuple(row) for row in town.store.look(lambda u: u.connection.execute(query).all())]


def test_a_leaver_is_in_no_audience_and_holds_no_role_until_they_return(town: Town) -> None:
    before = audience(town, "everyone"), audience(town, "role=lead")
    change(town, "dee", leave)

    assert audience(town, "everyone") == before[0] - {"dee"}
    assert audience(town, "not role=practitioner") == {"lea", "eve", "ada"}
    place = town.ashford.partnership
    leads = town.store.look(lambda unit: unit.people.with_role(place, Role.LEAD))
    assert [lead.name for lead in leads] == ["Lea"]

    change(town, "dee", come_back)

    assert (audience(town, "everyone"), audience(town, "role=lead")) == before
    dee = f"person:{town.ids['dee']}"
    assert trail(town) == [("leave", dee), ("return", dee)]


def test_a_leaver_is_told_so_and_cannot_speak(town: Town) -> None:
    change(town, "ann", leave)

    with pytest.raises(Refusal, match="says that you have left"):
        town.store.look(lambda unit: unit.people.speaker(TENANT, "aad-ann"))


def test_who_leaves_one_of_two_partnerships_goes_on_in_the_other(town: Town) -> None:
    both = t.people.update().where(t.people.c.id == town.ids["lou"]).values(aad_object_id="aad-lea")
    town.store.act_now(lambda unit: unit.connection.execute(both))
    change(town, "lea", leave)

    speaker = town.store.look(lambda unit: unit.people.speaker(TENANT, "aad-lea"))

    assert speaker is not None
    assert [person.partnership for person in speaker.people] == ["Bexfield"]


def test_leaving_and_returning_twice_changes_nothing_more(town: Town) -> None:
    assert [len(change(town, "ann", how)) for how in (come_back, leave, leave)] == [0, 1, 0]
    assert len(trail(town)) == 1


def test_roles_are_given_exactly_and_a_partnership_without_a_lead_is_named(town: Town) -> None:
    def evaluators(unit: Unit, people: Sequence[Person], actor: str) -> list[Person]:
        return change_roles(unit, people, actor, [Role.EVALUATOR, Role.PRACTITIONER])

    changed = change(town, "lou", evaluators)
    again = change(town, "lou", evaluators)

    assert (len(changed), len(again)) == (1, 0)
    assert town.store.look(lambda unit: without_lead(unit, changed)) == ["Bexfield"]
    lou = f"person:{town.ids['lou']}:practitioner;evaluator"
    assert trail(town) == [("change roles", lou)]
    with pytest.raises(Refusal, match="role does not include"):
        town.say("lou", "concerns")
