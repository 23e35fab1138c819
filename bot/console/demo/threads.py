"""The eight threads of the demonstration: what was learned, what should change, and the evidence.

Each is chosen so that the evidence in `voices` and `elsewhere` brings its summary to another label.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.console.demo.cast import ASHMERE, SALTMARSH
from surveys.impact.labels import Label
from surveys.impact.ratified_model import months_before

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """One planned piece of evidence; shares are 0-1."""

    level: str
    source: str
    indicator: str
    baseline: float | None = None
    target: float | None = None
    planned_change: float | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """One action from its learning source to its intended outcome; times in months before today."""

    ref: str
    partnership: str
    title: str
    change_wanted: str
    learned_from: tuple[str, str]  # the kind of learning source, its reference
    owner: str
    theme: str
    started: int
    outcome: str
    plan: tuple[Plan, ...]
    label: Label  # what the evidence comes to
    rivals: Mapping[str, str] = field(default_factory=dict[str, str])  # and how each was weighed


_SEEN = Plan("practice", "practitioner", "follow-up-6-weeks", target=0.7)
_SUPERVISED = Plan("practice", "supervisor", "supervisor", target=0.6)
_FAMILIES = Plan("experience", "family", "family", target=0.7)

THREADS = (
    Thread(
        "AW-01",
        ASHMERE,
        "Bruising in babies who are not yet moving",
        "Every bruise on a baby who cannot yet roll or crawl is seen by a paediatrician the same "
        "day, with a strategy discussion before the family goes home.",
        ("child safeguarding practice review", "Review “Baby Linden”, recommendation 2"),
        "Ashmere Community Health",
        "Babies under one",
        16,
        "Babies with a bruise are examined and their safety is talked through on the day it is "
        "seen.",
        (
            _SEEN,
            _SUPERVISED,
            _FAMILIES,
            Plan(
                "practice",
                "multi_agency_audit",
                "Bruising pathway audit",
                target=0.8,
                planned_change=0.2,
            ),
            Plan("outcome", "indicator", "Seen the same day", baseline=0.55, target=0.8),
        ),
        "strong",
        {
            "A paediatrician was added to the weekend rota in the same year": (
                "weekday visits rose as much as weekend visits"
            ),
            "National guidance on bruising was in the news that spring": (
                "the neighbouring area had the same news and its share did not move"
            ),
        },
    ),
    Thread(
        "AW-02",
        ASHMERE,
        "Seeing the men in a child's life",
        "Fathers, partners and other men are named, met and included in every assessment and plan.",
        ("single-agency review", "Review “Rowan”, single-agency learning"),
        "Ashmere Council Children's Services",
        "Whole-family working",
        11,
        "Assessments know who the men are, what they bring and what risk they may pose.",
        (
            _SEEN,
            _FAMILIES,
            Plan(
                "practice",
                "single_agency_audit",
                "Assessments that name and include men",
                target=0.7,
            ),
        ),
        "supported",
    ),
    Thread(
        "AW-03",
        ASHMERE,
        "Nothing lost when a child moves",
        "Each service that knows a child hands over by voice and in writing within two working "
        "days of a move.",
        ("multi-agency audit", "Audit of 40 transfers between areas and schools"),
        "Ashmere Schools Alliance",
        "Information sharing",
        7,
        "The next person to work with a child knows within two days what the last one knew.",
        (
            _SEEN,
            Plan("practice", "supervisor", "supervisor", baseline=0.5, target=0.75),
            Plan(
                "practice", "multi_agency_audit", "Handovers complete within two days", target=0.7
            ),
        ),
        "emerging",
    ),
    Thread(
        "AW-04",
        ASHMERE,
        "Naming neglect early",
        "Neglect is assessed with the shared tool, with what a day is like for the child, before "
        "a third contact.",
        ("inspection", "Joint area inspection, area for improvement 4"),
        "Wold Family Hubs",
        "Neglect",
        8,
        "Neglect is named and acted on before it becomes a pattern.",
        (_SEEN, Plan("practice", "multi_agency_audit", "Neglect tool used and shared")),
        "contradicted",
    ),
    Thread(
        "AW-05",
        ASHMERE,
        "Listening to children, and writing it down",
        "Records show what the child said, in their own words, what it means, and what was done "
        "about it.",
        ("child and family feedback", "Young people's panel, spring meeting"),
        "Ashmere General Hospital",
        "Voice of the child",
        5,
        "Children find that what they say is heard and changes something.",
        (
            _SEEN,
            Plan("experience", "child", "child-8-11", target=0.7),
            Plan("practice", "single_agency_audit", "Records with the child's own words"),
        ),
        "suppressed",
    ),
    Thread(
        "SB-01",
        SALTMARSH,
        "Speaking up when agencies disagree",
        "A worker who disagrees with another agency's decision uses the escalation policy and "
        "hears back in five days.",
        ("other multi-agency review", "Review “Tern”, finding 3"),
        "Saltmarsh Coast Police",
        "Professional challenge",
        12,
        "Disagreements about a child's safety are settled in days, at the level where they arise.",
        (
            _SEEN,
            Plan("practice", "frontline", "frontline", baseline=0.62, target=0.8),
            Plan(
                "practice",
                "multi_agency_audit",
                "Escalations resolved in time",
                target=0.85,
            ),
            Plan("practice", "peer_review", "Regional peer review"),
        ),
        "worse",
    ),
    Thread(
        "SB-02",
        SALTMARSH,
        "Children exploited outside the home",
        "Plans cover the places and people around a child as well as the family, and the child "
        "helps to write them.",
        ("multi-agency audit", "Audit of 52 plans for children at risk of exploitation"),
        "Saltmarsh Youth Justice Service",
        "Exploitation",
        15,
        "Plans make the places where children spend time safer.",
        (
            _SEEN,
            Plan("experience", "child", "young-person-12-17", target=0.7),
            Plan(
                "practice",
                "multi_agency_audit",
                "Plans that cover places and peers",
                target=0.75,
            ),
        ),
        "no_clear_change",
    ),
    Thread(
        "SB-03",
        SALTMARSH,
        "Children who live with domestic abuse",
        "Each child is seen as a victim in their own right, with their own safety plan, whatever "
        "the adults decide.",
        ("frontline feedback", "Refuge workers' feedback to the partnership"),
        "Harbour Refuge",
        "Domestic abuse",
        6,
        "Every child in a home with domestic abuse has a plan of their own that they understand.",
        (
            _SEEN,
            _FAMILIES,
            Plan(
                "practice",
                "single_agency_audit",
                "Children with their own safety plan",
                baseline=0.3,
                target=0.8,
            ),
        ),
        "insufficient",
    ),
)


def thread(ref: str) -> Thread:
    """Return the thread of that ref."""
    return next(one for one in THREADS if one.ref == ref)


def actions(today: date) -> list[Row]:
    """Return the rows of an import of `actions`."""
    return [_action(one, today) for one in THREADS]


def _action(one: Thread, today: date) -> Row:
    kind, reference = one.learned_from
    return {
        "partnership": one.partnership,
        "ref": one.ref,
        "title": one.title,
        "change_wanted": one.change_wanted,
        "source_kind": kind,
        "source_ref": reference,
        "owner_agency": one.owner,
        "due_on": months_before(today, -6).isoformat(),
        "theme": one.theme,
        "shared": "yes" if one.ref == "AW-01" else "no",
        "started_on": months_before(today, one.started).isoformat(),
        "rival_explanations": "; ".join(one.rivals),
        "rivals_weighed": "; ".join(f"{rival}: {how}" for rival, how in one.rivals.items()),
    }


def outcomes(today: date) -> list[Row]:
    """Return the rows of an import of `outcomes`: one for each planned piece of evidence."""
    due = months_before(today, -3).isoformat()
    return [
        {
            "action_ref": one.ref,
            "ref": "O1",
            "statement": one.outcome,
            "level": plan.level,
            "source": plan.source,
            "indicator": plan.indicator,
            "baseline": _share(plan.baseline),
            "target": _share(plan.target),
            "planned_change": _share(plan.planned_change),
            "due_on": due,
        }
        for one in THREADS
        for plan in one.plan
    ]


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
