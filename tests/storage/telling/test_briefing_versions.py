"""Versions of briefings as files bring them in: what makes a new one, and what a new one loses."""

import pytest
from sqlalchemy import select

from dialogs.impact.import_records import ImportRefused, import_briefing
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.people import Role
from surveys.telling.approval_status import DRAFT, READY, ApprovalStatus
from tests.builders import files, stored

LATER = files.BRIEFING.replace("with their parents", "with their parents only")


def brought_in(store: Store, text: str = files.BRIEFING, **facts: str) -> tuple[int, int, int]:
    """Import a briefing; return how many were added, changed and unchanged."""

    def run(unit: Unit) -> tuple[int, int, int]:
        result = import_briefing(text, "b1.md", None, False, unit, **facts)
        return result.created, result.changed, result.unchanged

    return store.act_now(run)


@pytest.fixture
def place(store: Store) -> dict[str, int]:
    """Make a partnership with an action, a lead, an author and a practitioner; return their ids."""

    def run(unit: Unit) -> dict[str, int]:
        partnership = stored.a_partnership(unit)
        agency = stored.an_agency(unit, partnership)
        stored.an_action(unit, partnership)
        ids = {
            role.value: stored.a_person(
                unit,
                partnership,
                agency,
                f"{role}@ashford.example",
                name=role.value,
                roles=f";{role};",
            )
            for role in (Role.LEAD, Role.AUTHOR, Role.PRACTITIONER)
        }
        return ids | {"partnership": partnership}

    return store.act_now(run)


def status_of(store: Store, place: dict[str, int], ref: str = "B1") -> ApprovalStatus:
    def look(unit: Unit) -> ApprovalStatus:
        found = unit.briefing_versions.status(
            place["partnership"], unit.briefings.find(place["partnership"], ref) or 0
        )
        assert found is not None
        return found

    return store.look(look)


def test_a_briefing_comes_in_as_its_first_version_and_ready(
    store: Store, place: dict[str, int]
) -> None:
    assert brought_in(store) == (1, 0, 0)
    now = status_of(store, place)
    assert (now.version, now.state, now.author, now.released_at, now.approved_at) == (
        1,
        READY,
        None,
        None,
        None,
    )


def test_the_same_text_again_changes_nothing(store: Store, place: dict[str, int]) -> None:
    brought_in(store)
    before = status_of(store, place)
    assert brought_in(store) == (0, 0, 1)
    assert status_of(store, place) == before


def test_changed_text_is_a_new_version_without_sign_off_or_approval_and_the_old_one_stays(
    store: Store, place: dict[str, int]
) -> None:
    brought_in(store, author="author@ashford.example")
    first = status_of(store, place)
    store.act_now(
        lambda unit: unit.briefing_versions.sign_off(first.id, 1, place["lead"], unit.now)
    )
    store.act_now(lambda unit: unit.briefing_versions.approve(first.id, 1, place["lead"], unit.now))
    assert brought_in(store, LATER) == (0, 1, 0)
    now = status_of(store, place)
    assert (now.version, now.author, now.released_at, now.approved_at) == (2, None, None, None)
    history = store.look(lambda unit: unit.briefing_versions.history(first.id))
    assert [(one.version, one.author, one.released_by, one.approved_by) for one in history] == [
        (2, None, None, None),
        (1, "author", "lead", "lead"),
    ]
    contents = select(t.briefing_versions.c.content).order_by(t.briefing_versions.c.version)
    texts = store.look(lambda unit: list(unit.connection.scalars(contents)))
    assert ["parents only" in text for text in texts] == [False, True]


def test_another_embargo_is_no_other_text_and_keeps_the_sign_off(
    store: Store, place: dict[str, int]
) -> None:
    brought_in(store)
    before = status_of(store, place)
    store.act_now(
        lambda unit: unit.briefing_versions.sign_off(before.id, 1, place["lead"], unit.now)
    )
    assert brought_in(
        store, files.BRIEFING.replace("ref: B1", "ref: B1\nembargo_until: 2026-09-01")
    ) == (0, 1, 0)
    now = status_of(store, place)
    assert (now.version, now.is_released, str(now.briefing.embargo_until)) == (
        1,
        True,
        "2026-09-01",
    )


def test_the_first_sign_off_stays(store: Store, place: dict[str, int]) -> None:
    brought_in(store)
    number = status_of(store, place).id
    words = [
        store.act_now(
            lambda unit, who=who: unit.briefing_versions.sign_off(number, 1, place[who], unit.now)
        )
        for who in ("lead", "author")
    ]
    assert words == [True, False]
    assert status_of(store, place).released_by == "lead"


def test_a_draft_becomes_ready_by_its_file_and_keeps_its_version(
    store: Store, place: dict[str, int]
) -> None:
    brought_in(store, state=DRAFT)
    assert status_of(store, place).state == DRAFT
    assert brought_in(store) == (0, 1, 0)
    assert (status_of(store, place).state, status_of(store, place).version) == (READY, 1)


def test_who_wrote_a_version_can_be_said_later_and_not_changed(
    store: Store, place: dict[str, int]
) -> None:
    brought_in(store)
    assert brought_in(store, author="Author@ashford.example") == (0, 1, 0)
    assert brought_in(store, author="lead@ashford.example") == (0, 0, 1)
    assert status_of(store, place).author == "author"


@pytest.mark.parametrize("email", ["practitioner@ashford.example", "nobody@ashford.example"])
def test_somebody_who_may_not_write_is_refused_as_author(
    store: Store, place: dict[str, int], email: str
) -> None:
    with pytest.raises(ImportRefused) as refused:
        brought_in(store, author=email)
    assert "may write briefings" in refused.value.lines()[0]
    assert store.look(lambda unit: unit.briefing_versions.listed(place["partnership"], 9)) == []


def test_a_copy_is_a_draft_that_says_the_same_of_the_same_actions(
    store: Store, place: dict[str, int]
) -> None:
    brought_in(store)
    first = status_of(store, place)
    made = store.act_now(
        lambda unit: unit.briefing_versions.duplicate(first, "B2", place["author"], unit.now)
    )
    copy = status_of(store, place, "B2")
    assert (copy.id, copy.state, copy.version, copy.author, copy.released_at) == (
        made,
        DRAFT,
        1,
        "author",
        None,
    )
    assert copy.briefing.reads_as(first.briefing)
    actions = store.look(
        lambda unit: list(unit.connection.scalars(select(t.briefing_actions.c.action_id)))
    )
    assert (len(actions), len(set(actions))) == (2, 1)
