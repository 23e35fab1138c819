"""The flow of people through each wave: asked, reached, answered, counted.

A person is counted with at least one answer that is scored. No hidden figure can be worked out from
its neighbours in the column, nor from waves that are added up.
"""

from collections.abc import Sequence

from surveys.impact.evidence import Asked, Evidence, Tally
from surveys.impact.participation import participation_of, waves_in_order
from surveys.impact.people_parts import AgencyParticipation, WaveParticipation
from surveys.impact.summary.flow_parts import AgencyFlow, HelperFlow, WaveFlow
from surveys.impact.suppress import hidden_cells, shown


def flow_of(evidence: Evidence, minimum: int) -> list[WaveFlow]:
    """Return each wave with how many were asked, reached, answered and counted, oldest first."""
    waves = waves_in_order(evidence.asked)
    counted = _counted(waves, evidence.tallies)
    hidden = _hidden(waves, counted, minimum)
    parts = participation_of(evidence.asked, minimum)
    return [
        _wave(asked, part, n, minimum, hides_counted=i in hidden)
        for i, (asked, part, n) in enumerate(zip(waves, parts, counted, strict=True))
    ]


def _counted(waves: Sequence[Asked], tallies: Sequence[Tally]) -> list[int | None]:
    """Return how many people of each wave count: the most at any level and outcome.

    None where nothing is scored.
    """
    n: dict[int | None, int] = {}
    for tally in tallies:
        n[tally.wave_id] = max(n.get(tally.wave_id, 0), tally.n)
    return [None if one.wave_id is None else n.get(one.wave_id) for one in waves]


def _hidden(waves: Sequence[Asked], counted: Sequence[int | None], minimum: int) -> set[int]:
    """Return the positions of waves whose counted people are hidden: too few, or not alone.

    Waves of one name and voice are added up in a source's share, which shows their total alone.
    """
    names = [(one.wave, one.voice) for one in waves]
    return {
        i
        for i, n in enumerate(counted)
        if n is not None and (n < minimum or names.count(names[i]) > 1)
    }


def _wave(
    asked: Asked,
    part: WaveParticipation,
    counted: int | None,
    minimum: int,
    *,
    hides_counted: bool,
) -> WaveFlow:
    facts = part.model_dump(exclude={"by_agency", "by_door"})
    return WaveFlow(
        **facts,
        reached=None if part.suppressed else shown(asked.reached, minimum),
        counted=None if part.suppressed or hides_counted else counted,
        by_agency=_agencies(asked, part.by_agency, minimum),
        by_door=part.by_door,
        by_helper=_helpers(asked, minimum, all_hidden=part.suppressed),
    )


def _helpers(asked: Asked, minimum: int, *, all_hidden: bool) -> list[HelperFlow]:
    counts = [people for _, people in asked.by_helper]
    cells = hidden_cells(counts, asked.answered, minimum)
    hidden = range(len(counts)) if all_hidden else cells
    return [
        HelperFlow(helper=who, answered=None if i in hidden else people, suppressed=i in hidden)
        for i, (who, people) in enumerate(asked.by_helper)
    ]


def _agencies(asked: Asked, parts: Sequence[AgencyParticipation], minimum: int) -> list[AgencyFlow]:
    reached = {row.agency: row.reached for row in asked.by_agency}
    cells = [reached[part.agency] or 0 for part in parts]
    small = () if asked.reached is None else hidden_cells(cells, asked.reached, minimum)
    return [_agency(part, reached[part.agency], hides=i in small) for i, part in enumerate(parts)]


def _agency(part: AgencyParticipation, reached: int | None, *, hides: bool) -> AgencyFlow:
    """Return one agency; who is hidden in one column is hidden in all."""
    if part.suppressed or hides:
        nothing = dict.fromkeys(("eligible", "reached", "answered", "response_rate"))
        return AgencyFlow(agency=part.agency, **nothing, suppressed=True)
    return AgencyFlow(**part.model_dump(), reached=reached)
