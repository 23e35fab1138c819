"""Complete summaries for tests: every part filled in, some parts withheld, some texts hostile.

A part that is withheld has None in the place of each figure, as the rules leave it.
"""

from datetime import date
from typing import get_args

from surveys.impact.labels import Label
from surveys.impact.people_parts import (
    Barrier,
    LearningSource,
    NotReached,
    Partnership,
    ReachResult,
    Voice,
    YouSaidResult,
)
from surveys.impact.summary.outcome_parts import JudgementResult
from surveys.impact.summary.quarterly_parts import AnalysisResult, HeardResult
from surveys.impact.summary.structure import (
    Action,
    ChangeMade,
    FirstPage,
    LabelOn,
    Methods,
    Model,
    RivalResult,
    Summary,
)
from tests.builders.summary_parts import (
    a_described,
    a_level,
    a_newsletter,
    a_review_point,
    a_triangle,
    a_wave,
    a_withheld_item,
    an_indicator,
    an_item,
    an_outcome,
)

FORMULA = "=cmd|' /C calc'!A0"
MARKUP = "#panic() $x$ *a* <script>"
LABELS: tuple[Label, ...] = get_args(Label)


def a_summary(**facts: object) -> Summary:
    """Return the whole summary of one action, as at 31 March 2026, with a minimum group of 10."""
    known: dict[str, object] = {
        "as_at": date(2026, 3, 31),
        "provisional": True,
        "decision_dates": [date(2026, 9, 30)],
        "later_evidence_on": None,
        "model": Model(
            version="2",
            weights={"practitioner": 0.5, "child": 1.0, "family": 1.0},
            gates={"sufficiency": {"months": 12, "response_rate": 0.2}},
            minimum_group=10,
            minimum_group_floor=5,
            precision_n=30,
        ),
        "partnership": Partnership(
            slug="northshire", name="Northshire Safeguarding Children Partnership"
        ),
        "action": Action(
            ref="A-7",
            title="Hear the child in every assessment",
            change_wanted="Every assessment records what the child says and what was done about it",
            source=LearningSource(kind="child safeguarding practice review", ref="CSPR Child K"),
            owner_agency="Northshire Council",
            started_on=date(2025, 10, 1),
            due_on=date(2026, 9, 30),
            theme="Voice of the child",
            changes=[
                ChangeMade.model_validate(
                    {
                        "on": date(2026, 1, 5),
                        "what": "start date",
                        "from": "1 September 2025",
                        "to": "1 October 2025",
                    }
                )
            ],
        ),
        "statement": (
            "Sources contradict each other: what practitioners report is not yet what audit finds."
        ),
        "label": "contradicted",
        "least_favourable": "Multi-agency audit: 14 of 30 records (47 %, 30–64) met the standard.",
        "first_page": FirstPage(
            started="Started on 1 October 2025.",
            changed="60 % (of 40) → 76 % (31 of 41), +16 points (-5 to 34): no clear change.",
            did="64 of 70 people were reached and 41 discussed the briefing.",
            how_well="Learning is emerging: 71 % (60–80) answered the scenarios well.",
            difference="Practice is contradicted: practitioners 76 %, audit 47 %.",
            least_favourable="Multi-agency audit: 14 of 30 records (47 %, 30–64) met the standard.",
            cannot_be_said=[
                "Whether children notice a difference: too few have been heard.",
                "That the briefing caused any change: this is association, not proof.",
            ],
            decision=(
                "Decide whether to repeat the audit in June and ask children through their workers."
            ),
            decided="Provisional: the plan has it decided on 30 September 2026.",
        ),
        "outcomes": [
            an_outcome(),
            an_outcome(
                "O2",
                "insufficient",
                statement="Families feel listened to",
                reason="Only one source is sufficient.",
                indicators=[],
                judgements=[],
                triangulation=[],
            ),
        ],
        "reach": ReachResult(
            audience=70,
            delivered=68,
            read=55,
            discussed=41,
            intending=None,
            attended=33,
            suppressed=True,
        ),
        "participation": [
            a_wave(),
            a_wave(
                wave="young people, March 2026",
                voice="child",
                instrument="young-person-12-17, version 1",
                mode="open link",
                eligible=None,
                reached=None,
                answered=None,
                counted=None,
                response_rate=None,
                suppressed=True,
                closes_on=None,
                by_agency=[],
                by_door=[],
                by_helper=[],
            ),
        ],
        "voices": [
            Voice(
                voice="practitioner",
                question="What do you do differently?",
                quotes=["I now write down the child's words.", FORMULA],
            ),
            Voice(
                voice="family",
                question="What else do you want to tell us?",
                quotes=["They listened, but nothing was different. 🙂"],
            ),
            Voice(
                voice="child",
                question="What do you want to tell us?",
                quotes=["She asked me and then she did it.", MARKUP],
            ),
            Voice(voice="child", question="What helped?", quotes=["The same person came."]),
        ],
        "items": [
            an_item(),
            a_withheld_item(source="family", item="Did we explain what happens next?"),
            an_item(source="practitioner", item="I ask to see children alone.", level="practice"),
        ],
        "described": [
            a_described(),
            a_described(answer="A checklist", people=31),
            a_described(answer="More time", people=None, suppressed=True),
        ],
        "barriers": [
            Barrier(
                question="What got in the way?",
                barrier="Not enough time",
                people=19,
                suppressed=False,
            ),
            Barrier(
                question="What got in the way?",
                barrier="No quiet room",
                people=None,
                suppressed=True,
            ),
        ],
        "dissemination": [a_newsletter()],
        "review_points": [a_review_point()],
        "complaints": [
            HeardResult(theme="Voice of the child", heard="signal", agencies=["Northshire Council"])
        ],
        "analyses": [
            AnalysisResult(
                outcome="O1",
                indicator="voice-recorded",
                quarter=date(2026, 1, 1),
                analysis="The new form has a field for the child's words.",
                topic="How words are recorded",
            )
        ],
        "not_reached": NotReached(
            people=12, reasons=[("Teams not installed", 12), ("blocked", None)]
        ),
        "you_said": [
            YouSaidResult(
                said="Ask us where we would like to talk.",
                did="Each child now chooses the place of the next visit.",
                written_by="Northshire Police",
                released_by="Northshire Council",
                released_on=date(2026, 3, 20),
            )
        ],
        "methods": Methods(
            modes=["confidential", "open link"],
            instruments=["follow-up-6-weeks, version 2", "young-person-12-17, version 1"],
            dates=(date(2026, 1, 20), date(2026, 3, 31)),
            comparisons=["practitioners against audit, practice, O1"],
            interval="Wilson 95 %",
            suppression="Nothing is shown from fewer than 10 people.",
            rival_explanations=[
                RivalResult(
                    explanation="A new recording form came in in February.",
                    weighed="It has no field for the child's words.",
                ),
                RivalResult(explanation="Two teams merged.", weighed=None),
            ],
        ),
        "caveats": ["Association, not proof.", "Practitioners report on their own practice."],
        "inputs_fingerprint": "9f" * 32,
    }
    whole = Summary.model_validate({"history": []} | known | facts)
    return whole if "history" in facts else whole.model_copy(update={"history": [_labels(whole)]})


def _labels(summary: Summary) -> LabelOn:
    """Return the labels at the end of the only wave, which are those of the summary."""
    labels = [outcome.label for outcome in summary.outcomes]
    return LabelOn(on=date(2026, 3, 17), label=summary.label, outcomes=labels)


def a_summary_of_every_label() -> Summary:
    """Eight outcomes, one of each label; the action takes the weakest."""
    outcomes = [
        an_outcome(f"O{number}", label, levels=[a_level()], indicators=[], judgements=[])
        for number, label in enumerate(LABELS, start=1)
    ]
    return a_summary(label="suppressed", outcomes=outcomes)


def a_hostile_summary(text: str) -> Summary:
    """A summary in which every free text is the given one."""
    first = a_summary().first_page.model_copy(
        update={
            "started": text,
            "changed": text,
            "decided": text,
            "did": text,
            "how_well": text,
            "difference": text,
            "least_favourable": text,
            "decision": text,
            "cannot_be_said": [text],
        }
    )
    indicator = an_indicator(title=text, signals=[text], finding=text)
    outcome = an_outcome(
        statement=text,
        reason=text,
        changed=text,
        missing=[text],
        indicators=[indicator],
        triangulation=[a_triangle("child", "family", "silence", text)],
        judgements=[
            JudgementResult(
                source="inspection",
                body=text,
                direction="better",
                on=date(2026, 1, 1),
                reason=text,
                reference=text,
                recorded=1,
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
        voices=[Voice(voice="child", question=text, quotes=[text])],
        items=[an_item(item=text, wave=text)],
        described=[a_described(question=text, answer=text, wave=text)],
        barriers=[Barrier(question=text, barrier=text, people=11, suppressed=False)],
        caveats=[text],
        participation=[a_wave(wave=text)],
        dissemination=[a_newsletter(item=text, agency=text, figures_from=text)],
        review_points=[a_review_point(title=text, text=text, note=text, proof=text)],
        you_said=[
            YouSaidResult(
                said=text,
                did=text,
                written_by=text,
                released_by=text,
                released_on=date(2026, 1, 1),
            )
        ],
    )
