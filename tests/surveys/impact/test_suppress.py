from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from surveys.impact.evidence import AgencyCount, Asked, Reach
from surveys.impact.people_parts import WaveParticipation
from surveys.impact.summary.structure import Summary
from surveys.impact.suppress import hidden_cells
from tests.surveys.impact.version_1.builders import STARTED, summary_of


def wave(
    *agencies: tuple[str, int], doors: tuple[tuple[str, int], ...] = (), answered: int | None = None
) -> Asked:
    rows = tuple(AgencyCount(name, n, 2 * n) for name, n in agencies)
    total = sum(n for _, n in agencies) if answered is None else answered
    return Asked(
        "follow-up",
        "practitioner",
        "follow-up-6-weeks, 1",
        "named",
        STARTED,
        None,
        2 * total,
        total,
        rows,
        doors,
    )


def participation(asked: Asked) -> WaveParticipation:
    return summary_of(asked=(asked,)).participation[0]


def answered(asked: Asked) -> list[int | None]:
    return [row.answered for row in participation(asked).by_agency]


def sessions(*answers: int) -> list[WaveParticipation]:
    asked = [
        replace(wave((f"Agency {i}", n), doors=(("Teams", n),)), instrument=f"form-{i}, 1")
        for i, n in enumerate(answers)
    ]
    return summary_of(asked=tuple(asked)).participation


def reached(**facts: object) -> Summary:
    return summary_of(reach=Reach(**facts))  # type: ignore[arg-type]


def test_agencies_large_enough_are_shown():
    assert answered(wave(("Council", 20), ("Health", 10))) == [20, 10]


def test_one_small_agency_takes_the_next_smallest_with_it():
    assert answered(wave(("Council", 20), ("Health", 12), ("Police", 4))) == [20, None, None]


def test_small_agencies_that_are_small_together_take_another_with_them():
    assert answered(wave(("Council", 20), ("Health", 12), ("Police", 4), ("School", 3))) == [
        20,
        None,
        None,
        None,
    ]


def test_an_agency_from_which_nobody_answered_counts_as_small():
    assert answered(wave(("Council", 20), ("Health", 12), ("Police", 0))) == [20, None, None]


def test_people_of_no_agency_cannot_be_had_by_subtraction():
    assert answered(wave(("Council", 20), ("Health", 12), answered=35)) == [None, None]


def test_a_hidden_row_hides_whom_it_asked_too():
    row = participation(wave(("Council", 20), ("Health", 12), ("Police", 4))).by_agency[2]
    assert (row.eligible, row.response_rate, row.suppressed) == (None, None, True)


def test_doors_are_guarded_like_agencies():
    doors = participation(
        wave(("Council", 33), doors=(("Teams", 20), ("e-mail", 10), ("paper", 3)))
    ).by_door
    assert [(d.door, d.answered) for d in doors] == [
        ("Teams", 20),
        ("e-mail", None),
        ("paper", None),
    ]


def test_a_small_session_cannot_be_had_from_the_wave_it_is_counted_in():
    assert [part.answered for part in sessions(35, 6)] == [None, None]


def test_a_session_that_guards_another_gives_nothing_away_by_its_parts():
    larger = sessions(35, 6)[0]
    assert (larger.response_rate, larger.suppressed) == (None, True)
    assert [(a.eligible, a.answered) for a in larger.by_agency] == [(None, None)]
    assert [d.answered for d in larger.by_door] == [None]


def test_large_sessions_of_one_wave_are_shown():
    assert [part.answered for part in sessions(35, 16)] == [35, 16]


def test_a_wave_that_few_answered_shows_only_how_many_were_asked():
    shown = participation(wave(("Council", 9)))
    assert (shown.answered, shown.response_rate, shown.eligible, shown.suppressed) == (
        None,
        None,
        18,
        True,
    )


def test_few_people_not_reached_cannot_be_had_from_those_delivered_to():
    summary = reached(audience=400, delivered=397, not_reached=(("address unknown", 3),))
    assert (summary.reach.delivered, summary.not_reached.people) == (None, None)
    assert summary.not_reached.reasons == [("address unknown", None)]


def test_people_not_reached_are_shown_when_they_are_many():
    summary = reached(
        audience=400, delivered=360, not_reached=(("address unknown", 25), ("opted out", 15))
    )
    assert (summary.reach.delivered, summary.not_reached.people) == (360, 40)


def test_the_sum_of_those_not_reached_does_not_give_one_reason_away():
    summary = reached(
        audience=400, delivered=16, not_reached=(("address unknown", 380), ("opted out", 4))
    )
    assert (summary.not_reached.people, summary.reach.delivered) == (None, None)


def test_when_everyone_was_reached_that_is_shown():
    assert reached(audience=40, delivered=40).reach.delivered == 40


def test_small_reach_is_withheld():
    reach = reached(audience=40, delivered=40, read=9, discussed=0, attended=10).reach
    assert (reach.read, reach.discussed, reach.attended, reach.suppressed) == (None, None, 10, True)


def test_barriers_that_few_named_are_withheld():
    barriers = summary_of(
        barriers=(("What got in the way?", "time", 12), ("What got in the way?", "access", 9))
    ).barriers
    assert [(b.barrier, b.people, b.suppressed) for b in barriers] == [
        ("time", 12, False),
        ("access", None, True),
    ]


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(0, 30))
def test_no_hidden_cell_can_be_had_by_subtraction(counts: list[int], unprinted: int):
    hidden = hidden_cells(counts, sum(counts) + unprinted, 10)
    shown = [n for i, n in enumerate(counts) if i not in hidden]
    rest = sum(counts) + unprinted - sum(shown)
    assert all(n >= 10 for n in shown)
    assert not hidden or len(hidden) >= 2 or not shown
    assert not shown or rest == 0 or rest >= 10
