"""What a summary gives out beside those before it, on real rows."""

from datetime import date, timedelta

import pytest

from dialogs.impact.give_out import WorkedOut, record_release, work_out
from dialogs.impact.verify_file import verify_file
from storage.store import Store
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders import stored
from tests.builders.clock import NOON, SettableClock
from tests.builders.partnership import INSTALLATION
from tests.builders.stored import WEEK


class Place:
    """A partnership whose two actions share an event, with a wave about it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.wave = store.act_now(self._made)

    def _made(self, unit: Unit) -> int:
        self.partnership = stored.a_partnership(unit)
        self.actions = [stored.an_action(unit, self.partnership, ref) for ref in ("A1", "A2")]
        for action in self.actions:
            stored.an_outcome(unit, action)
        event = stored.an_event(unit, self.partnership, *self.actions)
        return stored.a_wave(unit, self.partnership, event_id=event, eligible=60)

    def answer(self, people: int, favourable: int, door: str, week: date = WEEK) -> None:
        """Let so many more people answer; each by their own door, to tell the keys apart."""

        def act(unit: Unit) -> None:
            keys = stored.responses(unit, self.wave, people, door=door, week=week)
            stored.tallied(unit, self.wave, keys, 3, favourable)

        self.store.act_now(act)

    def work_out(self, action: int = 0, as_at: date | None = None) -> WorkedOut:
        def look(unit: Unit) -> WorkedOut:
            which = self.actions[action]
            return work_out(unit, INSTALLATION, self.partnership, which, as_at or unit.today)

        return self.store.look(look)

    def give_out(self, action: int = 0, content: bytes = b"{}") -> WorkedOut:
        worked = self.work_out(action)
        self.store.act_now(
            lambda unit: record_release(unit, worked.given, "console", "json", content)
        )
        return worked


def _answered(worked: WorkedOut) -> list[int | None]:
    return [wave.answered for wave in worked.summary.participation]


@pytest.fixture
def place(store: Store) -> Place:
    return Place(store)


def test_one_more_answer_changes_no_figure_until_ten_have_come(
    place: Place, clock: SettableClock
) -> None:
    place.answer(20, 3, "teams")
    assert _answered(place.give_out()) == [20]
    clock.set(NOON + timedelta(days=1))
    place.answer(9, 0, "mail")
    repeated = place.give_out()
    assert _answered(repeated) == [20]
    assert any("repeated as of 4 March 2026" in line for line in repeated.summary.caveats)
    place.answer(1, 0, "paper")
    assert _answered(place.give_out()) == [30]


def test_an_action_that_shares_the_event_says_what_the_other_said(place: Place) -> None:
    place.answer(20, 3, "teams")
    first = place.give_out(0)
    place.answer(1, 0, "mail")
    assert _answered(place.give_out(1)) == _answered(first) == [20]


def test_a_release_that_another_overtook_is_refused(place: Place) -> None:
    place.answer(20, 3, "teams")
    overtaken = place.work_out()
    place.give_out(1)
    with pytest.raises(Refusal, match="in the same moment"):
        place.store.act_now(
            lambda unit: record_release(unit, overtaken.given, "console", "json", b"{}")
        )


def test_the_fingerprint_is_of_all_evidence_and_needs_the_key(place: Place) -> None:
    place.answer(20, 3, "teams")
    first = place.give_out()
    assert place.work_out().given.inputs_fingerprint == first.given.inputs_fingerprint
    place.answer(1, 0, "mail")
    assert place.work_out().given.inputs_fingerprint != first.given.inputs_fingerprint


@pytest.mark.parametrize(("people", "later"), [(9, None), (10, date(2026, 3, 13))])
def test_a_summary_of_an_earlier_day_says_that_later_answers_are_known(
    place: Place, clock: SettableClock, people: int, later: date | None
) -> None:
    place.answer(20, 3, "teams")
    first = place.give_out(content=b"first")
    clock.set(NOON + timedelta(days=9))
    place.answer(people, 0, "mail", WEEK + timedelta(days=7))

    again = place.work_out(as_at=NOON.date())

    assert (first.summary.later_evidence_on, again.summary.later_evidence_on) == (None, later)
    said = "Later evidence is known, up to 13 March 2026" in " ".join(again.summary.caveats)
    assert said is (later is not None)
    assert _answered(again) == _answered(first) == [20]
    verified = place.store.look(lambda unit: verify_file(unit, "a1.json", b"first"))
    assert verified.is_same_evidence
    assert again.given.inputs_fingerprint == first.given.inputs_fingerprint
