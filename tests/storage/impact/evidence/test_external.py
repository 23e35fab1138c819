from datetime import date, datetime, timedelta
from typing import Any

from storage import tables as t
from storage.unit import Unit
from surveys.impact.evidence import Planned
from surveys.impact.indicator_evidence import IndicatorPoint, WithheldPeriod
from surveys.impact.kinds import AtSource, Direction, Level, Source
from surveys.impact.provenance import RivalWeighed, Selection
from tests.builders import stored
from tests.builders.clock import NOON
from tests.builders.scene import Scene

TODAY = NOON.date()


def _item(outcome_id: int, **facts: Any) -> dict[str, Any]:
    known = {
        "level": "practice",
        "source": "multi_agency_audit",
        "collected_on": TODAY,
        "agency": "",
        "body": "",
        "favourable": 14,
        "n": 30,
    }
    return {
        "outcome_id": outcome_id,
        "eligible": None,
        "judgement": None,
        "note": "",
        **known,
        **facts,
    }


def _point(
    outcome_id: int, month: int, numerator: float, denominator: float | None
) -> dict[str, Any]:
    named = {"indicator": "repeat-plans", "title": "Repeat plans", "better": "down"}
    start = date(2026, month, 1)
    return {
        "outcome_id": outcome_id,
        "period_start": start,
        "numerator": numerator,
        "denominator": denominator,
        "withheld": None,
    } | named


def test_the_action_comes_with_its_outcomes_and_their_plan(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        outcome = stored.an_outcome(unit, scene.action)
        plan = {
            "level": "practice",
            "source": "frontline",
            "series": "",
            "indicator": "frontline",
            "baseline": 0.4,
            "target": 0.7,
            "planned_change": 0.15,
            "trigger": True,
            "written_on": date(2026, 1, 5),
        }
        stored.rows(unit, t.plan_items, [{"outcome_id": outcome, "due_on": TODAY, **plan}])

    scene.store.act_now(arrange)
    evidence = scene.gather()

    assert (evidence.partnership, evidence.partnership_slug, evidence.ref) == (
        "Ashford",
        "ashford",
        "A1",
    )
    assert [outcome.statement for outcome in evidence.outcomes] == ["Children are heard."]
    assert evidence.outcomes[0].plan == (
        Planned(
            Level.PRACTICE,
            Source.FRONTLINE,
            "frontline",
            0.4,
            0.7,
            TODAY,
            planned_change=0.15,
            trigger=True,
            written_on=date(2026, 1, 5),
        ),
    )


def test_counts_made_elsewhere_are_a_tally_that_is_no_survey(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        outcome = stored.an_outcome(unit, scene.action)
        stored.rows(
            unit, t.evidence_items, [_item(outcome, eligible=40, note="30 of 40 case files")]
        )

    scene.store.act_now(arrange)
    [tally] = scene.gather().tallies

    assert (tally.source, tally.n, tally.favourable, tally.eligible) == (
        Source.MULTI_AGENCY_AUDIT,
        30,
        14,
        40,
    )
    assert (tally.survey, tally.outcome_ref, tally.note) == (False, "O1", "30 of 40 case files")


def test_counts_come_with_who_selected_and_read_the_cases(scene: Scene) -> None:
    known = {"selection": "random", "read_by": "Health", "distinct_because": "Other children"}

    def arrange(unit: Unit) -> None:
        outcome = stored.an_outcome(unit, scene.action)
        stored.rows(unit, t.evidence_items, [_item(outcome, agency="Police", **known)])

    scene.store.act_now(arrange)
    [tally] = scene.gather().tallies

    assert (tally.agency, tally.selection, tally.read_by) == ("Police", Selection.RANDOM, "Health")
    assert tally.distinct_because == "Other children"


def test_counts_of_two_agencies_on_one_day_are_two_tallies(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        outcome = stored.an_outcome(unit, scene.action)
        police, health = _item(outcome, agency="Police"), _item(outcome, agency="Health", n=20)
        stored.rows(unit, t.evidence_items, [police, health])

    scene.store.act_now(arrange)

    assert [tally.n for tally in scene.gather().tallies] == [20, 30]


def test_what_an_inspection_concluded_is_a_judgement_and_not_a_count(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        outcome = stored.an_outcome(unit, scene.action)
        concluded = {
            "source": "inspection",
            "level": "outcome",
            "judgement": "better",
            "favourable": 0,
            "n": 0,
        }
        whose = {"body": "Ofsted", "reference": "Letter, page 3", "note": "Seen in time"}
        stored.rows(unit, t.evidence_items, [_item(outcome, **whose, **concluded)])

    scene.store.act_now(arrange)
    evidence = scene.gather()

    assert evidence.tallies == ()
    [judged] = evidence.judgements
    assert (judged.direction, judged.reason) == (Direction.BETTER, "Seen in time")
    assert (judged.body, judged.reference) == ("Ofsted", "Letter, page 3")


def test_evidence_collected_after_the_date_is_left_out(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        outcome = stored.an_outcome(unit, scene.action)
        stored.rows(
            unit, t.evidence_items, [_item(outcome, collected_on=TODAY + timedelta(days=1))]
        )

    scene.store.act_now(arrange)

    assert scene.gather().tallies == ()


def test_a_period_with_nothing_to_divide_by_is_left_out_of_an_indicator(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        outcome = stored.an_outcome(unit, scene.action)
        points = [_point(outcome, 1, 3, 12), _point(outcome, 2, 0, 0), _point(outcome, 3, 2, 11)]
        stored.rows(unit, t.indicator_points, [*points, _point(outcome, 4, 1, 9)])

    scene.store.act_now(arrange)
    [series] = scene.gather().indicators

    assert (series.outcome_ref, series.title, series.better) == ("O1", "Repeat plans", "down")
    assert series.points == (
        IndicatorPoint(date(2026, 1, 1), 3, 12),
        IndicatorPoint(date(2026, 3, 1), 2, 11),
    )


def test_a_period_withheld_at_source_is_apart_from_the_figures(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        outcome = stored.an_outcome(unit, scene.action)
        gone = _point(outcome, 2, 3, None) | {"numerator": None, "withheld": "c"}
        stored.rows(unit, t.indicator_points, [_point(outcome, 1, 3, 12), gone])

    scene.store.act_now(arrange)
    [series] = scene.gather().indicators

    assert series.points == (IndicatorPoint(date(2026, 1, 1), 3, 12),)
    assert series.withheld == (WithheldPeriod(date(2026, 2, 1), AtSource.CONFIDENTIAL),)


def test_rival_explanations_are_told_apart(scene: Scene) -> None:
    def arrange(unit: Unit) -> int:
        return stored.an_action(
            unit,
            scene.partnership,
            "A2",
            rival_explanations="New staff; ; a new form ",
            rivals_weighed="New staff : two of forty; The weather: mild",
        )

    action = scene.store.act_now(arrange)
    evidence = scene.store.look(lambda unit: unit.evidence.gather(scene.partnership, action, TODAY))

    assert evidence.rival_explanations == ("New staff", "a new form")
    assert evidence.rivals_weighed == (RivalWeighed("New staff", "two of forty"),)


def test_an_action_without_a_recorded_start_started_with_its_first_event_or_briefing(
    scene: Scene,
) -> None:
    assert scene.gather().started_on is None

    def arrange(unit: Unit) -> None:
        stored.an_event(unit, scene.partnership, scene.action, at=NOON - timedelta(days=30))
        _dispatch(unit, scene, NOON - timedelta(days=40))

    scene.store.act_now(arrange)

    assert scene.gather().started_on == TODAY - timedelta(days=40)


def test_a_recorded_start_stands(scene: Scene) -> None:
    def arrange(unit: Unit) -> int:
        action = stored.an_action(unit, scene.partnership, "A2", started_on=date(2026, 1, 5))
        stored.an_event(unit, scene.partnership, action, at=NOON - timedelta(days=300))
        return action

    action = scene.store.act_now(arrange)
    evidence = scene.store.look(lambda unit: unit.evidence.gather(scene.partnership, action, TODAY))

    assert evidence.started_on == date(2026, 1, 5)


def _dispatch(unit: Unit, scene: Scene, at: datetime, once: str = "1") -> tuple[int, int]:
    """Send a briefing of the action to nobody yet; returns the briefing and the dispatch."""
    facts = {"title": "Hearing children", "content": "{}"}
    briefing = stored.a_row(
        unit, t.briefings, partnership_id=scene.partnership, ref=f"B{once}", **facts
    )
    stored.rows(unit, t.briefing_actions, [{"briefing_id": briefing, "action_id": scene.action}])
    sent = {
        "kind": "briefing",
        "title": "t",
        "rule": "everyone",
        "content": "{}",
        "reply": "r",
        "state": "open",
    }
    known = {
        "partnership_id": scene.partnership,
        "once": once,
        "briefing_id": briefing,
        "asked_at": at,
    }
    return briefing, stored.a_row(unit, t.dispatches, **known, **sent)


def _people(unit: Unit, scene: Scene, count: int) -> list[int]:
    agency = stored.an_agency(unit, scene.partnership)
    return [
        stored.a_person(unit, scene.partnership, agency, f"p{i}@a.example") for i in range(count)
    ]


def _delivered(
    unit: Unit, dispatch: int, states: dict[int, tuple[str, str | None]], at: datetime = NOON
) -> None:
    lane = stored.a_row(unit, t.lanes, dispatch_id=dispatch, tenant_id="", canary=False)
    facts = {"due_at": at, "changed_at": at, "lane_id": lane}
    made = [
        {"person_id": who, "state": state, "reason": why} for who, (state, why) in states.items()
    ]
    stored.rows(unit, t.deliveries, [{"dispatch_id": dispatch, **facts, **row} for row in made])


def test_each_person_of_an_audience_is_reached_or_stands_under_one_reason(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        ann, bob, cat, dan = _people(unit, scene, 4)
        _, first = _dispatch(unit, scene, NOON - timedelta(days=2), "1")
        _, second = _dispatch(unit, scene, NOON - timedelta(days=1), "2")
        away = ("skipped", "opted_out")
        _delivered(
            unit, first, {ann: ("sent", None), bob: ("failed", "blocked"), cat: away, dan: away}
        )
        later = NOON + timedelta(hours=1)
        _delivered(
            unit,
            second,
            {bob: ("proven", None), cat: ("unknown", "lost_reply"), dan: ("pending", None)},
            later,
        )

    scene.store.act_now(arrange)
    reach = scene.gather().reach

    assert (reach.audience, reach.delivered) == (4, 2)
    assert reach.not_reached == (
        ("It has not been sent yet.", 1),
        ("We lost Teams’ reply. The message may have arrived.", 1),
    )


def test_what_people_did_is_counted_in_people_and_by_explicit_acts_only(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        ann, bob, cat = _people(unit, scene, 3)
        sent = [_dispatch(unit, scene, NOON, once) for once in "12"]
        for _, dispatch in sent:
            _delivered(
                unit,
                dispatch,
                {ann: ("sent", None), bob: ("proven", None), cat: ("failed", "blocked")},
            )
        acts = [(ann, "read"), (bob, "read"), (ann, "discussed"), (ann, "intends"), (cat, "read")]
        done = [
            {"briefing_id": b, "person_id": who, "act": act, "at": NOON}
            for b, _ in sent
            for who, act in acts
        ]
        stored.rows(unit, t.acts, done)

    scene.store.act_now(arrange)
    reach = scene.gather().reach

    assert (reach.read, reach.discussed, reach.intending) == (2, 1, 1)
    assert scene.gather(TODAY - timedelta(days=1)).reach.read == 0


def test_only_those_who_came_are_counted_as_attending(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        ann, bob = _people(unit, scene, 2)
        for ref in ("E1", "E2"):
            event = stored.an_event(unit, scene.partnership, scene.action, ref=ref)
            came = [
                {"event_id": event, "person_id": who, "attended": who == ann} for who in (ann, bob)
            ]
            stored.rows(unit, t.attendance, came)

    scene.store.act_now(arrange)

    assert scene.gather().reach.attended == 1


def test_what_was_sent_after_the_date_has_reached_nobody_yet(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        [ann] = _people(unit, scene, 1)
        _, dispatch = _dispatch(unit, scene, NOON)
        _delivered(unit, dispatch, {ann: ("sent", None)}, NOON + timedelta(days=2))

    scene.store.act_now(arrange)

    assert scene.gather().reach.not_reached == (("It has not been sent yet.", 1),)
    assert scene.gather(TODAY + timedelta(days=2)).reach.delivered == 1
