"""Who was asked, reached and answered, by wave: in total, by agency, door and helper."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, distinct, func, select

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.impact.evidence.scope import Scope
from storage.impact.evidence.waves import EvidenceWave
from storage.trust.encryption import Keyring
from storage.trust.past_deliveries import mark_of, past_waves
from surveys.asking.assistance import NO_HELPER
from surveys.asking.wave import LEFT_OUT
from surveys.impact.evidence import AgencyCount, Asked
from surveys.sending.delivery import REACHED

_R = t.responses.c
_D = t.deliveries.c
_I = t.invitations.c
PeopleByAgency = dict[int, Counter[int]]  # of each wave


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """Responses by wave: by agency, door and helper, and the Monday of the latest week of any.

    Responses after the as-at date do not count; `later` are the waves that have any.
    """

    by_agency: dict[int, Counter[int | None]] = field(default_factory=lambda: defaultdict(Counter))
    by_door: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_helper: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    latest: dict[int, date] = field(default_factory=dict[int, date])
    later: set[int] = field(default_factory=set[int])


def answer_counts(
    connection: Connection, scope: Scope, waves: Sequence[EvidenceWave]
) -> AnswerCounts:
    """Count the responses to these waves that had arrived by the as-at date."""
    counts = AnswerCounts()
    if not waves:
        return counts
    told = (_R.wave_id, _R.agency_id, _R.door, _R.assisted_by, _R.week)
    query = (
        select(*told, func.count().label("people"))
        .where(_R.wave_id.in_([wave.id for wave in waves]))
        .group_by(*told)
    )
    for row in connection.execute(query):
        if row.week > scope.as_at:
            counts.later.add(row.wave_id)
            continue
        counts.by_agency[row.wave_id][row.agency_id] += row.people
        counts.by_door[row.wave_id][row.door] += row.people
        counts.by_helper[row.wave_id][row.assisted_by or NO_HELPER] += row.people
        counts.latest[row.wave_id] = max(row.week, counts.latest.get(row.wave_id, date.min))
    return counts


def asked_of(
    connection: Connection,
    keyring: Keyring,
    scope: Scope,
    waves: Sequence[EvidenceWave],
    counts: AnswerCounts,
) -> tuple[Asked, ...]:
    """Return who was asked, who was reached and who answered in each wave."""
    if not waves:
        return ()
    invited = _by_agency(connection, invited_query(waves))
    reached = _reached(connection, keyring, scope, waves)
    agencies = {
        row.id: row.name for row in connection.execute(select(t.agencies.c.id, t.agencies.c.name))
    }
    return tuple(
        _asked(wave, counts, invited[wave.id], reached[wave.id], agencies) for wave in waves
    )


def invited_query(waves: Sequence[EvidenceWave]) -> AnySelect:
    """Return the query for how many people of each agency were asked in each wave."""
    return (
        select(_I.wave_id, t.people.c.agency_id, func.count().label("people"))
        .join(t.people, t.people.c.id == _I.person_id)
        .where(_I.wave_id.in_([wave.id for wave in waves]), _I.state != LEFT_OUT)
        .group_by(_I.wave_id, t.people.c.agency_id)
    )


def reached_query(scope: Scope, waves: Sequence[EvidenceWave], *, each: bool = False) -> AnySelect:
    """Return the query for how many of those asked a message of the wave had reached.

    An invitation and its reminders reach a person once; a message counts from its due date. With
    `each`, return the query for these people themselves.
    """
    of_wave = t.dispatches.c.wave_id
    people = _D.person_id if each else func.count(distinct(_D.person_id)).label("people")
    by = (_I.wave_id, t.people.c.agency_id)
    return (
        select(*by, people)
        .select_from(t.dispatches)
        .join(t.deliveries, _D.dispatch_id == t.dispatches.c.id)
        .join(t.invitations, (_I.wave_id == of_wave) & (_I.person_id == _D.person_id))
        .join(t.people, t.people.c.id == _D.person_id)
        .where(
            t.dispatches.c.partnership_id == scope.partnership_id,
            of_wave.in_([wave.id for wave in waves]),
            _D.state.in_(tuple(REACHED)),
            _D.due_at < scope.until,
            _I.state != LEFT_OUT,
        )
        .group_by(*by, *((people,) if each else ()))
    )


def _reached(
    connection: Connection, keyring: Keyring, scope: Scope, waves: Sequence[EvidenceWave]
) -> PeopleByAgency:
    """Count who was reached; each once, also where messages to some were deleted in time."""
    past = past_waves(connection, [wave.id for wave in waves], scope.until)
    found = _by_agency(connection, reached_query(scope, waves))
    for wave_id, reached in past.items():
        [wave] = [wave for wave in waves if wave.id == wave_id]
        here = connection.execute(reached_query(scope, [wave], each=True))
        everyone = reached | {(row.agency_id, mark_of(keyring, row.person_id)) for row in here}
        found[wave_id] = Counter(agency for agency, _ in everyone)
    return found


def _by_agency(connection: Connection, query: AnySelect) -> PeopleByAgency:
    found: PeopleByAgency = defaultdict(Counter)
    for row in connection.execute(query):
        found[row.wave_id][row.agency_id] = row.people
    return found


def _asked(
    wave: EvidenceWave,
    counts: AnswerCounts,
    invited: Counter[int],
    reached: Counter[int],
    agencies: dict[int, str],
) -> Asked:
    answered = counts.by_agency[wave.id]
    known = {agency for agency in (*answered, *invited) if agency is not None}
    helpers = counts.by_helper[wave.id]
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
            AgencyCount(
                agencies[agency],
                answered[agency],
                invited[agency] if invited else None,
                reached[agency] if invited else None,
            )
            for agency in sorted(known, key=agencies.__getitem__)
        ),
        by_door=tuple(sorted(counts.by_door[wave.id].items())),
        by_helper=tuple(sorted(helpers.items())) if set(helpers) - {NO_HELPER} else (),
        wave_id=wave.id,
        reached=reached.total() if invited else None,
    )
