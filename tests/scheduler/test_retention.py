"""What is kept for a time is there until its time is over, and then it is gone."""

from collections.abc import Callable, Mapping
from hashlib import sha256

import pytest

from dialogs.impact.give_out import record_release, work_out
from scheduler.retention import forget_what_is_over
from storage.asking.paper_entries import PaperEntry
from storage.impact.summary_requests import DrawnFile
from storage.store import Store
from storage.unit import Unit
from surveys.impact.you_said import NewYouSaid, SaidAndDone
from surveys.sending.changes import Place
from surveys.sending.chat_messages import ShownMessage
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import MessageVersion
from surveys.trust.retention import RETENTION, Retained
from tests.builders import stored
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, Town, a_town

FILE = DrawnFile("A1.json", "application/json", b"{}", "0" * 64)


def _keep_activity(town: Town) -> None:
    town.store.act_now(lambda unit: unit.processed_activities.keep("chat", "1", "Said", unit.now))


def _has_activity(unit: Unit) -> bool:
    return unit.processed_activities.reply_to("chat", "1") is not None


def _keep_file(town: Town) -> None:
    town.say("eve", "make-summary", action=town.ashford.action, format="json")
    town.store.act_now(lambda unit: unit.summary_requests.drawn(1, FILE))


def _has_file(unit: Unit) -> bool:
    return unit.summary_requests.content(1) is not None


CHAT = Place("tenant", "chat", "https://connector.example/")
SHOWN = ShownMessage(MessageVersion("r1", 1))
SAYS = Frozen("Said", "{}")


def _keep_card(town: Town) -> None:
    town.store.act_now(lambda unit: unit.chat_messages.show(CHAT, SHOWN, SAYS, unit.now, "1:1"))


def _has_card(unit: Unit) -> bool:
    return unit.chat_messages.shown("chat", "r1") == SHOWN


def _keep_release(town: Town) -> None:
    def give_out(unit: Unit) -> None:
        place, action, day = town.ashford.partnership, town.ashford.action, unit.today
        worked = work_out(unit, INSTALLATION, place, action, day)
        record_release(unit, worked.given, "console", "json", b"{}")

    town.store.act_now(give_out)


def _has_release(unit: Unit) -> bool:
    return unit.releases.with_hash(sha256(b"{}").hexdigest()) is not None


def _keep_you_said(town: Town) -> None:
    action = town.ashford.action
    words = NewYouSaid("Ask us", "We do", for_children=SaidAndDone("Ask me", "We ask"))
    town.store.act_now(lambda unit: unit.you_said.add(action, words, 1, unit.now))


def _has_you_said(unit: Unit) -> bool:
    return [row.said for row in unit.you_said.of(1) if row.for_children] == ["Ask us"]


def _keep_entry(town: Town) -> None:
    def keep(unit: Unit) -> None:
        wave = stored.a_wave(
            unit, town.ashford.partnership, "family", action_id=town.ashford.action
        )
        entry = PaperEntry("0001-KD", town.ids["ann"], {}, {}, heard=False)
        unit.paper_entries.put(wave, [entry], unit.now.date())

    town.store.act_now(keep)


def _has_entry(unit: Unit) -> bool:
    return [entry.number for entry in unit.paper_entries.of_wave(1)] == ["0001-KD"]


CANARIES: Mapping[Retained, tuple[Callable[[Town], None], Callable[[Unit], bool]]] = {
    Retained.PROCESSED_ACTIVITIES: (_keep_activity, _has_activity),
    Retained.SUMMARY_FILES: (_keep_file, _has_file),
    Retained.CHAT_MESSAGES: (_keep_card, _has_card),
    Retained.RELEASES: (_keep_release, _has_release),
    Retained.PAPER_ENTRIES: (_keep_entry, _has_entry),
    Retained.YOU_SAID: (_keep_you_said, _has_you_said),
}


@pytest.mark.parametrize("retained", Retained)
def test_what_is_kept_for_a_time_goes_when_it_is_over(
    retained: Retained, store: Store, clock: SettableClock
) -> None:
    clock.set(clock().replace(hour=0))  # processed activities carry the day alone
    keep, is_there = CANARIES[retained]
    keep(a_town(store))

    clock.forward(seconds=RETENTION[retained].total_seconds() - 1)
    assert store.act_now(forget_what_is_over) == 0
    assert store.look(is_there)

    clock.forward(seconds=2)
    assert store.act_now(forget_what_is_over) == 1
    assert not store.look(is_there)
