"""Complete summaries for tests: every part filled in, some parts withheld, some texts hostile.

A part that is withheld has None in the place of each figure, as the rules leave it.
"""

from datetime import date
from typing import get_args

from surveys.impact.summary import (
    Action,
    AgencyParticipation,
    Barrier,
    Change,
    DoorParticipation,
    FirstPage,
    Indicator,
    JudgementResult,
    Label,
    LearningSource,
    LevelResult,
    Methods,
    Model,
    NotReached,
    OutcomeResult,
    Partnership,
    Point,
    ReachResult,
    SourceEstimate,
    Summary,
    Triangle,
    Voice,
    WaveParticipation,
)

FORMULA = "=cmd|' /C calc'!A0"
MARKUP = "#panic() $x$ *a* <script>"
LABELS: tuple[Label, ...] = get_args(Label)


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
            Point(wave="post-event", on=date(2026, 1, 20), n=52, proportion=0.62, interval=(0.48, 0.74),
                  suppressed=False),
            Point(wave="3 months", on=date(2026, 4, 20), n=None, proportion=None, interval=None, suppressed=True),
        ],
    }  # fmt: skip
    return SourceEstimate.model_validate(known | facts)


def a_withheld_estimate(source: str = "child") -> SourceEstimate:
    """Return a source below the minimum group: every figure None."""
    figures = ("n", "eligible", "favourable", "outside", "proportion", "interval", "bounds", "weight",
               "response_rate", "target", "target_met", "direction")  # fmt: skip
    return an_estimate(
        source,
        **dict.fromkeys(figures),
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
            an_estimate("supervisor", n=12, eligible=14, favourable=9, proportion=0.75, interval=(0.468, 0.911),
                        bounds=(0.643, 0.786), weight=0.3, response_rate=12 / 14, series=[]),
            an_estimate("multi_agency_audit", n=30, eligible=None, favourable=14, proportion=14 / 30,
                        interval=(0.302, 0.639), bounds=None, weight=1.0, response_rate=None, baseline=0.41,
                        direction="no_clear_change", wording="no clear change from the baseline", series=[]),
        ],
        "change": [
            Change(item="I ask what a day is like for the child", source="practitioner", retrospective=True, pairs=38,
                   improved=21, same=14, worse=3, p_value=0.0003, suppressed=False),
            Change(item="I check who else lives in the home", source="supervisor", retrospective=False, pairs=None,
                   improved=None, same=None, worse=None, p_value=None, suppressed=True),
        ],
    }  # fmt: skip
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
        "reason": "Practitioners (76 %) are 29 points more favourable than the multi-agency audit (47 %).",
        "missing": ["Children: fewer than 10 answered; ask again through their workers before June."],
        "levels": [
            a_level("learning", "emerging", heading="How well did we do it?", score=0.71, interval=(0.6, 0.8),
                    sources=[an_estimate(), an_estimate("frontline", n=25, favourable=17, proportion=0.68,
                                                        interval=(0.484, 0.828), sufficient=False)], change=[]),
            a_level(),
            a_level("experience", "suppressed", score=None, interval=None, sources=[a_withheld_estimate()], change=[]),
            a_level("outcome", "insufficient", score=None, interval=None, sources=[], change=[]),
        ],
        "triangulation": [
            Triangle(between=("practitioner", "supervisor"), code="agreement", why="same direction, overlapping"),
            Triangle(between=("practitioner", "multi_agency_audit"), code="dissonance", why="29 points apart"),
            Triangle(between=("supervisor", "multi_agency_audit"), code="partial", why="one has no clear change"),
            Triangle(between=("practitioner", "child"), code="silence", why="no sufficient data from children"),
        ],
        "indicators": [an_indicator()],
        "judgements": [
            JudgementResult(source="inspection", direction="no_clear_change", on=date(2026, 2, 11),
                            reason="Inspectors saw better recording and the same decisions.")
        ],
    }  # fmt: skip
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
            AgencyParticipation(agency="Northshire Council", eligible=32, answered=24, response_rate=0.75,
                                suppressed=False),
            AgencyParticipation(agency="Northshire Police", eligible=None, answered=None, response_rate=None,
                                suppressed=True),
        ],
        "by_door": [
            DoorParticipation(door="Teams", answered=37, suppressed=False),
            DoorParticipation(door="paper", answered=None, suppressed=True),
        ],
    }  # fmt: skip
    return WaveParticipation.model_validate(known | facts)


def a_summary(**facts: object) -> Summary:
    """Return the whole summary of one action, as at 31 March 2026, with a minimum group of 10."""
    known: dict[str, object] = {
        "as_at": date(2026, 3, 31),
        "model": Model(version="1", weights={"practitioner": 0.5, "child": 1.0, "family": 1.0}, minimum_group=10),
        "partnership": Partnership(slug="northshire", name="Northshire Safeguarding Children Partnership"),
        "action": Action(ref="A-7", title="Hear the child in every assessment",
                         change_wanted="Every assessment records what the child says and what was done about it",
                         source=LearningSource(kind="child safeguarding practice review", ref="CSPR Child K"),
                         owner_agency="Northshire Council", due_on=date(2026, 9, 30), theme="Voice of the child"),
        "statement": "Sources contradict each other: what practitioners report is not yet what audit finds.",
        "label": "contradicted",
        "least_favourable": "Multi-agency audit: 14 of 30 records (47 %, 30–64) met the standard.",
        "first_page": FirstPage(
            did="64 of 70 people were reached and 41 discussed the briefing.",
            how_well="Learning is emerging: 71 % (60–80) answered the scenarios well.",
            difference="Practice is contradicted: practitioners 76 %, audit 47 %.",
            least_favourable="Multi-agency audit: 14 of 30 records (47 %, 30–64) met the standard.",
            cannot_be_said=["Whether children notice a difference: too few have been heard.",
                            "That the briefing caused any change: this is association, not proof."],
            decision="Decide whether to repeat the audit in June and ask children through their workers."),
        "outcomes": [an_outcome(), an_outcome("O2", "insufficient", statement="Families feel listened to",
                                              reason="Only one source is sufficient.", indicators=[], judgements=[],
                                              triangulation=[])],
        "reach": ReachResult(audience=70, delivered=68, read=55, discussed=41, intending=None, attended=33,
                             suppressed=True),
        "participation": [a_wave(), a_wave(wave="young people, March 2026", voice="child",
                                           instrument="young-person-12-17, version 1", mode="open link", eligible=None,
                                           answered=None, response_rate=None, suppressed=True, closes_on=None,
                                           by_agency=[], by_door=[])],
        "voices": [
            Voice(voice="practitioner", quotes=["I now write down the child's words.", FORMULA]),
            Voice(voice="family", quotes=["They listened, but nothing was different. 🙂"]),
            Voice(voice="child", quotes=["She asked me and then she did it.", MARKUP]),
        ],
        "barriers": [
            Barrier(question="What got in the way?", barrier="Not enough time", people=19, suppressed=False),
            Barrier(question="What got in the way?", barrier="No quiet room", people=None, suppressed=True),
        ],
        "not_reached": NotReached(people=12, reasons=[("Teams not installed", 12), ("blocked", None)]),
        "methods": Methods(modes=["confidential", "open link"],
                           instruments=["follow-up-6-weeks, version 2", "young-person-12-17, version 1"],
                           dates=(date(2026, 1, 20), date(2026, 3, 31)),
                           comparisons=["practitioners against audit, practice, O1"],
                           interval="Wilson 95 %", suppression="Nothing is shown from fewer than 10 people.",
                           rival_explanations=["A new recording form came in in February.", "Two teams merged."]),
        "caveats": ["Association, not proof.", "Practitioners report on their own practice."],
        "sha256_of_inputs": "9f" * 32,
    }  # fmt: skip
    return Summary.model_validate(known | facts)


def a_summary_of_every_label() -> Summary:
    """Eight outcomes, one of each label; the action takes the weakest."""
    outcomes = [
        an_outcome(f"O{number}", label, levels=[a_level(label=label)], indicators=[], judgements=[])
        for number, label in enumerate(LABELS, start=1)
    ]
    return a_summary(label="suppressed", outcomes=outcomes)


def a_hostile_summary(text: str) -> Summary:
    """A summary in which every free text is the given one."""
    first = a_summary().first_page.model_copy(
        update={"did": text, "how_well": text, "difference": text, "least_favourable": text, "decision": text,
                "cannot_be_said": [text]}
    )  # fmt: skip
    indicator = an_indicator(title=text, signals=[text])
    outcome = an_outcome(
        statement=text,
        reason=text,
        missing=[text],
        indicators=[indicator],
        triangulation=[Triangle(between=("child", "family"), code="silence", why=text)],
        judgements=[
            JudgementResult(
                source="inspection", direction="better", on=date(2026, 1, 1), reason=text
            )
        ],
    )
    action = a_summary().action.model_copy(
        update={"title": text, "change_wanted": text, "theme": text}
    )
    return a_summary(
        action=action,
        statement=text,
        first_page=first,
        outcomes=[outcome],
        voices=[Voice(voice="child", quotes=[text])],
        barriers=[Barrier(question=text, barrier=text, people=11, suppressed=False)],
        caveats=[text],
        participation=[a_wave(wave=text)],
    )
