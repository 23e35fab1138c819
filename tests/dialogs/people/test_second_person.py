"""Whether a second person must approve: kept for one partnership, and in the trail if changed."""

from sqlalchemy import select

from dialogs.people.second_person import ask_second_person
from storage import tables as t
from tests.builders.partnership import Town


def _choose(town: Town, *, asked: bool) -> None:
    place = town.ashford.partnership
    town.store.act_now(lambda unit: ask_second_person(unit, place, "console", asked=asked))


def _asked(town: Town) -> dict[int, bool]:
    """Return what holds for each partnership."""
    query = select(t.partnerships.c.id, t.partnerships.c.second_person)
    rows = town.store.look(lambda unit: unit.connection.execute(query).all())
    return {row.id: row.second_person for row in rows}


def _trail(town: Town) -> list[tuple[int, str, str, str]]:
    a = t.audit.c
    query = select(a.partnership_id, a.actor, a.act, a.subject).order_by(a.seq)
    rows = town.store.look(lambda unit: unit.connection.execute(query).all())
    return [(row.partnership_id, row.actor, row.act, row.subject) for row in rows]


def test_a_second_person_is_asked_for_in_one_partnership_alone(quick_town: Town) -> None:
    ashford, bexfield = quick_town.ashford.partnership, quick_town.bexfield.partnership
    assert _asked(quick_town) == {ashford: False, bexfield: False}

    _choose(quick_town, asked=True)
    assert _asked(quick_town) == {ashford: True, bexfield: False}

    _choose(quick_town, asked=False)
    assert _asked(quick_town) == {ashford: False, bexfield: False}


def test_the_trail_says_who_chose_and_what(quick_town: Town) -> None:
    place = quick_town.ashford.partnership

    _choose(quick_town, asked=True)
    _choose(quick_town, asked=False)

    assert _trail(quick_town) == [
        (place, "console", "second person on", f"partnership:{place}"),
        (place, "console", "second person off", f"partnership:{place}"),
    ]


def test_a_choice_that_changes_nothing_is_not_in_the_trail(quick_town: Town) -> None:
    _choose(quick_town, asked=False)
    assert _trail(quick_town) == []

    for _ in range(2):
        _choose(quick_town, asked=True)
    assert len(_trail(quick_town)) == 1
