"""The demonstration's past: every label, the same each time, and quickly; nobody in it is real."""

import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from bot.console.demo import threads
from bot.console.demo.cast import AGENCIES
from bot.console.demo.facts import DemoFacts
from bot.console.demo.fill import briefings, fill, sheets
from bot.console.demo.voices import WORDS
from dialogs.impact.request_summary import work_out
from dialogs.turn import Installation
from storage.store import Store
from storage.trust.encryption import Keyring, new_keyring
from surveys.asking.concerns import screen
from surveys.impact.summary import Label, Summary
from surveys.library import lexicon
from surveys.people import Role
from surveys.telling.briefing import HEADINGS, parse_briefing

NOW = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
HOUSE = Installation(public_url="http://localhost:3978", minimum_group=10, lexicon=lexicon())


@dataclass(frozen=True)
class Filled:
    url: str
    keyring: Keyring
    facts: DemoFacts
    seconds: float
    now: datetime

    def open(self) -> Store:
        return Store(self.url, self.keyring, lambda: self.now)

    def summaries(self) -> dict[str, Summary]:
        store = self.open()
        try:
            return store.look(
                lambda unit: {
                    action.ref: work_out(unit, HOUSE, partnership, action.id, self.now.date())
                    for partnership, _, _ in unit.people.partnerships()
                    for action in unit.evidence.actions(partnership)
                }
            )
        finally:
            store.close()


def filled(folder: Path, now: datetime = NOW) -> Filled:
    url, keyring = f"sqlite:///{folder / 'demo.db'}", new_keyring()
    began = time.process_time()
    facts = fill(url, keyring, HOUSE, now)
    return Filled(url, keyring, facts, time.process_time() - began, now)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return filled(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def summaries(demo: Filled) -> dict[str, Summary]:
    return demo.summaries()


def test_the_eight_actions_come_to_the_label_they_were_written_for(
    summaries: dict[str, Summary],
) -> None:
    assert {ref: summary.label for ref, summary in summaries.items()} == {
        thread.ref: thread.label for thread in threads.THREADS
    }


def test_the_eight_actions_show_every_label_between_them(summaries: dict[str, Summary]) -> None:
    assert {summary.label for summary in summaries.values()} == set(get_args(Label))


@pytest.mark.parametrize(
    "now", [datetime(2026, 1, 1, 0, 5, tzinfo=UTC), datetime(2028, 2, 29, 23, 40, tzinfo=UTC)]
)
def test_the_labels_hold_on_other_days_of_the_calendar(tmp_path: Path, now: datetime) -> None:
    assert {ref: summary.label for ref, summary in filled(tmp_path, now).summaries().items()} == {
        thread.ref: thread.label for thread in threads.THREADS
    }


def test_the_same_moment_gives_the_same_evidence(
    summaries: dict[str, Summary], tmp_path: Path
) -> None:
    again = filled(tmp_path).summaries()
    assert {ref: one.sha256_of_inputs for ref, one in again.items()} == {
        ref: one.sha256_of_inputs for ref, one in summaries.items()
    }


def test_filling_takes_less_than_ten_seconds_of_the_processor(demo: Filled) -> None:
    assert demo.seconds < 10


def test_two_partnerships_with_fourteen_agencies_and_four_hundred_people_are_there(
    demo: Filled,
) -> None:
    store = demo.open()
    try:
        places = store.look(lambda unit: unit.people.partnerships())
        people = [store.look(lambda unit, at=at: unit.people.count(at)) for at, _, _ in places]
        agencies = [store.look(lambda unit, at=at: unit.people.agencies(at)) for at, _, _ in places]
        events = [store.look(lambda unit, at=at: unit.waves.events(at)) for at, _, _ in places]
    finally:
        store.close()
    assert (len(places), sum(people), sum(map(len, agencies)), sum(map(len, events))) == (
        2,
        400,
        14,
        12,
    )


def test_learning_came_from_at_least_six_kinds_of_source() -> None:
    assert len({thread.learned_from[0] for thread in threads.THREADS}) >= 6


def test_each_partnership_has_leads_of_two_agencies(demo: Filled) -> None:
    store = demo.open()
    try:
        places = store.look(lambda unit: unit.people.partnerships())
        leads = [
            store.look(lambda unit, at=at: unit.people.with_role(at, Role.LEAD))
            for at, _, _ in places
        ]
    finally:
        store.close()
    assert all(len({lead.agency for lead in found}) >= 2 for found in leads)


def test_nobody_can_be_written_to_by_mistake() -> None:
    assert all(row["email"].endswith(".example") for row in sheets(NOW)["people"])


def test_every_name_and_address_stands_once() -> None:
    people = sheets(NOW)["people"]
    assert max(Counter(row["name"] for row in people).values()) == 1
    assert max(Counter(row["email"] for row in people).values()) == 1
    assert len(people) == sum(agency.people for agency in AGENCIES)


def test_every_briefing_has_all_seven_headings_and_can_be_read_in_seven_minutes() -> None:
    for name, text in briefings().items():
        briefing = parse_briefing(text, name)
        assert tuple(heading for heading, _ in briefing.sections) == HEADINGS
        assert 200 <= sum(len(words.split()) for _, words in briefing.sections) <= 7 * 200


def test_no_words_of_the_demonstration_would_raise_a_concern() -> None:
    assert all(
        screen([words], [], lexicon()) is None for offered in WORDS.values() for words in offered
    )


def test_the_event_of_the_day_ends_after_the_installation_has_started(demo: Filled) -> None:
    assert 15 <= (demo.facts.event_ends_at - NOW).total_seconds() <= 60
