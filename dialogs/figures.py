"""The figures by which people watch the program run: counts and times, over all partnerships.

No figure names a partnership, a send or a person, and none shows the moment at which someone
answered who is not named: what arrives is counted in whole hundreds, and a delivery that an answer
has proved counts as sent.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dialogs.asking.sweep_answers import SWEPT
from dialogs.trust.deadlines import at_work
from dialogs.trust.keep_watch import is_missing, last_came
from dialogs.trust.texts_to_read import TextsWaiting, stores, waiting
from dialogs.trust.watch_alerts import not_reached
from dialogs.turn import Installation
from storage.trust.heartbeats import PROCESS
from storage.unit import Unit
from surveys.sending.delivery import State
from surveys.trust.escalation import deadline

COUNTED_IN = 100  # responses that wait for the sweep
MOST_COUNTED = 100_000
SHOWN_AS: Mapping[State, State] = {state: state for state in State} | {State.PROVEN: State.SENT}


@dataclass(frozen=True, slots=True)
class ConcernCounts:
    """How many concerns are open, by class: all, those no one has taken on, and the late ones."""

    still_open: Counter[str]
    new: Counter[str]
    late: Counter[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted, at one moment.

    `deliveries` are messages by door and state, `oldest_due` is since when the oldest is due, by
    door. `acknowledged` is each concern's class and how long it took until someone took it on.
    `tasks` and `processes` say when each last ran.
    """

    now: datetime
    deliveries: Mapping[tuple[str, str], int]
    oldest_due: Mapping[str, datetime]
    sends: Mapping[str, int]
    tenants_paused: int
    addresses_paused: int
    concerns: ConcernCounts
    acknowledged: Sequence[tuple[str, timedelta]]
    alerts_not_reached: int
    texts: TextsWaiting
    oldest_text: date | None
    intake: int
    last_sweep: datetime | None
    tasks: Mapping[str, datetime]
    processes: Mapping[str, datetime]
    summary_requests: Mapping[str, int]
    kept_waves: int
    watch_missing: bool
    last_watch: datetime | None
    retention_overdue: int
    last_backup: datetime | None


def figures(unit: Unit, installation: Installation) -> Figures:
    """Count everything; each query is bounded, so that it may be asked every few seconds."""
    places = counted(unit)
    tenants, addresses = unit.queue_figures.pauses()
    beats = unit.heartbeats.all()
    return Figures(
        now=unit.now,
        deliveries=_deliveries(unit, places),
        oldest_due=unit.queue_figures.oldest_due(places),
        sends=unit.queue_figures.sends_by_state(places),
        tenants_paused=tenants,
        addresses_paused=addresses,
        concerns=_concerns(unit, installation, places),
        acknowledged=unit.concern_figures.until_acknowledged(places),
        alerts_not_reached=len(not_reached(unit, places)),
        texts=waiting(unit, places, installation.is_holiday),
        oldest_text=min(_oldest_texts(unit, places), default=None),
        intake=unit.sweep.count(MOST_COUNTED) // COUNTED_IN * COUNTED_IN,
        last_sweep=beats.get(SWEPT),
        tasks={name: at for name, at in beats.items() if not name.startswith(PROCESS)},
        processes={
            name.removeprefix(PROCESS): at for name, at in beats.items() if name.startswith(PROCESS)
        },
        summary_requests=unit.queue_figures.summary_requests(),
        kept_waves=unit.evidence.kept_waves(),
        watch_missing=is_missing(unit, installation),
        last_watch=last_came(unit),
        retention_overdue=len(unit.retention_canaries.overdue(unit.now)),
        last_backup=unit.backups.last(),
    )


def counted(unit: Unit) -> list[int]:
    """Return the partnerships whose figures count: all that are not for training."""
    return [place for place, _, _ in unit.people.real_partnerships()]


def _deliveries(unit: Unit, places: Sequence[int]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for (door, state), count in unit.queue_figures.by_state(places).items():
        found[door, SHOWN_AS[state].value] += count
    return found


def _concerns(unit: Unit, installation: Installation, places: Sequence[int]) -> ConcernCounts:
    hours = {place: at_work(unit, installation, place) for place in places}
    found = unit.concern_figures.still_open(places)
    new = [one for one in found if one.is_new]
    late = [
        one
        for one in new
        if deadline(one.grade, one.raised_at, hours[one.partnership_id]) < unit.now
    ]
    return ConcernCounts(*(Counter(one.grade for one in group) for group in (found, new, late)))


def _oldest_texts(unit: Unit, places: Sequence[int]) -> Iterator[date]:
    for store in stores(unit):
        if (day := store.oldest(places)) is not None:
            yield day
