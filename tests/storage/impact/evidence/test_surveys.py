from datetime import timedelta
from typing import Any

import pytest

from storage import tables as t
from storage.unit import Unit
from surveys.asking.wave import LEFT_OUT
from surveys.impact.evidence import AgencyCount, Level, Source
from surveys.library import shipped
from surveys.problems import Refusal
from surveys.sending.delivery import State
from tests.builders import stored
from tests.builders.clock import NOON
from tests.builders.scene import Scene
from tests.builders.stored import WEEK

TODAY = NOON.date()


def _wave_with_answers(scene: Scene, **facts: Any) -> int:
    """Three favourable of five, a sixth outside the denominator."""

    def arrange(unit: Unit) -> int:
        known: dict[str, Any] = {"action_id": scene.action, "eligible": 9}
        wave = stored.a_wave(unit, scene.partnership, **known | facts)
        keys = stored.responses(unit, wave, 6)
        stored.tallied(unit, wave, keys[:3], 3, 2)
        stored.tallied(unit, wave, keys[3:4], 2, 1)
        stored.tallied(unit, wave, keys[4:5], 2, 0)
        stored.tallied(unit, wave, keys[5:], 0, 0)
        return wave

    return scene.store.act_now(arrange)


def test_a_person_is_favourable_when_more_than_half_of_their_items_are(scene: Scene) -> None:
    _wave_with_answers(scene)

    [tally] = scene.gather().tallies

    assert (tally.n, tally.favourable, tally.outside, tally.eligible) == (5, 3, 1, 9)
    assert (tally.level, tally.source, tally.outcome_ref) == (
        Level.PRACTICE,
        Source.PRACTITIONER,
        None,
    )


def test_a_tally_names_its_wave_and_its_instrument(scene: Scene) -> None:
    _wave_with_answers(scene, label="six weeks on, 4 March 2026")

    [tally] = scene.gather().tallies

    assert tally.wave == "six weeks on, 4 March 2026"
    assert tally.instrument is not None
    assert tally.instrument.startswith("follow-up-6-weeks, ")


def test_an_open_wave_counts_as_collected_on_the_day_asked_about(scene: Scene) -> None:
    _wave_with_answers(scene)

    assert scene.gather(TODAY + timedelta(days=3)).tallies[0].collected_on == TODAY + timedelta(
        days=3
    )


def test_a_closed_wave_counts_as_collected_on_the_day_it_closed(scene: Scene) -> None:
    _wave_with_answers(scene, state="closed")

    assert scene.gather(TODAY + timedelta(days=90)).tallies[0].collected_on == TODAY + timedelta(
        days=14
    )


def test_a_form_without_an_end_counts_as_collected_in_its_last_week_of_answers(
    scene: Scene,
) -> None:
    _wave_with_answers(scene, closes_at=None, opens_at=NOON - timedelta(days=60), eligible=None)

    assert scene.gather(TODAY + timedelta(days=90)).tallies[0].collected_on == WEEK


def test_waves_of_an_event_of_the_action_are_counted(scene: Scene) -> None:
    event = scene.store.act_now(lambda unit: stored.an_event(unit, scene.partnership, scene.action))
    _wave_with_answers(scene, action_id=None, event_id=event)

    assert [tally.n for tally in scene.gather().tallies] == [5]


def test_waves_of_another_action_are_not_counted(scene: Scene) -> None:
    other = scene.store.act_now(lambda unit: stored.an_action(unit, scene.partnership, "A2"))
    _wave_with_answers(scene, action_id=other)

    assert scene.gather().tallies == ()


def test_a_wave_that_opens_after_the_date_is_not_known(scene: Scene) -> None:
    _wave_with_answers(scene)

    before = scene.gather(TODAY - timedelta(days=1))

    assert (before.tallies, before.asked) == ((), ())


def test_a_planned_wave_is_not_evidence(scene: Scene) -> None:
    _wave_with_answers(scene, state="planned")

    assert scene.gather().asked == ()


def test_answers_that_came_after_the_date_are_left_out(scene: Scene) -> None:
    wave = _wave_with_answers(scene)

    def later(unit: Unit) -> None:
        keys = stored.responses(unit, wave, 4, week=WEEK + timedelta(days=7))
        stored.tallied(unit, wave, keys, 1, 1)

    scene.store.act_now(later)

    assert [tally.n for tally in scene.gather().tallies] == [5]
    assert [tally.n for tally in scene.gather(TODAY + timedelta(days=7)).tallies] == [9]
    assert [asked.answered for asked in scene.gather().asked] == [6]


def test_a_tally_for_an_outcome_names_it_and_those_of_other_actions_are_left_out(
    scene: Scene,
) -> None:
    def arrange(unit: Unit) -> None:
        stored.an_outcome(unit, scene.action, "O1")
        wave = stored.a_wave(unit, scene.partnership, action_id=scene.action)
        keys = stored.responses(unit, wave, 2)
        stored.tallied(unit, wave, keys, 1, 1, outcome="O1")
        stored.tallied(unit, wave, keys, 1, 1, outcome="X9")

    scene.store.act_now(arrange)

    assert [tally.outcome_ref for tally in scene.gather().tallies] == ["O1"]


def test_who_was_asked_and_who_answered_is_told_by_agency_and_by_door(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        police = stored.an_agency(unit, scene.partnership, "Police")
        school = stored.an_agency(unit, scene.partnership, "School")
        wave = stored.a_wave(unit, scene.partnership, action_id=scene.action, eligible=3)
        people = [
            stored.a_person(unit, scene.partnership, police, f"p{i}@a.example") for i in range(2)
        ]
        people.append(stored.a_person(unit, scene.partnership, school, "s@a.example"))
        stored.rows(
            unit,
            t.invitations,
            [{"wave_id": wave, "person_id": p, "state": "asked"} for p in people],
        )
        stored.responses(unit, wave, 1, agency_id=police)
        stored.responses(unit, wave, 1, agency_id=police, door="web")

    scene.store.act_now(arrange)
    [asked] = scene.gather().asked

    assert asked.by_agency == (AgencyCount("Police", 2, 2, 0), AgencyCount("School", 0, 1, 0))
    assert asked.by_door == (("teams", 1), ("web", 1))
    assert (asked.eligible, asked.answered, asked.mode) == (3, 2, "confidential")


def test_who_helped_is_told_with_those_who_named_no_one_and_not_at_all_if_no_one_did(
    scene: Scene,
) -> None:
    def arrange(unit: Unit) -> None:
        helped = stored.a_wave(unit, scene.partnership, action_id=scene.action)
        stored.responses(unit, helped, 2, assisted_by="worker", door="web")
        stored.responses(unit, helped, 1, assisted_by="carer", door="paper")
        stored.responses(unit, helped, 1)
        alone = stored.a_wave(unit, scene.partnership, action_id=scene.action, label="alone")
        stored.responses(unit, alone, 2)

    scene.store.act_now(arrange)

    split = [asked.by_helper for asked in scene.gather().asked]
    assert split == [(("carer", 1), ("none", 1), ("worker", 2)), ()]


def test_a_person_is_reached_once_by_an_invitation_and_its_reminder_if_they_are_still_asked(
    scene: Scene,
) -> None:
    def arrange(unit: Unit) -> None:
        police = stored.an_agency(unit, scene.partnership, "Police")
        school = stored.an_agency(unit, scene.partnership, "School")
        ann, bob, cat, dan = (
            stored.a_person(unit, scene.partnership, agency, f"p{i}@a.example")
            for i, agency in enumerate((police, police, school, school))
        )
        wave = stored.a_wave(unit, scene.partnership, action_id=scene.action)
        states = {ann: "asked", bob: "finished", cat: "asked", dan: LEFT_OUT}
        asked = [{"wave_id": wave, "person_id": p, "state": s} for p, s in states.items()]
        stored.rows(unit, t.invitations, asked)
        invitation = {ann: State.SENT, bob: State.FAILED, cat: State.FAILED, dan: State.SENT}
        stored.a_send(unit, scene.partnership, wave, invitation, NOON)
        reminder = {ann: State.SENT, bob: State.PROVEN, cat: State.PENDING}
        stored.a_send(unit, scene.partnership, wave, reminder, NOON + timedelta(days=1))

    scene.store.act_now(arrange)

    [on_the_day], [later] = scene.gather().asked, scene.gather(TODAY + timedelta(days=1)).asked
    assert (on_the_day.reached, later.reached) == (1, 2)
    assert [(one.agency, one.reached) for one in later.by_agency] == [("Police", 2), ("School", 0)]


def test_a_tally_has_the_respondents_of_each_agency_in_proportion(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        wave = stored.a_wave(unit, scene.partnership, action_id=scene.action)
        answering = {name: stored.an_agency(unit, scene.partnership, name) for name in ("P", "S")}
        keys = stored.responses(unit, wave, 6, agency_id=answering["P"])
        keys += stored.responses(unit, wave, 4, agency_id=answering["S"])
        keys += stored.responses(unit, wave, 2)
        stored.tallied(unit, wave, keys, 1, 1)
        stored.tallied(unit, wave, keys[3:9], 1, 1, level="learning")

    scene.store.act_now(arrange)

    teams = {tally.level: tally.teams for tally in scene.gather().tallies}
    assert teams == {Level.PRACTICE: (6, 4), Level.LEARNING: (3, 2)}


def test_a_tally_of_people_whose_agency_is_not_known_has_no_teams(scene: Scene) -> None:
    _wave_with_answers(scene)

    assert [tally.teams for tally in scene.gather().tallies] == [()]


def test_nobody_can_say_how_many_could_have_answered_an_open_form(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        agency = stored.an_agency(unit, scene.partnership)
        wave = stored.a_wave(unit, scene.partnership, "family", action_id=scene.action)
        stored.responses(unit, wave, 2, agency_id=agency, door="web")

    scene.store.act_now(arrange)
    [asked] = scene.gather().asked

    assert (asked.eligible, asked.reached) == (None, None)
    assert asked.by_agency == (AgencyCount("Ashford Council", 2, None),)


def test_a_barrier_is_counted_once_for_each_person_who_named_it(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        wave = stored.a_wave(unit, scene.partnership, action_id=scene.action, label="Six weeks on")
        first, second, third = stored.responses(unit, wave, 3)
        stored.answered(
            unit,
            wave,
            "barriers",
            {first: ["time", "system"], second: ["time"], third: ["system", "time"]},
        )

    scene.store.act_now(arrange)

    found = {barrier: people for _, barrier, people in scene.gather().barriers if people}
    assert {question for question, _, _ in scene.gather().barriers} == {
        "What has got in the way? (Six weeks on)"
    }
    assert found == {"Not enough time": 3, "Our recording system": 2}


def test_a_barrier_that_nobody_named_stands_beside_those_that_few_named(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        wave = stored.a_wave(unit, scene.partnership, action_id=scene.action)
        [only] = stored.responses(unit, wave, 1)
        stored.answered(unit, wave, "barriers", {only: ["time"]})

    scene.store.act_now(arrange)

    assert sorted(people for _, _, people in scene.gather().barriers) == [0, 0, 0, 0, 0, 0, 1]


def test_a_question_about_change_is_counted_on_its_own(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        wave = stored.a_wave(unit, scene.partnership, action_id=scene.action, label="Six weeks on")
        keys = stored.responses(unit, wave, 5)
        told = {"wave_id": wave, "question": "own-practice", "value": "null", "change": None}
        answers = zip(keys, [True, True, False, None, None], strict=True)
        stored.rows(
            unit,
            t.answers,
            [{**told, "response_key": key, "favourable": said} for key, said in answers],
        )

    scene.store.act_now(arrange)
    [reported] = scene.gather().reported_changes

    assert (reported.n, reported.reporting) == (3, 2)
    assert (
        reported.item == "I now do something differently with children or families. (Six weeks on)"
    )
    assert (reported.level, reported.source) == (Level.PRACTICE, Source.PRACTITIONER)
    assert reported.collected_on == TODAY


def test_before_and_now_in_one_answer_is_a_pair_that_looks_back(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        wave = stored.a_wave(unit, scene.partnership, "post-event", action_id=scene.action)
        first, second, third = stored.responses(unit, wave, 3)
        stored.answered(
            unit,
            wave,
            "confidence",
            {first: {"before": 3, "now": 7}, second: {"before": 2, "now": 4}},
            1,
        )
        stored.answered(unit, wave, "confidence", {third: {"before": 5, "now": 4}}, -1)

    scene.store.act_now(arrange)
    [pair] = scene.gather().pairs

    assert (pair.improved, pair.same, pair.worse, pair.retrospective) == (2, 0, 1, True)
    assert pair.item.endswith("(post-event)")
    assert pair.first_on is None
    assert (pair.level, pair.source) == (Level.LEARNING, Source.PRACTITIONER)


def test_each_scored_question_of_a_wave_is_counted_with_those_outside(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        wave = stored.a_wave(unit, scene.partnership, "young-person-12-17", action_id=scene.action)
        keys = stored.responses(unit, wave, 6, door="web")
        facts = {"wave_id": wave, "question": "explain", "value": '"x"'}
        scores = [True, True, True, False, None]
        answers = [
            {**facts, "response_key": key, "favourable": score, "change": None}
            for key, score in zip(keys, scores, strict=False)
        ]
        stored.rows(unit, t.answers, answers)
        stored.answered(unit, wave, "had-meeting", dict.fromkeys(keys, "yes"))

    scene.store.act_now(arrange)

    [item] = scene.gather().items
    assert (item.n, item.favourable, item.outside) == (4, 3, 1)
    assert (item.source, item.level) == (Source.CHILD, Level.EXPERIENCE)
    assert item.place == shipped()["young-person-12-17"].places["explain"]


def test_the_same_people_in_two_waves_of_one_study_are_paired(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        study = stored.a_row(
            unit, t.studies, partnership_id=scene.partnership, subject="action:1", salt=b"s"
        )
        facts: dict[str, Any] = {"action_id": scene.action, "study_id": study}
        first = stored.a_wave(unit, scene.partnership, **facts)
        second = stored.a_wave(
            unit, scene.partnership, "follow-up-3-months", opens_at=NOON + timedelta(1), **facts
        )
        early = stored.responses(unit, first, 3, pseudonyms=["ann", "bob", "cat"])
        late = stored.responses(unit, second, 3, pseudonyms=["bob", "cat", "dan"], door="web")
        stored.answered(unit, first, "confidence", dict(zip(early, [1, 5, 6], strict=True)))
        stored.answered(unit, second, "confidence", dict(zip(late, [8, 6, 9], strict=True)))

    scene.store.act_now(arrange)
    [pair] = scene.gather(TODAY + timedelta(days=1)).pairs

    assert (pair.improved, pair.same, pair.worse, pair.retrospective) == (1, 1, 0, False)
    assert pair.item.endswith("(follow-up-6-weeks – follow-up-3-months)")
    assert (pair.first_on, pair.collected_on) == (TODAY + timedelta(days=1),) * 2  # both still open


def test_the_same_person_in_two_studies_is_never_paired(scene: Scene) -> None:
    def arrange(unit: Unit) -> None:
        for code in ("follow-up-6-weeks", "follow-up-3-months"):
            wave = stored.a_wave(unit, scene.partnership, code, action_id=scene.action)
            [key] = stored.responses(unit, wave, 1, pseudonyms=["ann"])
            stored.answered(unit, wave, "confidence", {key: 5})

    scene.store.act_now(arrange)

    assert scene.gather().pairs == ()


def test_another_partnerships_action_is_not_found(scene: Scene) -> None:
    other = scene.store.act_now(lambda unit: stored.a_partnership(unit, "Bexfield"))

    with pytest.raises(Refusal, match="could not find"):
        scene.store.look(lambda unit: unit.evidence.gather(other, scene.action, TODAY))


def test_actions_are_listed_and_found_within_their_partnership_only(scene: Scene) -> None:
    other = scene.store.act_now(lambda unit: stored.a_partnership(unit, "Bexfield"))

    def look(unit: Unit) -> None:
        [action] = unit.evidence.actions(scene.partnership)
        assert action == (scene.action, "A1", "See children alone")
        assert unit.evidence.find_action(scene.partnership, "A1") == action
        assert unit.evidence.action_ref(scene.action) == "A1"
        assert unit.evidence.actions(other) == []
        assert unit.evidence.find_action(other, "A1") is None
        assert unit.evidence.action(other, scene.action) is None

    scene.store.look(look)
