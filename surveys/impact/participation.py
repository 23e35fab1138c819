"""Who was reached, asked and answered, by which door; barriers; and what was done about wishes.

Every count is suppressed here where the rules say so; no breakdown has more than one dimension.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from surveys.impact.evidence import AgencyCount, Asked, Evidence, Source
from surveys.impact.kinds import SOURCES
from surveys.impact.people_parts import (
    AgencyParticipation,
    Barrier,
    DoorParticipation,
    NotReached,
    ReachResult,
    WaveParticipation,
    YouSaidResult,
)
from surveys.impact.suppress import hidden_cells, shown, subtotal

CHILDREN_FIRST = (Source.CHILD, Source.CHILD_VIA_WORKER, Source.FAMILY)


def participation_of(asked: Iterable[Asked], minimum: int) -> list[WaveParticipation]:
    """Return each wave with its response rate, by agency and by door, oldest first."""
    rows = waves_in_order(asked)
    hidden = _hidden_waves(rows, minimum)
    return [_wave(row, minimum, is_hidden=i in hidden) for i, row in enumerate(rows)]


def waves_in_order(asked: Iterable[Asked]) -> list[Asked]:
    """Return the waves, oldest first."""
    return sorted(asked, key=lambda a: (a.opened_on, a.wave, a.voice, a.instrument))


def reach_of(evidence: Evidence, minimum: int) -> tuple[ReachResult, NotReached]:
    """Return the reach and who was not reached.

    The two are one table whose total is the audience.
    """
    reach = evidence.reach
    reasons = sorted(reach.not_reached)
    cells = [people for _, people in reasons]
    hidden = hidden_cells([*cells, reach.delivered], reach.audience, minimum)
    small = hidden - {len(cells)}
    delivered_hidden = len(cells) in hidden
    figures = {
        "audience": shown(reach.audience, minimum),
        "delivered": None if delivered_hidden else reach.delivered,
        "read": shown(reach.read, minimum),
        "discussed": shown(reach.discussed, minimum),
        "intending": shown(reach.intending, minimum),
        "attended": shown(reach.attended, minimum),
    }
    return (
        ReachResult.model_validate({**figures, "suppressed": None in figures.values()}),
        NotReached(
            people=subtotal(cells, frozenset(small), minimum),
            reasons=[
                (why, None if place in small else people)
                for place, (why, people) in enumerate(reasons)
            ],
        ),
    )


def barriers_of(evidence: Evidence, minimum: int) -> list[Barrier]:
    """Return the barriers, most often named first within each question.

    Suppressed counts come last, in alphabetical order.
    """
    barriers = [
        Barrier(
            question=question,
            barrier=choice,
            people=shown(people, minimum),
            suppressed=people < minimum,
        )
        for question, choice, people in evidence.barriers
    ]
    return sorted(barriers, key=lambda b: (b.question, -(b.people or 0), b.barrier))


def you_said_of(evidence: Evidence) -> list[YouSaidResult]:
    """Return what was released of “you said, we did”, oldest release first."""
    in_order = sorted(evidence.you_said, key=lambda one: (one.released_on, one.said, one.did))
    return [YouSaidResult.model_validate(asdict(one)) for one in in_order]


def _hidden_waves(rows: Sequence[Asked], minimum: int) -> set[int]:
    """Return the positions of waves whose figures are hidden.

    Waves of one name and voice are added up in a source's estimate: a table whose total is shown
    elsewhere.
    """
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        groups[row.wave, row.voice].append(i)
    hidden: set[int] = set()
    for places in groups.values():
        withheld = {i for i in places if rows[i].is_withheld}
        counts = [rows[i].answered for i in places]
        cells = hidden_cells(counts, sum(counts), minimum)
        hidden |= withheld or {places[cell] for cell in cells}
    return hidden


def _wave(asked: Asked, minimum: int, *, is_hidden: bool) -> WaveParticipation:
    return WaveParticipation(
        wave=asked.wave,
        voice=asked.voice,
        instrument=asked.instrument,
        mode=asked.mode,
        opened_on=asked.opened_on,
        closes_on=asked.closes_on,
        eligible=shown(asked.eligible, minimum),
        answered=None if is_hidden else asked.answered,
        response_rate=None if is_hidden else _rate(asked.answered, asked.eligible),
        suppressed=is_hidden,
        by_agency=_agencies(asked, minimum, all_hidden=is_hidden),
        by_door=_doors(asked, minimum, all_hidden=is_hidden),
    )


def _agencies(asked: Asked, minimum: int, *, all_hidden: bool) -> list[AgencyParticipation]:
    rows = sorted(asked.by_agency, key=lambda row: row.agency)
    hidden = hidden_cells([row.n for row in rows], asked.answered, minimum)
    return [_agency(row, is_hidden=all_hidden or i in hidden) for i, row in enumerate(rows)]


def _agency(row: AgencyCount, *, is_hidden: bool) -> AgencyParticipation:
    return AgencyParticipation(
        agency=row.agency,
        eligible=None if is_hidden else row.eligible,
        answered=None if is_hidden else row.n,
        response_rate=None if is_hidden else _rate(row.n, row.eligible),
        suppressed=is_hidden,
    )


def _doors(asked: Asked, minimum: int, *, all_hidden: bool) -> list[DoorParticipation]:
    rows = sorted(asked.by_door)
    cells = hidden_cells([people for _, people in rows], asked.answered, minimum)
    hidden = range(len(rows)) if all_hidden else cells
    return [
        DoorParticipation(
            door=door, answered=None if i in hidden else people, suppressed=i in hidden
        )
        for i, (door, people) in enumerate(rows)
    ]


def _rate(answered: int, eligible: int | None) -> float | None:
    return min(1.0, answered / eligible) if eligible else None


def sources_in_order() -> tuple[Source, ...]:
    """Return every source, children and families first."""
    return (*CHILDREN_FIRST, *(source for source in SOURCES if source not in CHILDREN_FIRST))
