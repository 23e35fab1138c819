"""An erased person is found nowhere, their answers lead to nobody, and every figure stays."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from dialogs.asking.erase_form import erase_form
from dialogs.asking.receipts import code_of
from dialogs.people.erase import (
    erase_people,
    keep_ledger_now,
    refuse_erased,
    replay_erasures,
)
from scheduler.retention import end_what_is_over
from storage import tables as t
from storage.retention.cutting import responses_of
from storage.retention.unlinking import ERASED_NAME
from storage.store import Store
from storage.trust.concerns import ConcernText
from storage.trust.erasure_ledger import ErasureLedgerFile
from storage.unit import Unit
from surveys.accounts import Doubt, TeamsAccount
from surveys.problems import Refusal
from surveys.trust.concern_record import ConcernState, Step
from tests.builders.apart import sweep_all
from tests.builders.asking import (
    LINK,
    a_form,
    a_survey,
    answer_all,
    once_of,
    submission,
    submit,
)
from tests.builders.clock import SettableClock
from tests.builders.partnership import TENANT, Town, a_town
from tests.builders.told import a_briefing, tell

EMAIL, WORDS = "ann@ashford.example", "I will see each child alone, says Ann of Elm Street."


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def erase(town: Town, name: str = "ann", reason: str = "She asked us to.") -> None:
    def run(unit: Unit) -> None:
        person = unit.people.person(town.ids[name])
        assert person is not None
        erase_people(unit, [person], reason, "console")

    town.store.act_now(run)


def everywhere(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield every value in every table, as text, with the table's name."""
    for table in t.metadata.sorted_tables:
        for row in unit.connection.execute(select(table)):
            for value in row:
                yield (
                    table.name,
                    value.decode("latin-1") if isinstance(value, bytes) else str(value),
                )


def with_traces(town: Town) -> int:
    """Let Ann leave traces wherever she can; returns the wave that she answered."""
    briefing = a_briefing(town)
    tell(town, briefing, rule=f'email="{EMAIL}"')
    town.say("ann", "read", briefing=briefing)
    town.say("ann", "intended", briefing=briefing, what=WORDS, by_when="2026-04-01")
    said = {"setting": "team", "people": "3", "raised": WORDS, "agreed": WORDS, "once": "1"}
    town.say("ann", "discussed", briefing=briefing, **said)
    wave = a_survey(town)
    answer_all(town, "ann", town.asked("ann", "open-survey", wave=wave))

    def arrange(unit: Unit) -> None:
        place = town.ashford.partnership
        unit.saved_audiences.keep(place, "us", f'email="{EMAIL.upper()}" or role=lead')
        account = TeamsAccount(TENANT, "aad-ann-new")
        unit.accounts.ask(town.ids["ann"], account, Doubt.CHANGED_ID, unit.now)

    town.store.act_now(arrange)
    return wave


def test_nothing_is_left_that_tells_who_an_erased_person_is(town: Town) -> None:
    with_traces(town)
    assert any(EMAIL in value.lower() for _, value in town.store.look(lambda u: [*everywhere(u)]))
    erase(town)
    found = town.store.look(lambda unit: [*everywhere(unit)])

    assert [name for name, value in found if EMAIL in value.lower()] == []
    assert [name for name, value in found if "aad-ann" in value and name != "audit"] == []
    assert [name for name, value in found if WORDS in value] == []
    assert [value for _, value in found if value == "Ann"] == []
    person = town.store.look(lambda unit: unit.people.person(town.ids["ann"]))
    assert person is not None
    assert (person.name, person.has_left, person.roles) == (ERASED_NAME, True, frozenset())


def test_words_are_gone_and_acts_stay(town: Town) -> None:
    with_traces(town)
    erase(town)
    acts = select(t.acts.c.words, t.acts.c.act)
    found = town.store.look(lambda unit: unit.connection.execute(acts).all())
    talks = select(t.discussions.c.raised, t.discussions.c.agreed)

    assert {row.act for row in found} >= {"read", "intends"}
    assert {row.words for row in found} == {None}
    assert town.store.look(lambda unit: [*unit.connection.execute(talks)]) == [(None, None)]


@pytest.mark.parametrize("swept_first", [True, False])
def test_answers_stay_in_every_figure_and_lead_to_nobody(town: Town, swept_first: bool) -> None:
    wave = with_traces(town)
    for name in ("bob", "cat"):
        answer_all(town, name, town.asked(name, "open-survey", wave=wave))
    led_to = town.store.look(
        lambda unit: [*responses_of(unit.connection, unit.keyring, town.ids["ann"])]
    )

    def figures(unit: Unit) -> object:
        place, action = town.ashford.partnership, town.ashford.action
        return unit.evidence.gather(place, action, unit.today)

    if swept_first:
        sweep_all(town.store)
        before = town.store.look(figures)
        erase(town)
        assert town.store.look(figures) == before
    else:
        erase(town)
        sweep_all(town.store)
    keys = select(t.responses.c.key, t.responses.c.finished)
    rows = town.store.look(lambda unit: unit.connection.execute(keys).all())
    texts = select(t.texts.c.response_key)

    assert len(rows) == 3
    assert all(row.finished for row in rows)
    assert {row.key for row in rows}.isdisjoint(one.key for one in led_to)
    assert len(set(town.store.look(lambda unit: unit.connection.scalars(texts).all()))) == 2


def test_who_deals_with_an_open_concern_or_told_of_one_is_not_erased(town: Town) -> None:
    def raise_it(unit: Unit) -> None:
        text = ConcernText((("Anything else?", WORDS),), town.ids["ann"], "teams")
        unit.concerns.raise_concern(town.ashford.partnership, "amber", text, "once", unit.now)
        unit.connection.execute(update(t.concerns).values(acknowledged_by=town.ids["lea"]))

    town.store.act_now(raise_it)
    for name in ("ann", "lea"):
        with pytest.raises(Refusal) as refused:
            erase(town, name)
        assert refused.value.code == "erase-open-concern"
    erase(town, "bob")

    closed = update(t.concerns).values(state=ConcernState.CLOSED)
    town.store.act_now(lambda unit: unit.connection.execute(closed))
    erase(town)


def test_the_record_of_a_concern_still_says_who_took_its_steps(town: Town) -> None:
    def record(unit: Unit) -> None:
        text = ConcernText((("Anything else?", WORDS),), None, "web")
        concern = unit.concerns.raise_concern(
            town.ashford.partnership, "amber", text, "once", unit.now
        )
        assert concern is not None
        after = (ConcernState.CLOSED, "amber")
        unit.concern_steps.add(concern.id, Step.CLOSE, after, unit.now, town.ids["lea"], "Done")
        unit.connection.execute(update(t.concerns).values(state=ConcernState.CLOSED))

    town.store.act_now(record)
    erase(town, "lea")

    [step] = town.store.look(lambda unit: unit.concern_steps.of(1))
    assert step.name == "Lea"


def test_the_ledger_has_a_mark_and_no_name_and_a_repeat_is_told(town: Town) -> None:
    erase(town, reason="She wrote to us on Monday.")
    [row] = town.store.look(lambda unit: unit.connection.execute(select(t.erasures)).all())
    place = ("erasures", row.partnership_id, row.mark)

    assert town.store.keyring.decrypt(row.reason, *place) == "She wrote to us on Monday."
    assert (row.kind, len(row.mark)) == ("person", 64)
    with pytest.raises(Refusal) as refused:
        town.store.look(lambda unit: refuse_erased(unit, [row.partnership_id], EMAIL))
    assert refused.value.code == "erased-before"
    town.store.look(lambda unit: refuse_erased(unit, [row.partnership_id], "bob@ashford.example"))


def test_a_restored_database_is_erased_again_by_the_ledger_beside_the_keys(
    sqlite_store: Store, clock: SettableClock, tmp_path: Path
) -> None:
    town, keys = a_town(sqlite_store), tmp_path / "keys.json"
    sqlite_store.erasures = ErasureLedgerFile.beside(keys)
    a_form(town)
    submit(town, submission(say=WORDS))
    asyncio.run(sqlite_store.empty_log())
    backup = shutil.copy(sqlite_store.url.removeprefix("sqlite:///"), tmp_path / "backup.db")
    erase(town)
    erase_by_code(town)
    for _ in range(2):
        keep_ledger_now(sqlite_store)
    restored = Store(f"sqlite:///{backup}", sqlite_store.keyring, clock)
    said = restored.act_now(lambda unit: replay_erasures(unit, keys))
    again = restored.act_now(lambda unit: replay_erasures(unit, keys))
    found = restored.look(lambda unit: [*everywhere(unit)])
    restored.close()

    assert (said, again) == ("2 erasures made after this backup were done again.", None)
    assert [name for name, value in found if EMAIL in value] == []
    lines = sqlite_store.erasures.path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert sqlite_store.erasures.path.stat().st_mode & 0o077 == 0
    assert not any("ann" in line.lower() for line in lines)


def erase_by_code(town: Town) -> None:
    code = code_of(town.store.keyring, LINK, once_of(town))
    place = town.ashford.partnership

    def run(unit: Unit) -> None:
        wave = unit.connection.scalars(select(t.links.c.wave_id)).one()
        erase_form(unit, place, wave, code.lower(), "They asked.", "console")

    town.store.act_now(run)


@pytest.mark.parametrize("swept_first", [True, False])
def test_what_a_family_sent_is_erased_by_its_receipt_code(town: Town, swept_first: bool) -> None:
    a_form(town)
    submit(town, submission(respect="always", say=WORDS))
    if swept_first:
        sweep_all(town.store)
    erase_by_code(town)
    with pytest.raises(Refusal) as refused:
        erase_by_code(town)
    sweep_all(town.store)
    counted = town.store.look(
        lambda unit: (
            len(unit.connection.execute(select(t.responses)).all()),
            len(unit.connection.execute(select(t.texts)).all()),
        )
    )

    assert refused.value.code == "answers-not-found"
    assert counted == (1, 0)


def test_a_leaver_is_unlinked_in_time_and_keeps_their_place_in_figures(
    town: Town, clock: SettableClock
) -> None:
    wave = with_traces(town)
    sweep_all(town.store)
    as_at = clock().date()

    def figures(unit: Unit) -> object:
        place, action = town.ashford.partnership, town.ashford.action
        found = unit.evidence.gather(place, action, as_at)
        return found.asked, found.tallies, found.reach

    before = town.store.look(figures)
    town.store.act_now(lambda unit: unit.people.set_left([town.ids["ann"]], unit.now))
    clock.forward(days=366)
    asyncio.run(end_what_is_over(town.store))
    found = town.store.look(lambda unit: [*everywhere(unit)])

    assert wave
    assert [name for name, value in found if EMAIL in value.lower()] == []
    assert town.store.look(figures) == before
    assert town.store.look(lambda unit: unit.erasures.marks()) == set()
