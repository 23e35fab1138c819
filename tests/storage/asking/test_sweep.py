"""The intake and its sweep: what waits goes on as before, and goes where answers are kept once."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

from dialogs.asking.sweep_answers import plan
from storage import tables as t
from storage.asking import sweep
from storage.asking.answers import NewResponse
from storage.asking.intake import BLOCK, mark_of, opened
from storage.asking.sweep import PreparedSweep
from storage.store import Store
from storage.trust.encryption import new_keyring
from storage.unit import Unit
from surveys.asking.answers import Answer
from surveys.asking.instrument import Mode
from surveys.asking.kinds.values import Score
from tests.builders import stored
from tests.builders.apart import sweep_now
from tests.builders.asking import a_form, a_survey, answer_all, submission, submit
from tests.builders.clock import NOON, SettableClock
from tests.builders.partnership import Town, a_town

COUNT = 30


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def _count(town: Town, table: str) -> int:
    query = select(func.count()).select_from(t.metadata.tables[table])
    return town.store.look(lambda unit: unit.connection.scalars(query).one())


def _counts(town: Town) -> tuple[int, ...]:
    """How many responses, answers and texts there are, and how many responses wait."""
    return tuple(_count(town, name) for name in ("responses", "answers", "texts", "intake"))


def _on_another_day(clock: SettableClock, town: Town) -> int:
    clock.forward(days=1)
    return sweep_now(town.store)


def test_a_form_waits_and_the_sweep_moves_it(town: Town) -> None:
    a_form(town)
    submit(town, submission(respect="always", say="More time."))
    waits = _counts(town)

    assert waits == (0, 0, 0, 1)
    assert sweep_now(town.store) == 1
    assert _counts(town) == (1, 2, 1, 0)


def test_a_second_sweep_on_one_day_moves_nothing(town: Town) -> None:
    a_form(town)
    sweep_now(town.store)
    submit(town, submission(respect="always"))

    assert sweep_now(town.store) == 0
    assert _counts(town) == (0, 0, 0, 1)


def test_all_waves_go_in_one_transaction_and_in_an_order_of_its_own(
    town: Town, clock: SettableClock
) -> None:
    wave = a_survey(town)
    a_form(town)
    for number in range(COUNT):
        submit(town, submission(f"page-{number}", respect="always", say=f"Words {number:02}"))
    answer_all(town, "ann", town.asked("ann", "open-survey", wave=wave))
    sweep_now(town.store)

    assert _count(town, "responses") == COUNT + 1
    if town.store.url.startswith("postgresql"):
        for table in ("responses", "answers", "texts", "tallies"):
            assert len(_stamps(town, table)) == 1
        said = town.store.look(_said)
        assert sorted(said) == [f"Words {number:02}" for number in range(COUNT)]
        assert said not in (sorted(said), sorted(said, reverse=True))


def _stamps(town: Town, table: str) -> Sequence[str]:
    query = text(f"SELECT DISTINCT xmin::text FROM {table}")
    return town.store.look(lambda unit: unit.connection.scalars(query).all())


def _said(unit: Unit) -> list[str]:
    rows = unit.connection.execute(
        text("SELECT wave_id, response_key FROM texts WHERE question = 'say' ORDER BY ctid")
    )
    return [
        unit.answers.given(row.wave_id, row.response_key, ["say"])["say"].text or "" for row in rows
    ]


def test_more_than_one_part_goes_in_shares_of_everything(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "PART", 20)
    a_form(town)
    for number in range(COUNT):
        submit(town, submission(f"page-{number}", respect="always", say="Words"))
    parts = town.store.look(plan)
    first = set(parts[0])

    assert [len(part) for part in parts] == [20, 10]
    assert first != set(town.store.look(plan)[0])  # drawn anew each time
    assert sweep_now(town.store) == COUNT
    assert _counts(town) == (COUNT, 2 * COUNT, COUNT, 0)


def test_a_survey_half_finished_waits_and_goes_on_after_the_sweep(
    town: Town, clock: SettableClock
) -> None:
    wave = a_survey(town)
    town.say("ann", "answer", wave=wave, question="relevant", value="agree")
    sweep_now(town.store)
    resumed = town.asked("ann", "open-survey", wave=wave)

    assert resumed.question.id == "useful"
    assert _counts(town) == (0, 0, 0, 1)
    answer_all(town, "ann", resumed)
    assert _on_another_day(clock, town) == 1
    assert _counts(town) == (1, 7, 1, 0)


def test_a_survey_left_unfinished_goes_after_seven_days(town: Town, clock: SettableClock) -> None:
    a_form(town)  # in which the wave stays open
    action = town.ashford.action
    first = town.asked("ann", "give-feedback", action=action)
    same = {"wave": first.wave, "ticket": first.ticket}
    town.say("ann", "answer", question=first.question.id, value="used", **same)
    clock.forward(days=6)
    early = sweep_now(town.store)

    assert (early, _on_another_day(clock, town)) == (0, 1)
    assert _counts(town) == (1, 1, 0, 0)


def test_what_is_answered_after_the_sweep_joins_what_was_swept(
    town: Town, clock: SettableClock
) -> None:
    first = town.asked("ann", "give-feedback", action=town.ashford.action)
    same = {"wave": first.wave, "ticket": first.ticket}
    following = town.asked("ann", "answer", question=first.question.id, value="used", **same)
    clock.forward(days=8)
    sweep_now(town.store)
    answer_all(town, "ann", following, concern="no")
    once = _counts(town)
    town.say("ann", "answer", question=first.question.id, value="heard", **same)

    assert once[0] == 1
    assert _on_another_day(clock, town) == 0  # the response is not new
    assert _count(town, "responses") == 1
    value = select(t.answers.c.value).where(t.answers.c.question == first.question.id)
    assert town.store.look(lambda unit: unit.connection.scalars(value).all()) == ['"heard"']
    finished = select(t.responses.c.finished)
    assert town.store.look(lambda unit: unit.connection.scalars(finished).all()) == [True]


def test_an_answer_taken_back_after_the_sweep_is_gone_after_the_next(
    town: Town, clock: SettableClock
) -> None:
    first = town.asked("ann", "give-feedback", action=town.ashford.action)
    same = {"wave": first.wave, "ticket": first.ticket}
    town.say("ann", "answer", question=first.question.id, value="used", **same)
    clock.forward(days=8)
    sweep_now(town.store)
    tallied = _tallied(town)
    town.say("ann", "skip", question=first.question.id, **same)
    again = town.asked("ann", "open-survey", **same)
    clock.forward(days=8)
    sweep_now(town.store)

    assert again.question.id == first.question.id
    assert tallied == {(1, 1)}
    assert (_count(town, "answers"), _tallied(town)) == (0, {(0, 0)})


def _tallied(town: Town) -> set[tuple[int, ...]]:
    query = select(t.tallies.c.answered, t.tallies.c.favourable)
    return town.store.look(lambda unit: {tuple(row) for row in unit.connection.execute(query)})


def test_a_form_sent_again_after_the_sweep_is_no_second_response(
    town: Town, clock: SettableClock
) -> None:
    a_form(town)
    submit(town, submission(respect="always"))
    sweep_now(town.store)
    submit(town, submission(respect="never"))
    _on_another_day(clock, town)

    assert _counts(town) == (1, 1, 0, 0)


def test_a_concern_takes_swept_words_out_at_once(town: Town) -> None:
    a_form(town)
    submit(town, submission(say="The room was cold"))
    sweep_now(town.store)
    swept = _count(town, "texts")
    submit(town, submission(say="The room was cold", concern="soon"))

    assert (swept, _count(town, "texts"), _count(town, "concerns")) == (1, 0, 1)


def test_two_processes_that_answer_for_one_person_lose_nothing(
    database_url: str, store: Store, clock: SettableClock
) -> None:
    other = Store(database_url, store.keyring, clock)
    wave = store.act_now(_a_wave)
    new = NewResponse(wave, "key", None, None, "teams", None, stored.WEEK)
    store.act_now(lambda unit: unit.intake.begin(new))
    overtakes = iter([store.url.startswith("postgresql")])  # once: a unit that is overtaken repeats

    def answers(unit: Unit) -> None:
        unit.intake.given(wave, "key", ["relevant", "useful"])  # seen before the other writes
        if next(overtakes, False):
            other.act_now(lambda unit: _keep(unit, wave, "useful"))
        _keep(unit, wave, "relevant")

    store.act_now(answers)
    if not store.url.startswith("postgresql"):  # where only one writes at a time
        other.act_now(lambda unit: _keep(unit, wave, "useful"))
    other.close()

    given = store.look(lambda unit: unit.intake.given(wave, "key", ["relevant", "useful"]))
    assert given.keys() == {"relevant", "useful"}


def _a_wave(unit: Unit) -> int:
    place = stored.a_partnership(unit)
    return stored.a_wave(unit, place, action_id=stored.an_action(unit, place))


def _keep(unit: Unit, wave: int, question: str) -> None:
    unit.intake.keep(wave, "key", [(Answer(question, "agree"), Score())])


def _all_prepared(unit: Unit, minimum_group: int = 5) -> PreparedSweep:
    [part] = unit.sweep.parts(unit.now.date())
    return unit.sweep.prepared(part, minimum_group)


def test_what_changes_while_a_sweep_is_prepared_stays_for_the_next(
    town: Town, clock: SettableClock
) -> None:
    first = town.asked("ann", "give-feedback", action=town.ashford.action)
    answer_all(town, "ann", first, concern="no")
    prepared = town.store.look(_all_prepared)
    same = {"wave": first.wave, "ticket": first.ticket}
    town.say("ann", "answer", question=first.question.id, value="heard", **same)
    moved = town.store.act_now(lambda unit: unit.sweep.move(prepared, is_last=True))

    assert (moved.total(), _counts(town)) == (0, (0, 0, 0, 1))
    assert _on_another_day(clock, town) == 1


def test_a_row_whose_key_is_missing_stays_until_the_key_is_there(town: Town) -> None:
    a_form(town)
    submit(town, submission(respect="always"))
    foreign = new_keyring().encrypt("{}", "intake", "x")
    town.store.act_now(
        lambda unit: unit.connection.execute(update(t.intake).values(sealed=foreign))
    )

    assert sweep_now(town.store) == 0
    assert _counts(town) == (0, 0, 0, 1)


@pytest.mark.parametrize(("least", "kept"), [(2, 1), (3, 0)])
def test_an_agency_of_which_few_were_asked_is_not_kept(town: Town, least: int, kept: int) -> None:
    wave = a_survey(town)  # which asks two of the council and one of the police
    for name in ("ann", "cat"):
        answer_all(town, name, town.asked(name, "open-survey", wave=wave))

    def move(unit: Unit) -> None:
        unit.sweep.move(_all_prepared(unit, least), is_last=True)

    town.store.act_now(move)
    rows = select(t.responses.c.agency_id, t.responses.c.language)
    found = town.store.look(lambda unit: unit.connection.execute(rows).all())

    assert len([row for row in found if row.agency_id is not None]) == kept
    assert {row.language for row in found} == {None}


def test_rows_of_the_intake_have_one_length_whatever_was_answered(town: Town) -> None:
    a_form(town)
    submit(town, submission("page-1", respect="always"))
    submit(town, submission("page-2", respect="always", say="Words " * 100))

    sizes = select(func.length(t.intake.c.sealed)).distinct()
    assert len(town.store.look(lambda unit: unit.connection.scalars(sizes).all())) == 1


def test_a_row_that_was_written_before_help_was_asked_is_read(town: Town) -> None:
    keyring = town.store.keyring
    begun = [None, None, "web", "2026-03-02"]
    body = {"wave": 1, "key": "k", "since": "2026-03-04", "finished": True, "answers": {}}
    row = keyring.encrypt(json.dumps(body | {"begun": begun}), "intake", "mark", block=BLOCK)
    found = opened(keyring, "mark", row).begun
    assert found is not None
    assert (found.door, found.assisted_by, found.checked_by) == ("web", None, None)


def test_a_row_of_the_intake_is_found_by_its_keys_alone(town: Town) -> None:
    other = new_keyring()

    assert mark_of(other, 1, "key") != mark_of(town.store.keyring, 1, "key")


def test_only_named_answers_are_kept_outside_the_intake(store: Store) -> None:
    def kept_in(unit: Unit) -> set[Mode]:
        return {mode for mode in Mode if unit.answers_in(mode) is unit.answers}

    assert store.look(kept_in) == {Mode.NAMED}


def test_a_summary_says_from_when_answers_are_not_counted_yet(
    town: Town, clock: SettableClock
) -> None:
    a_form(town)
    place, action = town.ashford.partnership, town.ashford.action
    sweep_now(town.store)
    before = town.store.look(lambda unit: unit.evidence.gather(place, action, NOON.date()))
    submit(town, submission(respect="always"))
    clock.forward(hours=1)
    after = town.store.look(lambda unit: unit.evidence.gather(place, action, NOON.date()))
    day_before = NOON.date() - timedelta(days=1)
    earlier = town.store.look(lambda unit: unit.evidence.gather(place, action, day_before))

    assert (before.waiting_since, after.waiting_since) == (None, NOON.date())
    assert earlier.waiting_since is None
