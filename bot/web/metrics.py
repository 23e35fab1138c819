"""The metrics of `/metrics`, as tables: name, words, labels, and where each figure comes from.

A metric that is known to be nought is given as 0 and not left out, so that an alarm can tell it
from one that is missing. `docs/watching.md` lists them all, which a test compares.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import product
from typing import Any, Generic, NamedTuple, TypeVar

from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, Metric

from bot.web.ports import ProcessFacts, Readiness
from dialogs.figures import Figures
from surveys.sending.delivery import State
from surveys.trust.concern_record import GRADES

T = TypeVar("T")
Samples = Iterable[tuple[tuple[str, ...], float]]
DOORS = ("teams", "email", "channel")
STATES = tuple(state.value for state in State if state is not State.PROVEN)  # it counts as sent
SENDS = ("open", "paused")
REQUESTS = ("wanted", "drawn", "uploading")
ACKNOWLEDGED = "golden_thread_concern_acknowledged_seconds"
UNTIL_ACKNOWLEDGED = (60.0, 300.0, 900.0, 1800.0, 2700.0, 3600.0, 14400.0, 28800.0, 86400.0)


@dataclass(frozen=True, slots=True)
class GaugeRow(Generic[T]):
    """One metric: its name after `golden_thread_`, its words, its labels and its samples."""

    name: str
    words: str
    samples: Callable[[T], Samples]
    labels: tuple[str, ...] = ()

    def family(self, facts: T) -> Metric:
        """Return the metric with its samples."""
        family = GaugeMetricFamily(f"golden_thread_{self.name}", self.words, labels=self.labels)
        for values, sample in self.samples(facts):
            family.add_metric(values, sample)
        return family


def _one(read: Callable[[T], float]) -> Callable[[T], Samples]:
    return lambda facts: [((), float(read(facts)))]


def _each(
    read: Callable[[T], Mapping[Any, float]], *known: Sequence[str]
) -> Callable[[T], Samples]:
    """Return a sample for each combination of known labels, 0 where nothing is counted."""

    def samples(facts: T) -> Samples:
        found = read(facts)
        for values in product(*known):
            yield values, float(found.get(values if len(known) > 1 else values[0], 0))

    return samples


def _seconds(moment: datetime | None) -> float:
    """Return a moment in seconds since 1970; 0 for never."""
    return moment.timestamp() if moment else 0.0


def _waits(figures: Figures) -> dict[str, float]:
    now = figures.now
    return {door: (now - since).total_seconds() for door, since in figures.oldest_due.items()}


def _age_of_oldest_text(figures: Figures) -> float:
    if figures.oldest_text is None:
        return 0.0
    written = datetime.combine(figures.oldest_text, time(), UTC)
    return max(0.0, (figures.now - written).total_seconds())


OF_READINESS: tuple[GaugeRow[Readiness], ...] = (
    GaugeRow("ready", "1 while people may be sent here, else 0", _one(lambda of: of.ready)),
    GaugeRow(
        "part_ready",
        "1 while a part that people need works, else 0",
        lambda of: [((part,), float(works)) for part, works in of.parts.items()],
        ("part",),
    ),
)
OF_PROCESS: tuple[GaugeRow[ProcessFacts], ...] = (
    GaugeRow(
        "build_info",
        "1; the version of the program, and the engine of its database",
        lambda of: [((of.version, of.engine), 1.0)],
        ("version", "engine"),
    ),
    GaugeRow(
        "clock_last_tick_timestamp_seconds",
        "When each clock of this process last ended a tick, in seconds since 1970; 0 if never",
        lambda of: [((clock,), at) for clock, at in of.ticks.items()],
        ("clock",),
    ),
    GaugeRow(
        "secret_ends_timestamp_seconds",
        "When CLIENT_SECRET ends, in seconds since 1970; 0 where GT_SECRET_ENDS is not set",
        _one(lambda of: _seconds(of.secret_ends and datetime.combine(of.secret_ends, time(), UTC))),
    ),
)
OF_FIGURES: tuple[GaugeRow[Figures], ...] = (
    GaugeRow(
        "deliveries",
        "Messages by door and state, of sends that are under way or were asked for in the last day",
        _each(lambda of: of.deliveries, DOORS, STATES),
        ("door", "state"),
    ),
    GaugeRow(
        "oldest_due_seconds",
        "For how long the oldest message that may go has been due; 0 if none is",
        _each(_waits, DOORS),
        ("door",),
    ),
    GaugeRow(
        "sends",
        "Sends that are open, and that are paused",
        _each(lambda of: of.sends, SENDS),
        ("state",),
    ),
    GaugeRow(
        "tenants_paused",
        "Tenants to which nothing is sent now, because they asked us to wait",
        _one(lambda of: of.tenants_paused),
    ),
    GaugeRow(
        "addresses_paused",
        "Service addresses of Teams with which no connection could be made",
        _one(lambda of: of.addresses_paused),
    ),
    GaugeRow(
        "concerns_open",
        "Concerns that no one has closed, by class",
        _each(lambda of: of.concerns.still_open, GRADES),
        ("class",),
    ),
    GaugeRow(
        "concerns_new",
        "Concerns that no one has taken on yet, by class",
        _each(lambda of: of.concerns.new, GRADES),
        ("class",),
    ),
    GaugeRow(
        "concerns_late",
        "Concerns that no one has taken on by their deadline, by class",
        _each(lambda of: of.concerns.late, GRADES),
        ("class",),
    ),
    GaugeRow(
        "alerts_not_reached",
        "Safeguarding concerns that no one has taken on and whose alert has reached no one in time",
        _one(lambda of: of.alerts_not_reached),
    ),
    GaugeRow(
        "watch_missing",
        "1 while the hourly synthetic concern stays away, else 0",
        _one(lambda of: of.watch_missing),
    ),
    GaugeRow(
        "watch_last_seconds",
        "When a synthetic concern last went the whole way, in seconds since 1970; 0 if never",
        _one(lambda of: _seconds(of.last_watch)),
    ),
    GaugeRow(
        "retention_overdue",
        "Kinds of data of which a canary row was not deleted when its time was over",
        _one(lambda of: of.retention_overdue),
    ),
    GaugeRow(
        "backup_last_timestamp_seconds",
        "Of which moment the newest backup is, in seconds since 1970; 0 if none was made",
        _one(lambda of: _seconds(of.last_backup)),
    ),
    GaugeRow(
        "texts_to_read", "Free texts that no one has read yet", _one(lambda of: of.texts.texts)
    ),
    GaugeRow(
        "texts_late", "Free texts that no one has read by their day", _one(lambda of: of.texts.late)
    ),
    GaugeRow(
        "texts_oldest_seconds",
        "Age of the oldest free text that no one has read, in whole days; 0 if there is none",
        _one(_age_of_oldest_text),
    ),
    GaugeRow(
        "intake_responses",
        "Responses that wait for the daily sweep, in whole hundreds, so that no arrival shows",
        _one(lambda of: of.intake),
    ),
    GaugeRow(
        "sweep_last_timestamp_seconds",
        "When answers were last swept, in seconds since 1970; 0 if never",
        _one(lambda of: _seconds(of.last_sweep)),
    ),
    GaugeRow(
        "task_last_timestamp_seconds",
        "When each task that keeps a heartbeat last ran, in seconds since 1970",
        lambda of: [((task,), _seconds(at)) for task, at in sorted(of.tasks.items())],
        ("task",),
    ),
    GaugeRow(
        "process_last_heartbeat_timestamp_seconds",
        "When each process that runs a clock last said so, in seconds since 1970; for a day",
        lambda of: [((worker,), _seconds(at)) for worker, at in sorted(of.processes.items())],
        ("worker",),
    ),
    GaugeRow(
        "summary_requests",
        "Summaries that people asked for and have not got yet, by state",
        _each(lambda of: of.summary_requests, REQUESTS),
        ("state",),
    ),
    GaugeRow(
        "kept_waves",
        "Waves that are over and whose counts are kept for summaries",
        _one(lambda of: of.kept_waves),
    ),
)


def acknowledged(figures: Figures) -> HistogramMetricFamily:
    """Return how long it took until someone took a concern on, by class."""
    words = "Time from a concern to the person who took it on, of all concerns that are kept"
    family = HistogramMetricFamily(ACKNOWLEDGED, words, labels=("class",))
    for grade in GRADES:
        took = [one.total_seconds() for of, one in figures.acknowledged if of == grade]
        bounds = (*UNTIL_ACKNOWLEDGED, float("inf"))
        buckets = [
            ("+Inf" if bound == float("inf") else str(bound), sum(one <= bound for one in took))
            for bound in bounds
        ]
        family.add_metric((grade,), buckets, sum(took))
    return family


class Facts(NamedTuple):
    """Everything known for one scrape; `figures` is None while the database cannot be asked."""

    readiness: Readiness
    process: ProcessFacts
    figures: Figures | None

    def collect(self) -> Iterator[Metric]:
        """Yield every metric, as Prometheus collects them."""
        yield from (row.family(self.readiness) for row in OF_READINESS)
        yield from (row.family(self.process) for row in OF_PROCESS)
        if self.figures is not None:
            yield from (row.family(self.figures) for row in OF_FIGURES)
            yield acknowledged(self.figures)
