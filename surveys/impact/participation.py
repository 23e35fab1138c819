"""Who was reached, who was asked, who answered and by which door; what stood in the way; whose words are shown.

Every count passes through suppression here; no breakdown is by more than one dimension.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from surveys.impact.evidence import AgencyCount, Asked, Evidence, Source
from surveys.impact.finding import SOURCES
from surveys.impact.summary import (
    AgencyParticipation,
    Barrier,
    DoorParticipation,
    NotReached,
    ReachResult,
    Voice,
    WaveParticipation,
)
from surveys.impact.suppress import hidden_cells, shown, subtotal
from surveys.impact.words import VOICES

CHILDREN_FIRST = (Source.CHILD, Source.CHILD_VIA_WORKER, Source.FAMILY)


def participation_of(asked: Iterable[Asked], minimum: int) -> list[WaveParticipation]:
    """Give each wave with its response rate, by agency and by door, oldest first."""
    rows = sorted(asked, key=lambda a: (a.opened_on, a.wave, a.voice, a.instrument))
    hidden = _hidden_waves(rows, minimum)
    return [_wave(row, minimum, is_hidden=i in hidden) for i, row in enumerate(rows)]


def reach_of(evidence: Evidence, minimum: int) -> tuple[ReachResult, NotReached]:
    """Give how far the learning travelled and who was not reached; the two are one table under the audience."""
    reach = evidence.reach
    reasons = sorted(reach.not_reached)
    cells = [people for _, people in reasons]
    hidden = hidden_cells([*cells, reach.delivered], reach.audience, minimum)
    small = hidden - {len(cells)}
    kept_back = len(cells) in hidden
    figures = {
        "audience": shown(reach.audience, minimum),
        "delivered": None if kept_back else reach.delivered,
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
                (why, None if i in small else people) for i, (why, people) in enumerate(reasons)
            ],
        ),
    )


def barriers_of(evidence: Evidence, minimum: int) -> list[Barrier]:
    """Give what people named, most often named first within each question; small counts come last, unordered."""
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


def voices_of(evidence: Evidence, minimum: int) -> list[Voice]:
    """Give released words, children and families first, only from voices that enough people speak with."""
    heard = [source for source in _in_order() if _group(source, evidence) >= minimum]
    spoken = {
        source: sorted(q.text for q in evidence.quotes if q.source is source) for source in heard
    }
    return [Voice(voice=source, quotes=quotes) for source, quotes in spoken.items() if quotes]


def _hidden_waves(rows: Sequence[Asked], minimum: int) -> set[int]:
    """Rows of one name and voice are added up in a source's estimate: a table whose total is printed elsewhere."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        groups[row.wave, row.voice].append(i)
    hidden: set[int] = set()
    for places in groups.values():
        counts = [rows[i].answered for i in places]
        hidden |= {places[cell] for cell in hidden_cells(counts, sum(counts), minimum)}
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


def _group(source: Source, evidence: Evidence) -> int:
    """The largest number of distinct people of a source in any one wave."""
    counted = (t.n for t in evidence.tallies if t.source is source)
    answered = (
        a.answered for a in evidence.asked if a.voice == VOICES.get(source) and a.voice == source
    )
    return max([*counted, *answered], default=0)


def _in_order() -> tuple[Source, ...]:
    return (*CHILDREN_FIRST, *(source for source in SOURCES if source not in CHILDREN_FIRST))
