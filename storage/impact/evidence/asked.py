"""Who was asked and who answered, by wave: in total, by agency, and by door, each on its own."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.impact.evidence.scope import Scope
from storage.impact.evidence.waves import EvidenceWave
from surveys.asking.wave import LEFT_OUT
from surveys.impact.evidence import AgencyCount, Asked

_R = t.responses.c


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """Responses by wave: by agency, by door, and the Monday of the latest week of any response.

    Responses after the as-at date count only towards that week.
    """

    by_agency: dict[int, Counter[int | None]] = field(default_factory=lambda: defaultdict(Counter))
    by_door: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    latest: dict[int, date] = field(default_factory=dict[int, date])


def answer_counts(
    connection: Connection, scope: Scope, waves: Sequence[EvidenceWave]
) -> AnswerCounts:
    """Count the responses to these waves that had arrived by the as-at date."""
    counts = AnswerCounts()
    if not waves:
        return counts
    query = (
        select(_R.wave_id, _R.agency_id, _R.door, _R.week, func.count().label("people"))
        .where(_R.wave_id.in_([wave.id for wave in waves]))
        .group_by(_R.wave_id, _R.agency_id, _R.door, _R.week)
    )
    for row in connection.execute(query):
        known = row.people if row.week <= scope.as_at else 0
        counts.by_agency[row.wave_id][row.agency_id] += known
        counts.by_door[row.wave_id][row.door] += known
        counts.latest[row.wave_id] = max(row.week, counts.latest.get(row.wave_id, date.min))
    return counts


def asked_of(
    connection: Connection, waves: Sequence[EvidenceWave], counts: AnswerCounts
) -> tuple[Asked, ...]:
    """Return who was asked and who answered in each wave."""
    if not waves:
        return ()
    invited = _invited(connection, waves)
    agencies = {
        row.id: row.name for row in connection.execute(select(t.agencies.c.id, t.agencies.c.name))
    }
    return tuple(_asked(wave, counts, invited[wave.id], agencies) for wave in waves)


def _invited(connection: Connection, waves: Sequence[EvidenceWave]) -> dict[int, Counter[int]]:
    query = (
        select(t.invitations.c.wave_id, t.people.c.agency_id, func.count().label("people"))
        .join(t.people, t.people.c.id == t.invitations.c.person_id)
        .where(
            t.invitations.c.wave_id.in_([wave.id for wave in waves]),
            t.invitations.c.state != LEFT_OUT,
        )
        .group_by(t.invitations.c.wave_id, t.people.c.agency_id)
    )
    invited: dict[int, Counter[int]] = defaultdict(Counter)
    for row in connection.execute(query):
        invited[row.wave_id][row.agency_id] = row.people
    return invited


def _asked(
    wave: EvidenceWave, counts: AnswerCounts, invited: Counter[int], agencies: dict[int, str]
) -> Asked:
    answered = counts.by_agency[wave.id]
    known = {agency for agency in (*answered, *invited) if agency is not None}
    doors = sorted((door, people) for door, people in counts.by_door[wave.id].items() if people)
    return Asked(
        wave=wave.label,
        voice=wave.source,
        instrument=wave.instrument_name,
        mode=wave.instrument.mode,
        opened_on=wave.opened_on,
        closes_on=wave.closes_on,
        eligible=wave.eligible,
        answered=answered.total(),
        by_agency=tuple(
            AgencyCount(agencies[agency], answered[agency], invited[agency] if invited else None)
            for agency in sorted(known, key=agencies.__getitem__)
        ),
        by_door=tuple(doors),
        wave_id=wave.id,
    )
