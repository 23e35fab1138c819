"""The demonstration's past: every label, the same each time, and quickly; nobody in it is real."""

import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import func, select

from bot.console.demo import threads
from bot.console.demo.cast import AGENCIES
from bot.console.demo.facts import DemoFacts
from bot.console.demo.fill import briefings, fill, sheets
from bot.console.demo.past_readings import SHORTENED, WITHHELD
from bot.console.demo.steps_register import SHOWN
from bot.console.demo.voices import WORDS
from dialogs.asking.wave_lifecycle import STEPS
from dialogs.impact.give_out import work_out
from dialogs.register.look_after import open_gaps
from dialogs.turn import Installation
from storage import tables as t
from storage.store import Store
from storage.trust.encryption import Keyring
from surveys.asking.concerns import screen
from surveys.asking.wave import LEFT_OUT
from surveys.impact.labels import Label
from surveys.impact.summary.structure import Summary
from surveys.library import lexicon
from surveys.people import Role
from surveys.sending.delivery import REACHED, DeliveryKind, State
from surveys.telling.briefing import HEADINGS, parse_briefing

NOW = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
INSTALLATION = Installation(public_url="http://localhost:3978", minimum_group=10, lexicon=lexicon())


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
                    action.ref: work_out(
                        unit, INSTALLATION, partnership, action.id, self.now.date()
                    ).summary
                    for partnership, _, _ in unit.people.partnerships()
                    for action in unit.evidence.actions(partnership)
                }
            )
        finally:
            store.close()


def filled(folder: Path, now: datetime = NOW) -> Filled:
    url = f"sqlite:///{folder / 'demo.db'}"
    keyring = Keyring("1", {"1": b"1" * 32}, b"2" * 32)  # fingerprints have a key of it
    began = time.process_time()
    facts = fill(url, keyring, INSTALLATION, now)
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


def test_a_summary_shows_what_the_register_knows_of_its_action(
    summaries: dict[str, Summary],
) -> None:
    summary = summaries["AW-01"]
    [audit] = [
        source
        for outcome in summary.outcomes
        for level in outcome.levels
        for source in level.sources
        if source.source == "multi_agency_audit"
    ]
    assert (audit.favourable, audit.n) == (37, 42)  # the moderated grades of the re-audit
    assert audit.starting_point.proportion == 21 / 40
    assert audit.read_by == ["the partnership's audit group"]
    assert [one.body for one in summary.outcomes[0].judgements] == ["Case review group"]
    assert (len(summary.complaints), len(summary.analyses)) == (1, 2)
    assert [one.n for one in summary.dissemination[0].contacts] == [1240, 410, 96]
    assert "opened by 410" in summary.first_page.did
    assert len(summaries["AW-02"].dissemination) == 4  # the issue told of it too


def test_the_register_has_gaps_of_its_own_to_show(demo: Filled) -> None:
    store = demo.open()
    try:
        places = store.look(lambda unit: unit.people.partnerships())
        found = store.look(lambda unit: open_gaps(unit, INSTALLATION, places[0][0]))
    finally:
        store.close()
    assert {one.about for one in found if one.kind in SHOWN} == {
        "Baby Linden, 3: Fathers are asked about by name at every visit.",
        "MA-3, 1.1: Invite schools to every strategy discussion.",
        "MA-3",
        "S11, Lantern Recovery Service",
    }


def test_the_same_moment_gives_the_same_evidence(
    summaries: dict[str, Summary], tmp_path: Path
) -> None:
    again = filled(tmp_path).summaries()
    assert {ref: one.inputs_fingerprint for ref, one in again.items()} == {
        ref: one.inputs_fingerprint for ref, one in summaries.items()
    }


def test_nothing_of_the_past_is_left_to_be_sent_reminded_or_closed(demo: Filled) -> None:
    store = demo.open()
    try:
        sends = store.look(lambda unit: unit.deliveries.recent(None, list(DeliveryKind), 1000))
        left = store.look(
            lambda unit: [
                count
                for one in sends
                for state, count in unit.deliveries.counts(one.id).items()
                if state in {State.PENDING, State.SENDING}
            ]
        )
        due = store.look(lambda unit: [wave for step in STEPS for wave in step.due(unit)])
    finally:
        store.close()
    assert len(sends) > 70
    assert {one.state for one in sends} == {"done"}
    assert sum(left) == 0
    assert due == []


def test_for_every_wave_no_more_answered_than_were_reached_and_no_more_than_were_asked(
    demo: Filled,
) -> None:
    waves = figures(demo)
    assert len(waves) >= 35
    assert [one for one in waves if not 0 < one.answered <= one.reached <= one.asked] == []


def test_every_message_of_the_past_was_settled_when_it_was_due_and_not_by_todays_clock(
    demo: Filled,
) -> None:
    late = select(func.count()).where(t.deliveries.c.changed_at > t.deliveries.c.due_at)
    closed = select(func.count()).where(t.deliveries.c.reason == "closed")
    store = demo.open()
    try:
        found = store.look(lambda unit: [unit.connection.scalar(one) for one in (late, closed)])
    finally:
        store.close()
    assert found == [0, 0]


@dataclass(frozen=True)
class Figures:
    """How many people one wave asked, reached and heard from."""

    label: str
    asked: int
    reached: int
    answered: int


def figures(demo: Filled) -> list[Figures]:
    """Look at each wave that asked people by name and has opened."""
    asked, sent, came = t.invitations.c, t.deliveries.c, t.responses.c
    of_wave = t.dispatches.c.wave_id == t.waves.c.id
    queries = (
        select(func.count()).where(asked.wave_id == t.waves.c.id, asked.state != LEFT_OUT),
        select(func.count(func.distinct(sent.person_id)))
        .join(t.dispatches, t.dispatches.c.id == sent.dispatch_id)
        .where(of_wave, sent.state.in_(REACHED)),
        select(func.count()).where(came.wave_id == t.waves.c.id, came.finished),
    )
    counts = [query.correlate(t.waves).scalar_subquery() for query in queries]
    invited = select(asked.wave_id)
    query = select(t.waves.c.label, *counts).where(t.waves.c.id.in_(invited))
    store = demo.open()
    try:
        return store.look(lambda unit: [Figures(*row) for row in unit.connection.execute(query)])
    finally:
        store.close()


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
        events = [
            store.look(lambda unit, at=at: unit.learning_events.of_partnership(at))
            for at, _, _ in places
        ]
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


def test_the_lead_has_read_every_answer_and_summaries_quote_what_may_be(
    demo: Filled, summaries: dict[str, Summary]
) -> None:
    states = select(t.texts.c.state).distinct()
    store = demo.open()
    try:
        found = store.look(lambda unit: set(unit.connection.scalars(states)))
    finally:
        store.close()
    quoted = {
        ref: {words for one in all_.voices for words in one.quotes}
        for ref, all_ in summaries.items()
    }
    every = set[str]().union(*quoted.values())

    assert found == {"released", "redacted", "withheld"}
    assert [ref for ref, words in quoted.items() if not words] == ["AW-05"]  # too few answered
    assert summaries["AW-01"].voices[0].voice == "family"
    assert set(SHORTENED.values()) <= every
    assert every.isdisjoint({*SHORTENED, *WITHHELD})


def test_no_words_of_the_demonstration_would_raise_a_concern() -> None:
    assert all(
        screen([words], [], lexicon()) is None for offered in WORDS.values() for words in offered
    )


def test_the_event_of_the_day_ends_after_the_installation_has_started(demo: Filled) -> None:
    assert 10 <= (demo.facts.event_ends_at - NOW).total_seconds() <= 20
