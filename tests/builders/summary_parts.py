"""The parts of a summary for tests: one source, level, indicator, outcome or wave at a time.

A withheld part has None in the place of each figure, as the rules leave it.
"""

from datetime import date

from surveys.impact.labels import Label
from surveys.impact.people_parts import AgencyParticipation, DoorParticipation, WaveParticipation
from surveys.impact.version_1.summary import (
    Change,
    Indicator,
    JudgementResult,
    LevelResult,
    OutcomeResult,
    Point,
    SourceEstimate,
    Triangle,
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
        "target_met",
        "direction",
    )
)


def an_estimate(source: str = "practitioner", **facts: object) -> SourceEstimate:
    """One source: 31 of 41 favourable unless told otherwise."""
    known: dict[str, object] = {
        "source": source,
        "voice": source,
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
        "baseline": None,
        "target": 0.8,
        "target_met": False,
        "direction": "better",
        "wording": "favourable, change not shown",
        "sufficient": True,
        "suppressed": False,
        "series": [
            Point(
                wave="post-event",
                on=date(2026, 1, 20),
                n=52,
                proportion=0.62,
                interval=(0.48, 0.74),
                suppressed=False,
            ),
            Point(
                wave="3 months",
                on=date(2026, 4, 20),
                n=None,
                proportion=None,
                interval=None,
                suppressed=True,
            ),
        ],
    }
    return SourceEstimate.model_validate(known | facts)


def a_withheld_estimate(source: str = "child") -> SourceEstimate:
    """Return a source below the minimum group: every figure None."""
    return an_estimate(
        source,
        **NO_FIGURES,
        target=None,
        wording="too few to show",
        sufficient=False,
        suppressed=True,
        series=[],
    )


def a_level(level: str = "practice", label: Label = "contradicted", **facts: object) -> LevelResult:
    """One level with three sources, one of them dissonant."""
    known: dict[str, object] = {
        "level": level,
        "heading": "What difference did it make?",
        "label": label,
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
                baseline=0.41,
                direction="no_clear_change",
                wording="no clear change from the baseline",
                series=[],
            ),
        ],
        "change": [
            Change(
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
            Change(
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
    }
    return LevelResult.model_validate(known | facts)


def an_indicator(**facts: object) -> Indicator:
    """Eighteen months of a proportion, the last four signalling; a negative point among them."""
    baseline = [0.42, 0.40, 0.44, 0.41, 0.39, 0.43, 0.42, 0.38, 0.41, 0.44, 0.40, 0.43]
    values = [*baseline, -0.05, 0.47, 0.56, 0.58, 0.57, 0.61]
    known: dict[str, object] = {
        "indicator": "voice-recorded",
        "title": "Assessments with the child's own words",
        "better": "up",
        "points": [
            (date(2024 + (9 + i) // 12, (9 + i) % 12 + 1, 1), value)
            for i, value in enumerate(values)
        ],
        "centre": 0.414,
        "limits": (0.33, 0.50),
        "baseline_points": 12,
        "direction": "better",
        "signals": ["January 2026 to March 2026: outside the upper limit"],
    }
    return Indicator.model_validate(known | facts)


def an_outcome(ref: str = "O1", label: Label = "contradicted", **facts: object) -> OutcomeResult:
    """One outcome over four levels, with a withheld child source and an indicator."""
    known: dict[str, object] = {
        "ref": ref,
        "statement": "Children's own words shape what is decided about them",
        "label": label,
        "reason": (
            "Practitioners (76 %) are 29 points more favourable than the multi-agency audit (47 %)."
        ),
        "missing": [
            "Children: fewer than 10 answered; ask again through their workers before June."
        ],
        "levels": [
            a_level(
                "learning",
                "emerging",
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
                "suppressed",
                score=None,
                interval=None,
                sources=[a_withheld_estimate()],
                change=[],
            ),
            a_level("outcome", "insufficient", score=None, interval=None, sources=[], change=[]),
        ],
        "triangulation": [
            Triangle(
                between=("practitioner", "supervisor"),
                code="agreement",
                why="same direction, overlapping",
            ),
            Triangle(
                between=("practitioner", "multi_agency_audit"),
                code="dissonance",
                why="29 points apart",
            ),
            Triangle(
                between=("supervisor", "multi_agency_audit"),
                code="partial",
                why="one has no clear change",
            ),
            Triangle(
                between=("practitioner", "child"),
                code="silence",
                why="no sufficient data from children",
            ),
        ],
        "indicators": [an_indicator()],
        "judgements": [
            JudgementResult(
                source="inspection",
                direction="no_clear_change",
                on=date(2026, 2, 11),
                reason="Inspectors saw better recording and the same decisions.",
            )
        ],
    }
    return OutcomeResult.model_validate(known | facts)


def a_wave(**facts: object) -> WaveParticipation:
    """One wave with one agency and one door withheld."""
    known: dict[str, object] = {
        "wave": "follow-up at 6-8 weeks, 3 March 2026",
        "voice": "practitioner",
        "instrument": "follow-up-6-weeks, version 2",
        "mode": "confidential",
        "opened_on": date(2026, 3, 3),
        "closes_on": date(2026, 3, 17),
        "eligible": 60,
        "answered": 41,
        "response_rate": 41 / 60,
        "suppressed": False,
        "by_agency": [
            AgencyParticipation(
                agency="Northshire Council",
                eligible=32,
                answered=24,
                response_rate=0.75,
                suppressed=False,
            ),
            AgencyParticipation(
                agency="Northshire Police",
                eligible=None,
                answered=None,
                response_rate=None,
                suppressed=True,
            ),
        ],
        "by_door": [
            DoorParticipation(door="Teams", answered=37, suppressed=False),
            DoorParticipation(door="paper", answered=None, suppressed=True),
        ],
    }
    return WaveParticipation.model_validate(known | facts)
