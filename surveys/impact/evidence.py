"""The input of the model: an action, its evidence plan and everything collected, as counts.

Counts, and words that a person has released: no value here can be traced to the person who
gave it, and every figure of a summary comes from these.
"""

from dataclasses import dataclass
from datetime import date

from surveys.impact.descriptions import Description
from surveys.impact.dissemination import Dissemination
from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.item_counts import ItemCounts
from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.provenance import (
    CodeReview,
    CorrectedCounts,
    LaterEvidence,
    RecordedChange,
    RivalWeighed,
    Selection,
)
from surveys.impact.quarterly import ComplaintCount, IndicatorAnalysis
from surveys.impact.review_points import FollowedPoint
from surveys.impact.you_said import YouSaid


@dataclass(frozen=True, slots=True)
class Planned:
    """One planned piece of evidence; baseline and target are shares 0-1, or indicator values.

    `planned_change` is a difference of shares 0-1. `trigger`: the baseline is the finding that
    started the action. `written_on` is None for what was planned from the beginning, and
    `baseline_typed_on` where the baseline is as old as its row.
    """

    level: Level
    source: Source
    indicator: str  # an indicator's name or an instrument's code
    baseline: float | None = None
    target: float | None = None
    due_on: date | None = None
    planned_change: float | None = None
    trigger: bool = False
    written_on: date | None = None
    baseline_typed_on: date | None = None

    @property
    def typed_on(self) -> date | None:
        """The day on which the baseline was typed; None if it was there from the beginning."""
        return self.baseline_typed_on or self.written_on


@dataclass(frozen=True, slots=True)
class AgencyCount:
    """Respondents of one agency in one wave, and how many of those asked were `reached`."""

    agency: str
    n: int
    eligible: int | None
    reached: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """One source at one level at one time: `n` distinct respondents, `favourable` of them.

    `eligible` is the number asked, None if it cannot be known (an open link). `outside` counts
    respondents whose only answers were "don't know", "no opportunity yet" or skipped. A tally with
    `outcome_ref` None counts for every outcome of the action whose plan names its level and source.
    `survey` is True for people whom we asked. `selection` and `read_by` are about the cases of an
    audit. `teams` are the respondents of each team or agency that answered, and `correlation` the
    intracluster correlation, if it was measured. `distinct_because`: a person's reason why counts
    equal to another source's of the same day are not the same counts. `corrected_from` is None
    without a correction, or where an evaluator has agreed to it. `wave_id` tells waves of one name
    apart, for as long as there are releases; it is no part of the evidence.
    """

    outcome_ref: str | None
    level: Level
    source: Source
    wave: str | None  # for people, e.g. "follow-up at 6-8 weeks, 3 March 2026"
    instrument: str | None  # code, version
    opened_on: date
    collected_on: date
    n: int
    favourable: int
    eligible: int | None = None
    outside: int = 0
    survey: bool = True
    note: str | None = None
    selection: Selection | None = None
    read_by: str | None = None
    agency: str | None = None
    teams: tuple[int, ...] = ()
    correlation: float | None = None
    distinct_because: str | None = None
    corrected_from: CorrectedCounts | None = None
    wave_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """An item that itself asks about change: `reporting` of `n` respondents say that there is one.

    `outcome_ref` None is read as in a tally.
    """

    outcome_ref: str | None
    level: Level
    source: Source
    item: str
    collected_on: date
    n: int
    reporting: int


@dataclass(frozen=True, slots=True)
class PairCounts:
    """A paired item: the same person before and now, or in two waves; counts of linked people only.

    `outcome_ref` None is read as in a tally; `collected_on` None means known at every date.
    `first_on` is the day of the first of two waves, None for a "before" that was asked afterwards.
    """

    level: Level
    source: Source
    item: str
    improved: int
    same: int
    worse: int
    retrospective: bool = True
    outcome_ref: str | None = None
    collected_on: date | None = None
    first_on: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The conclusion of an inspection, peer review or case review, recorded with its reason."""

    outcome_ref: str | None
    source: Source
    direction: Direction
    collected_on: date
    reason: str
    body: str = ""  # who judged, e.g. "Ofsted"
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An intended outcome with its evidence plan."""

    ref: str
    statement: str
    plan: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked and who answered in one wave: in total, by agency, by door, by who helped.

    `by_helper` is empty where no one named a helper; otherwise those without one are `NO_HELPER`.
    `reached` are people to whom a message of the wave arrived; None if it went to no one by name.
    `is_withheld`: the wave is left out of what is given out, whatever it counts.
    """

    wave: str
    voice: str
    instrument: str
    mode: str  # named, confidential or anonymous, as stated on the form
    opened_on: date
    closes_on: date | None
    eligible: int | None
    answered: int
    by_agency: tuple[AgencyCount, ...] = ()
    by_door: tuple[tuple[str, int], ...] = ()
    by_helper: tuple[tuple[str, int], ...] = ()
    wave_id: int | None = None
    reached: int | None = None
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Answers to an open link that a lead has not looked at, though they are too many.

    `wave_id` is read as in a tally.
    """

    wave: str
    source: Source
    answered: int
    given_out: int | None
    at_once: int
    wave_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people the learning reached, counted by what they did on purpose."""

    audience: int = 0
    delivered: int = 0
    read: int = 0
    discussed: int = 0
    intending: int = 0
    attended: int = 0
    not_reached: tuple[tuple[str, int], ...] = ()  # reason in plain English, people


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a person has released, and the question that they answer; never who wrote them.

    `wave_id` says which people the writer is one of; it is no part of the evidence.
    """

    source: Source
    question: str
    text: str
    wave_id: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything known about one action as at a date.

    `first_started_on` is the start as it was first released, None if it never moved or an evaluator
    has agreed to the move. `decision_dates` are those at which the plan has a label decided.
    `later` is what is known from after the date and left out.
    """

    partnership: str
    partnership_slug: str
    ref: str
    title: str
    change_wanted: str
    source_kind: str
    source_ref: str
    owner_agency: str
    due_on: date
    theme: str | None
    started_on: date | None
    outcomes: tuple[Outcome, ...]
    tallies: tuple[Tally, ...] = ()
    pairs: tuple[PairCounts, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    indicators: tuple[IndicatorSeries, ...] = ()
    asked: tuple[Asked, ...] = ()
    reach: Reach = Reach()
    barriers: tuple[tuple[str, str, int], ...] = ()  # question, choice, people
    descriptions: tuple[Description, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    quotes: tuple[Quote, ...] = ()
    rival_explanations: tuple[str, ...] = ()
    waiting_since: date | None = None  # answers of this day or later are kept but not counted yet
    reported_changes: tuple[ReportedChange, ...] = ()
    rivals_weighed: tuple[RivalWeighed, ...] = ()
    decision_dates: tuple[date, ...] = ()
    first_started_on: date | None = None
    changes: tuple[RecordedChange, ...] = ()
    code_reviews: tuple[CodeReview, ...] = ()
    items: tuple[ItemCounts, ...] = ()
    complaints: tuple[ComplaintCount, ...] = ()  # on the action's theme
    analyses: tuple[IndicatorAnalysis, ...] = ()
    you_said: tuple[YouSaid, ...] = ()
    later: tuple[LaterEvidence, ...] = ()
    disseminations: tuple[Dissemination, ...] = ()  # contacts, and never people reached
    review_points: tuple[FollowedPoint, ...] = ()  # those that the action answers
