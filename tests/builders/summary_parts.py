"""The parts of a summary for tests: one source, level, indicator, outcome or wave at a time.

A withheld part has None in the place of each figure, as the rules leave it.
"""

from datetime import date

from surveys.impact.dissemination import ContactKind
from surveys.impact.indicator_evidence import IndicatorPoint, IndicatorSeries, WithheldPeriod
from surveys.impact.kinds import AtSource
from surveys.impact.labels import Label
from surveys.impact.people_parts import DoorParticipation
from surveys.impact.summary.contact_parts import ContactResult, DisseminationResult
from surveys.impact.summary.described_parts import DescribedAnswer
from surveys.impact.summary.flow_parts import AgencyFlow, HelperFlow, WaveFlow
from surveys.impact.summary.item_parts import ItemResult
from surveys.impact.summary.outcome_parts import (
    JointResult,
    JudgementResult,
    OutcomeResult,
    PlannedResult,
    Triangle,
)
from surveys.impact.summary.review_parts import FollowedPointResult
from surveys.impact.summary.source_parts import (
    DifferenceResult,
    LevelResult,
    PairedItemResult,
    ReportedResult,
    SeriesPointResult,
    SourceResult,
    StartResult,
)
from surveys.impact.version_2.change_model import shipped_change_model
from surveys.impact.version_2.chart import chart_of
from surveys.impact.version_2.chart_parts import Chart

STARTED = date(2025, 10, 1)
NO_START = StartResult(kind="none", proportion=None, n=None, on=None, trigger=False, reference=None)
COUNTED = StartResult(
    kind="counted", proportion=0.6, n=40, on=date(2025, 9, 1), trigger=False, reference=0.6
)
NO_FIGURES = dict.fromkeys(
    (
        "n",
        "eligible",
        "favourable",
        "outside",
        "proportion",
        "interval",
        "bounds",
        "weight",
        "response_rate",
        "planned_change",
        "difference",
        "direction",
    )
)


def an_estimate(source: str = "practitioner", **facts: object) -> SourceResult:
    """One source: 31 of 41 favourable unless told otherwise."""
    known: dict[str, object] = {
        "source": source,
        "title": None,
        "voice": source,
        "family": "staff",
        "is_planned": True,
        "wave": "follow-up at 6-8 weeks, 3 March 2026",
        "collected_on": date(2026, 3, 17),
        "n": 41,
        "eligible": 60,
        "favourable": 31,
        "outside": 3,
        "proportion": 31 / 41,
        "interval": (0.607, 0.862),
        "bounds": (0.517, 0.833),
        "weight": 0.5,
        "response_rate": 41 / 60,
        "starting_point": COUNTED,
        "planned_change": 0.1,
        "difference": DifferenceResult(
            value=31 / 41 - 0.6, interval=(-0.045, 0.342), design_effect=1.0
        ),
        "direction": "no_clear_change",
        "wording": "Practitioners (practice): 76 % favourable, no clear change.",
        "sufficient": True,
        "why_not": None,
        "suppressed": False,
        "series": [
            SeriesPointResult(
                wave="post-event",
                on=date(2026, 1, 20),
                is_baseline=False,
                n=52,
                proportion=0.62,
                interval=(0.48, 0.74),
                suppressed=False,
            ),
            SeriesPointResult(
                wave="3 months",
                on=date(2026, 4, 20),
                is_baseline=False,
                n=None,
                proportion=None,
                interval=None,
                suppressed=True,
            ),
        ],
    }
    return SourceResult.model_validate(known | facts)


def a_withheld_estimate(source: str = "child") -> SourceResult:
    """Return a source below the minimum group: every figure None."""
    return an_estimate(
        source,
        **NO_FIGURES,
        family="children_and_families",
        starting_point=NO_START,
        wording="Children (experience): too few people to show.",
        why_not="too few people to show",
        sufficient=False,
        suppressed=True,
        series=[],
    )


def a_level(level: str = "practice", **facts: object) -> LevelResult:
    """One level with three sources, one of them dissonant."""
    known: dict[str, object] = {
        "level": level,
        "heading": "What difference did it make?",
        "single_source": False,
        "score": 0.594,
        "interval": (0.479, 0.697),
        "sources": [
            an_estimate(),
            an_estimate(
                "supervisor",
                n=12,
                eligible=14,
                favourable=9,
                proportion=0.75,
                interval=(0.468, 0.911),
                bounds=(0.643, 0.786),
                weight=0.3,
                response_rate=12 / 14,
                series=[],
            ),
            an_estimate(
                "multi_agency_audit",
                n=30,
                eligible=None,
                favourable=14,
                proportion=14 / 30,
                interval=(0.302, 0.639),
                bounds=None,
                weight=1.0,
                response_rate=None,
                family="records",
                selection=["random"],
                read_by=["Northshire Police"],
                notes=["Thirty files of 2026, drawn by lot."],
                wording="Multi-agency audit (practice): 47 % favourable, no clear change.",
                series=[],
            ),
        ],
        "change": [
            PairedItemResult(
                item="I ask what a day is like for the child",
                source="practitioner",
                retrospective=True,
                pairs=38,
                improved=21,
                same=14,
                worse=3,
                p_value=0.0003,
                suppressed=False,
            ),
            PairedItemResult(
                item="I check who else lives in the home",
                source="supervisor",
                retrospective=False,
                pairs=None,
                improved=None,
                same=None,
                worse=None,
                p_value=None,
                suppressed=True,
            ),
        ],
        "reported": [
            ReportedResult(
                item="Has your practice changed?",
                source="practitioner",
                on=date(2026, 3, 17),
                n=41,
                reporting=18,
                interval=(0.30, 0.59),
                suppressed=False,
            )
        ],
    }
    return LevelResult.model_validate(known | facts)


def an_indicator(**facts: object) -> Chart:
    """Eighteen months of a share, better after the start; one month is missing, one withheld."""
    before = [84, 80, 88, 82, 78, 86, 84, 76, 82, 88, 80, 86]
    after = [112, 116, 114, 122]
    months = [(2024 + (9 + i) // 12, (9 + i) % 12 + 1) for i in range(18)]
    kept = [month for month in months if month not in ((2025, 11), (2026, 1))]
    values = zip(kept, (*before, *after), strict=True)
    points = tuple(IndicatorPoint(date(*month, 1), n, 200) for month, n in values)
    withheld = (WithheldPeriod(date(2025, 11, 1), AtSource.CONFIDENTIAL),)
    title = "Assessments with the child's own words"
    series = IndicatorSeries("voice-recorded", "O1", title, "up", points, withheld)
    gates = shipped_change_model().charts
    chart = chart_of(series, STARTED, date(2026, 3, 31), 10, gates)
    return chart.model_copy(update=facts)


def an_outcome(ref: str = "O1", label: Label = "contradicted", **facts: object) -> OutcomeResult:
    """One outcome over four levels, with a withheld child source and an indicator."""
    known: dict[str, object] = {
        "ref": ref,
        "statement": "Children's own words shape what is decided about them",
        "label": label,
        "reason": (
            "Practitioners (76 %) are 29 points more favourable than the multi-agency audit (47 %)."
        ),
        "changed": "60 % (of 40) → 76 % (31 of 41), +16 points (-5 to 34): no clear change.",
        "plan": [
            PlannedResult(
                level="practice",
                source="practitioner",
                indicator="follow-up-6-weeks",
                baseline=0.6,
                target=0.8,
                target_met=False,
                planned_change=None,
                trigger=False,
                due_on=date(2026, 3, 31),
                written_on=None,
                so_far="sufficient",
            ),
            PlannedResult(
                level="outcome",
                source="indicator",
                indicator="voice-recorded",
                baseline=None,
                target=None,
                target_met=None,
                planned_change=None,
                trigger=False,
                due_on=None,
                written_on=None,
                so_far="",
            ),
        ],
        "joint": JointResult(
            overall=DifferenceResult(value=0.08, interval=(-0.02, 0.18), design_effect=1.0),
            families=[
                {
                    "family": "records",
                    "difference": {"value": 0.08, "interval": (-0.02, 0.18), "design_effect": 1.0},
                }
            ],
        ),
        "earlier": JointResult(overall=None, families=[]),
        "missing": [
            "Children: fewer than 10 answered; ask again through their workers before June."
        ],
        "levels": [
            a_level(
                "learning",
                heading="How well did we do it?",
                score=0.71,
                interval=(0.6, 0.8),
                sources=[
                    an_estimate(),
                    an_estimate(
                        "frontline",
                        n=25,
                        favourable=17,
                        proportion=0.68,
                        interval=(0.484, 0.828),
                        sufficient=False,
                    ),
                ],
                change=[],
            ),
            a_level(),
            a_level(
                "experience",
                score=None,
                interval=None,
                sources=[a_withheld_estimate()],
                change=[],
                reported=[],
            ),
            a_level("outcome", score=None, interval=None, sources=[], change=[], reported=[]),
        ],
        "triangulation": [
            a_triangle("practitioner", "supervisor", "agreement", "same direction, overlapping"),
            a_triangle("practitioner", "multi_agency_audit", "dissonance", "29 points apart"),
            a_triangle("supervisor", "multi_agency_audit", "partial", "one has no clear change"),
            a_triangle("practitioner", "child", "silence", "no sufficient data from children"),
        ],
        "indicators": [an_indicator()],
        "judgements": [
            JudgementResult(
                source="inspection",
                body="Ofsted",
                direction="no_clear_change",
                on=date(2026, 2, 11),
                reason="Inspectors saw better recording and the same decisions.",
                reference="Report of March 2026, page 4",
                recorded=1,
            )
        ],
    }
    return OutcomeResult.model_validate(known | facts)


def a_triangle(one: str, other: str, code: str, why: str) -> Triangle:
    """Two sources at practice, and how they relate."""
    names = (f"{one} (practice)", f"{other} (practice)")
    levels = ("practice", "practice")
    return Triangle(
        between=(one, other), levels=levels, names=names, code=code, why=why, reviews=[]
    )


def a_wave(**facts: object) -> WaveFlow:
    """One wave with one agency and one door withheld."""
    known: dict[str, object] = {
        "wave": "follow-up at 6-8 weeks, 3 March 2026",
        "voice": "practitioner",
        "instrument": "follow-up-6-weeks, version 2",
        "mode": "confidential",
        "opened_on": date(2026, 3, 3),
        "closes_on": date(2026, 3, 17),
        "eligible": 60,
        "reached": 58,
        "answered": 41,
        "counted": 39,
        "response_rate": 41 / 60,
        "suppressed": False,
        "by_agency": [
            AgencyFlow(
                agency="Northshire Council",
                eligible=32,
                reached=31,
                answered=24,
                response_rate=0.75,
                suppressed=False,
            ),
            AgencyFlow(
                agency="Northshire Police",
                eligible=None,
                reached=None,
                answered=None,
                response_rate=None,
                suppressed=True,
            ),
        ],
        "by_door": [
            DoorParticipation(door="Teams", answered=37, suppressed=False),
            DoorParticipation(door="paper", answered=None, suppressed=True),
        ],
        "by_helper": [
            HelperFlow(helper="none", answered=31, suppressed=False),
            HelperFlow(helper="worker", answered=None, suppressed=True),
        ],
    }
    return WaveFlow.model_validate(known | facts)


def an_item(**facts: object) -> ItemResult:
    """One question that most young people answered favourably."""
    known: dict[str, object] = {
        "source": "child",
        "wave": "young people, March 2026",
        "on": date(2026, 3, 17),
        "level": "experience",
        "outcome": None,
        "item": "Did your worker ask what you think?",
        "n": 41,
        "favourable": 26,
        "outside": 12,
        "proportion": 26 / 41,
        "interval": (0.4807, 0.7645),
        "suppressed": False,
    }
    return ItemResult.model_validate(known | facts)


def a_withheld_item(**facts: object) -> ItemResult:
    """One question that too few answered."""
    nothing = dict.fromkeys(("n", "favourable", "outside", "proportion", "interval"))
    return an_item(**nothing, suppressed=True, **facts)


def a_described(**facts: object) -> DescribedAnswer:
    """Everyone who put in order what would help; `answer` makes it those who put it first."""
    known: dict[str, object] = {
        "source": "frontline",
        "wave": "frontline, March 2026",
        "on": date(2026, 3, 17),
        "question": "What would help you most?",
        "answer": None,
        "people": 48,
        "suppressed": False,
    }
    return DescribedAnswer.model_validate(known | facts)


def a_newsletter(**facts: object) -> DisseminationResult:
    """A newsletter with a number, one that is withheld here, and one withheld at its source."""
    contacts = (
        (ContactKind.DELIVERED, 1240, None, False, "delivered to 1,240 addresses"),
        (ContactKind.OPENED, None, None, True, ""),
        (ContactKind.CLICKED, None, AtSource.NOT_AVAILABLE, False, ""),
    )
    known: dict[str, object] = {
        "kind": "newsletter",
        "item": "Safeguarding news, March",
        "since": date(2026, 3, 2),
        "until": date(2026, 3, 20),
        "agency": None,
        "each_once": True,
        "figures_from": "Mailchimp",
        "contacts": [
            ContactResult(what=what, n=n, withheld=symbol, suppressed=hidden, wording=said)
            for what, n, symbol, hidden, said in contacts
        ],
    }
    return DisseminationResult.model_validate(known | facts)


def a_review_point(**facts: object) -> FollowedPointResult:
    """Return a point that the action has answered, unless told otherwise."""
    known: dict[str, object] = {
        "review": "R1",
        "title": "Learning from Linden",
        "review_kind": "child safeguarding practice review",
        "reviewed_on": date(2025, 6, 2),
        "point": "2",
        "point_kind": "recommendation",
        "text": "A paediatrician sees every bruise the same day.",
        "state": "completed with proof",
        "monitored_on": date(2026, 3, 1),
        "note": "In place in every ward.",
        "completed_on": date(2026, 2, 1),
        "proof": "The signed pathway.",
    }
    return FollowedPointResult.model_validate(known | facts)
