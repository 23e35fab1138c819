"""Builders for summaries of real evidence, and one action that has evidence of every kind."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from surveys.impact.as_at import fingerprint
from surveys.impact.evidence import (
    AgencyCount,
    Asked,
    Evidence,
    Quote,
    Reach,
    ReportedChange,
    Tally,
)
from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.provenance import CodeReview, RecordedChange, RivalWeighed
from surveys.impact.summary.compose import summarise
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.source_parts import SourceResult
from surveys.impact.summary.structure import Summary
from tests.surveys.impact.version_1.builders import AS_AT, planned, series
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHANGE_MODEL,
    CHILD,
    EARLIER,
    LATER,
    WORKERS,
    counts,
    judged,
    known,
    measured,
    paired,
    typed,
)

RIVAL = "A new recording form came in."
RICH = known(
    measured(AUDIT, (12, 40), (25, 41), earlier=(24, 40)),
    counts(CHILD, 26, 41, teams=(5, 6, 7)),
    counts(WORKERS, 24, 30, level=Level.REACTION, outcome_ref=None),
    counts(WORKERS, 20, 31, outside=4),
    plan=(
        planned(AUDIT, target=0.6, due_on=AS_AT),
        typed(CHILD, 0.3, planned_change=0.2, trigger=True),
        planned(WORKERS),
        planned(WORKERS, Level.REACTION),
        planned(Source.INDICATOR, Level.OUTCOME, indicator="seen-alone"),
        planned(Source.FAMILY, Level.EXPERIENCE),
    ),
    pairs=(paired(9, 3, 2), paired(2, 1, 1, item="I am told what happens next")),
    judgements=(judged(Direction.NO_CLEAR_CHANGE),),
    indicators=(series([110.0, 112.0] * 6, [126.0, 128.0, 127.0]),),
    asked=(
        Asked(
            "follow-up",
            "practitioner",
            "follow-up-6-weeks, 2",
            "confidential",
            EARLIER,
            LATER,
            62,
            31,
            (AgencyCount("Police", 12, 30), AgencyCount("Council", 19, 32)),
            (("Teams", 31),),
        ),
    ),
    reach=Reach(60, 58, 40, 30, 20, 33, (("Teams not installed", 2),)),
    barriers=(("What got in the way?", "time", 12), ("What got in the way?", "room", 3)),
    reported_changes=(
        ReportedChange("O1", Level.PRACTICE, WORKERS, "Has practice changed?", LATER, 31, 14),
    ),
    rival_explanations=(RIVAL, "Two teams merged."),
    rivals_weighed=(RivalWeighed(RIVAL, "It has no field for the child's words."),),
    changes=(RecordedChange(date(2026, 1, 5), "start date", "1 May 2025", "1 June 2025"),),
    code_reviews=(
        CodeReview(
            "O1",
            ("practitioners (practice)", "multi-agency audit (practice)"),
            confirmed=False,
            reason="One team only.",
            on=LATER,
        ),
    ),
)
CHILDREN_ASKED = Asked(
    "heard", "child", "child-8-11, 1", "anonymous", EARLIER, LATER, None, 41, wave_id=7
)
QUOTED = replace(
    RICH,
    asked=(*RICH.asked, CHILDREN_ASKED),
    quotes=(Quote(CHILD, "What helped?", "She asked me first.", 7),),
)


def summarised(evidence: Evidence, as_at: date = AS_AT) -> Summary:
    return summarise(evidence, CHANGE_MODEL, as_at, fingerprint)


def summary_of(*tallies: Tally | tuple[Tally, ...], **facts: Any) -> Summary:
    return summarised(known(*tallies, **facts))


def result_of(*tallies: Tally | tuple[Tally, ...], **facts: Any) -> OutcomeResult:
    """The only outcome of an action as it is printed."""
    (outcome,) = summary_of(*tallies, **facts).outcomes
    return outcome


def source_in(outcome: OutcomeResult, source: Source) -> SourceResult:
    """The part of a source that speaks at one level only."""
    (found,) = [one for level in outcome.levels for one in level.sources if one.source is source]
    return found


def json_of(evidence: Evidence) -> Any:
    """The JSON of a summary, as a script reads it."""
    return json.loads(summarised(evidence).model_dump_json(by_alias=True))
