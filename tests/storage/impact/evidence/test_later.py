"""What is known from after an as-at date, on real rows of every kind."""

from datetime import date, timedelta
from typing import Any

import pytest

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.impact.provenance import LaterEvidence
from surveys.impact.release.later_answers import AnsweredNow
from tests.builders import stored
from tests.builders.clock import NOON
from tests.builders.files import (
    Cells,
    a_review_row,
    a_section_11_row,
    an_audit_row,
    an_evidence_row,
    an_indicator_row,
    an_inspection_row,
)
from tests.builders.register import bring_in, its_partnership, planned
from tests.builders.scene import TODAY, Scene
from tests.builders.stored import WEEK

__all__ = ["planned"]
BEFORE = date(2026, 2, 25)
NEXT_WEEK = WEEK + timedelta(days=7)
SPEAKS = {"action_ref": "A1", "outcome_ref": "O1", "level": "practice"}
JUDGED = {"action_ref": "A1", "outcome_ref": "O1", "judgement": "better", "reason": "Page 9"}
RETURNED = {"returned_on": "2026-02-01", "self_grade": "2", "moderated_grade": "2"}
MODERATED = {"moderated_on": "2026-03-01"}


def a_wave(scene: Scene, **facts: Any) -> int:
    known: dict[str, Any] = {"action_id": scene.action, "closes_at": None}
    return scene.store.act_now(lambda unit: stored.a_wave(unit, scene.partnership, **known | facts))


def by_now(scene: Scene, as_at: date, today: date = TODAY) -> tuple[AnsweredNow, ...]:
    return scene.store.look(
        lambda unit: unit.evidence.answered_now(scene.partnership, scene.action, as_at, today)
    )


def imported_later(store: Store, as_at: date) -> tuple[LaterEvidence, ...]:
    def look(unit: Unit) -> tuple[LaterEvidence, ...]:
        partnership = its_partnership(unit)
        action = unit.evidence.find_action(partnership, "A1")
        assert action
        return unit.evidence.later(partnership, action.id, as_at)

    return store.look(look)


def answer(scene: Scene, wave: int, people: int, week: date) -> None:
    scene.store.act_now(lambda unit: stored.responses(unit, wave, people, week=week))


def counted_of(audit: Cells, *agencies: str) -> list[Cells]:
    return [audit | {"agency": name} for name in agencies]


@pytest.mark.parametrize(
    ("closes_in", "today", "on"),
    [
        (None, TODAY + timedelta(days=9), TODAY + timedelta(days=9)),
        (14, TODAY + timedelta(days=9), TODAY + timedelta(days=9)),
        (14, TODAY + timedelta(days=90), TODAY + timedelta(days=14)),
    ],
)
def test_answers_by_now_are_counted_on_the_day_of_their_wave_and_not_on_their_own(
    scene: Scene, closes_in: int | None, today: date, on: date
) -> None:
    wave = a_wave(scene, closes_at=closes_in and NOON + timedelta(days=closes_in))
    for people, week in ((6, WEEK), (4, NEXT_WEEK)):
        answer(scene, wave, people, week)

    for as_at in (BEFORE, TODAY):
        assert by_now(scene, as_at, today) == (AnsweredNow(wave, on, 10),)
    assert by_now(scene, today, today) == ()


def test_a_wave_that_had_closed_by_the_date_is_not_counted_again(scene: Scene) -> None:
    answer(scene, a_wave(scene, closes_at=NOON - timedelta(days=1)), 12, WEEK)

    assert by_now(scene, TODAY, TODAY + timedelta(days=9)) == ()


def test_a_wave_of_an_event_of_the_action_is_counted_too(scene: Scene) -> None:
    event = scene.store.act_now(lambda unit: stored.an_event(unit, scene.partnership, scene.action))
    wave = a_wave(scene, action_id=None, event_id=event)
    answer(scene, wave, 3, WEEK)

    assert by_now(scene, BEFORE) == (AnsweredNow(wave, TODAY, 3),)


def test_what_a_lead_left_out_is_not_counted_either(scene: Scene) -> None:
    wave = a_wave(scene)
    answer(scene, wave, 12, WEEK)

    def leave_out(unit: Unit) -> None:
        seen = {"seen_answers": 12, "seen_at_once": 0, "at_once": 0, "counts": False}
        stored.rows(unit, t.answer_checks, [{"wave_id": wave, **seen}])

    scene.store.act_now(leave_out)
    assert by_now(scene, BEFORE) == ()


def test_answers_about_another_action_or_to_a_planned_wave_are_not_counted(scene: Scene) -> None:
    other = scene.store.act_now(lambda unit: stored.an_action(unit, scene.partnership, "A2"))
    answer(scene, a_wave(scene, action_id=other), 12, WEEK)
    a_wave(scene, state="planned")

    assert by_now(scene, BEFORE) == ()


@pytest.mark.parametrize(
    ("kind", "rows", "found"),
    [
        ("evidence", [an_evidence_row()], LaterEvidence(date(2026, 3, 1), 30)),
        (
            "audit",
            counted_of(
                an_audit_row(
                    **SPEAKS, moderated_met="2", moderated_read="6", audited_on="2026-03-02"
                ),
                "Ashford NHS",
                "Ashford Police",
            ),
            LaterEvidence(date(2026, 3, 2), 12),
        ),
        (
            "section11",
            [
                a_section_11_row(**SPEAKS, **MODERATED, **RETURNED, agency=name)
                for name in ("Ashford NHS", "Ashford Police")
            ],
            LaterEvidence(date(2026, 3, 1), 2),
        ),
        (
            "review",
            [a_review_row(**JUDGED, judged_on="2026-03-02", judged_by="Review group")],
            LaterEvidence(date(2026, 3, 2)),
        ),
        (
            "inspection",
            [an_inspection_row(**JUDGED, ended_on="2026-02-20", published_on="2026-03-03")],
            LaterEvidence(date(2026, 3, 3)),
        ),
        (
            "evidence",
            [
                an_evidence_row(
                    source="inspection",
                    level="outcome",
                    favourable="",
                    n="",
                    judgement="worse",
                    note="Page 9",
                    body="Ofsted",
                )
            ],
            LaterEvidence(date(2026, 3, 1)),
        ),
        (
            "indicators",
            [an_indicator_row(period_start=day) for day in ("2026-02-01", "2026-03-01")],
            LaterEvidence(date(2026, 3, 1)),
        ),
    ],
)
def test_imported_evidence_from_after_the_date_is_later(
    planned: Store, kind: str, rows: list[Cells], found: LaterEvidence
) -> None:
    bring_in(planned, kind, *rows)

    assert imported_later(planned, BEFORE) == (found,)
    assert imported_later(planned, TODAY) == ()


def test_a_form_without_an_end_is_as_it_was_when_more_have_answered(scene: Scene) -> None:
    wave = a_wave(scene, eligible=None, opens_at=NOON - timedelta(days=30))

    def tallied(week: date) -> None:
        def act(unit: Unit) -> None:
            stored.tallied(unit, wave, stored.responses(unit, wave, 12, week=week), 2, 2)

        scene.store.act_now(act)

    tallied(WEEK)
    before = scene.gather()
    tallied(NEXT_WEEK)

    assert scene.gather() == before
    assert [tally.collected_on for tally in before.tallies] == [WEEK]
