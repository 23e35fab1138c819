"""From evidence to what is given out of it: the draft, the release and the evidence as released."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from surveys.impact.evidence import Evidence
from surveys.impact.release.cells import Draft, Release
from surveys.impact.release.chart_cells import without_withheld
from surveys.impact.release.evidence_cells import draft_of
from surveys.impact.release.given_out import as_given_out
from surveys.impact.release.prepare import prepare


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What may be given out of some evidence, and the evidence with that and nothing else."""

    draft: Draft
    release: Release
    evidence: Evidence


def disclose(
    known: Evidence, as_at: date, earlier: Sequence[Release], minimum: int, number: int
) -> Disclosed:
    """Prepare release `number`. A chart loses the periods that may not be shown, and is made again.

    It ends because every time there are fewer periods.
    """
    while True:
        draft = draft_of(known, as_at, minimum)
        release = prepare(draft, earlier, minimum, number)
        charts = tuple(
            without_withheld(known.ref, series, release, minimum) for series in known.indicators
        )
        if charts == known.indicators:
            return Disclosed(draft, release, as_given_out(known, release))
        known = replace(known, indicators=charts)
