"""How feedback of children and families was sought and used, over all actions.

A wave about several actions is one wave: its people are told once.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from surveys.impact.kinds import CLAIMS
from surveys.impact.summary.flow_parts import WaveFlow
from surveys.impact.summary.structure import Summary
from surveys.impact.version_2.sources.families import Family
from surveys.impact.yearly.business_year import BusinessYear
from surveys.impact.yearly.structure import (
    Feedback,
    FeedbackFinding,
    FeedbackWave,
    ReleasedWords,
    YouSaidOfAction,
)

VOICES = ("child", "child_via_worker", "family")


def feedback_of(summaries: Sequence[Summary], year: BusinessYear) -> Feedback:
    """Return the waves, findings and released words of children and families, by action."""
    return Feedback(
        waves=_waves(summaries, year),
        not_asked=[one.action.ref for one in summaries if not _asked(one, year)],
        findings=[finding for one in summaries for finding in _findings(one)],
        voices=[
            ReleasedWords(ref=one.action.ref, **voice.model_dump())
            for one in summaries
            for voice in one.voices
            if voice.voice in VOICES
        ],
        you_said=[
            YouSaidOfAction(ref=one.action.ref, title=one.action.title, released=one.you_said)
            for one in summaries
            if one.you_said
        ],
    )


def _asked(summary: Summary, year: BusinessYear) -> list[WaveFlow]:
    """Return the waves of children and families that were open in the year."""
    return [
        wave
        for wave in summary.participation
        if wave.voice in VOICES and year.has(wave.opened_on, wave.closes_on)
    ]


def _waves(summaries: Sequence[Summary], year: BusinessYear) -> list[FeedbackWave]:
    """Return each wave once, oldest first, with the actions that it is about."""
    about: dict[tuple[date, str, str, str], tuple[WaveFlow, list[str]]] = {}
    for summary in summaries:
        for wave in _asked(summary, year):
            key = (wave.opened_on, wave.wave, wave.voice, wave.instrument)
            about.setdefault(key, (wave, []))[1].append(summary.action.ref)
    return [_wave(*about[key]) for key in sorted(about)]


def _wave(wave: WaveFlow, actions: list[str]) -> FeedbackWave:
    return FeedbackWave(
        actions=actions,
        wave=wave.wave,
        voice=wave.voice,
        opened_on=wave.opened_on,
        eligible=wave.eligible,
        reached=wave.reached,
        answered=wave.answered,
        response_rate=wave.response_rate,
        suppressed=wave.suppressed,
    )


def _findings(summary: Summary) -> Iterator[FeedbackFinding]:
    for outcome in summary.outcomes:
        for level in outcome.levels:
            for source in level.sources if level.level in CLAIMS else ():
                if source.family is Family.CHILDREN_AND_FAMILIES:
                    yield FeedbackFinding(
                        ref=summary.action.ref,
                        title=summary.action.title,
                        outcome=outcome.ref,
                        level=level.level,
                        source=source.source,
                        n=source.n,
                        favourable=source.favourable,
                        proportion=source.proportion,
                        interval=source.interval,
                        difference=source.difference,
                        suppressed=source.suppressed,
                        wording=source.wording,
                    )
