"""Answers that no lead has looked at: the source is shown and decides nothing."""

from dataclasses import replace

from surveys.impact.as_at import fingerprint
from surveys.impact.evidence import Level, Source, Unchecked
from surveys.impact.version_1.compose import summarise
from surveys.impact.version_1.model import shipped_model
from surveys.impact.version_1.summary import PastSummary
from tests.surveys.impact.version_1.builders import AS_AT, evidence, planned, tally

FAMILY = Unchecked("Family form", Source.FAMILY, answered=900, given_out=40, at_once=880)


def sufficient(summary: PastSummary) -> set[str]:
    return {
        source.source
        for outcome in summary.outcomes
        for level in outcome.levels
        for source in level.sources
        if source.sufficient
    }


def test_a_source_that_no_lead_has_looked_at_decides_nothing() -> None:
    known = evidence(
        tally(Source.FAMILY, 80, 100, Level.EXPERIENCE),
        plan=(planned(Source.FAMILY, Level.EXPERIENCE),),
    )
    assert sufficient(summarise(known, shipped_model(), AS_AT)) == {"family"}
    doubted = replace(known, unchecked=(FAMILY,))
    shown = summarise(doubted, shipped_model(), AS_AT)
    assert sufficient(shown) == set()
    assert any("link check" in gap for outcome in shown.outcomes for gap in outcome.missing)
    assert any("Family form: more answers came" in caveat for caveat in shown.caveats)
    assert fingerprint(doubted) != fingerprint(known)
