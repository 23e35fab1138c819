"""What waves add to the evidence: counted from their rows, or as it was kept when they were over.

A kept wave costs one row, however many answered it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from storage import tables as t
from storage.asking.sweep import UNFINISHED_WAITS
from storage.database.query_types import AnyRow
from storage.database.upsert import put
from storage.impact.evidence.asked import AnswerCounts, answer_counts, asked_of
from storage.impact.evidence.barriers import barriers_of
from storage.impact.evidence.descriptions import descriptions_of
from storage.impact.evidence.items import items_of
from storage.impact.evidence.pairs import pairs_of
from storage.impact.evidence.reported import reported_changes_of
from storage.impact.evidence.scope import Scope, london_date
from storage.impact.evidence.tallies import tallies_of
from storage.impact.evidence.waves import EvidenceWave, settle, waves_of_study
from storage.trust.encryption import Keyring
from surveys.asking.wave import CLOSED
from surveys.impact.wave_evidence import WaveEvidence, form, from_text, to_text

# after it nothing of a wave waits in the intake, and no message of it is on its way
OVER = UNFINISHED_WAITS + timedelta(days=7)
NO_ACTION = 0  # a wave of an event may be about several, and is counted for all of them
_K = t.wave_evidence.c
_W = t.waves.c


def kept_of(
    connection: Connection, scope: Scope, waves: Sequence[EvidenceWave]
) -> dict[int, WaveEvidence]:
    """Return by wave what was kept of those that were over at the as-at date."""
    query = select(_K.wave_id, _K.counts).where(
        _K.wave_id.in_([wave.id for wave in waves]), _K.form == form(), _K.over_on <= scope.as_at
    )
    return {row.wave_id: from_text(row.counts) for row in connection.execute(query)}


def counted_waves(
    connection: Connection,
    keyring: Keyring,
    scope: Scope,
    waves: Sequence[EvidenceWave],
    counts: AnswerCounts,
    outcome_refs: frozenset[str],
    *,
    beside: Sequence[EvidenceWave] = (),
) -> WaveEvidence:
    """Count what waves add; `beside` are others of their studies that answers are paired with."""
    known = sorted((*waves, *beside), key=lambda wave: (wave.opened_on, wave.id))
    counted = frozenset(wave.id for wave in waves)
    return WaveEvidence(
        tallies=tallies_of(connection, scope, waves, outcome_refs, counts),
        pairs=pairs_of(connection, scope, known, outcome_refs, counted),
        reported_changes=tuple(reported_changes_of(connection, scope, waves, outcome_refs)),
        asked=asked_of(connection, keyring, scope, waves, counts),
        items=tuple(items_of(connection, scope, waves, outcome_refs)),
        barriers=barriers_of(connection, scope, waves),
        descriptions=tuple(descriptions_of(connection, scope, waves)),
    )


def next_wave_over(
    connection: Connection, now: datetime, except_for: Collection[int]
) -> int | None:
    """Return the id of a wave that is over and not kept yet; None if there is none but those."""
    kept = select(_K.wave_id).where(_K.wave_id == _W.id, _K.form == form()).exists()
    over = (_W.state == CLOSED, _W.closes_at < now - OVER, ~kept, _W.id.not_in(except_for))
    return connection.scalar(select(_W.id).where(*over).order_by(_W.id).limit(1))


def keep_wave(connection: Connection, keyring: Keyring, wave_id: int, now: datetime) -> None:
    """Keep what a wave that is over adds."""
    query = select(_W.id, _W.partnership_id, _W.study_id, _W.closes_at).where(_W.id == wave_id)
    row = connection.execute(query).one()
    put(connection, t.wave_evidence, ["wave_id"], [_kept(connection, keyring, row, now)])


def _kept(
    connection: Connection, keyring: Keyring, row: AnyRow, now: datetime
) -> dict[str, object]:
    scope = Scope(row.partnership_id, NO_ACTION, london_date(now))
    of_study = waves_of_study(connection, scope, row.study_id)
    counts = answer_counts(connection, scope, of_study)
    settled = settle(of_study, counts.latest, counts.later, scope)
    [mine] = [wave for wave in settled if wave.id == row.id]
    beside = [wave for wave in settled if wave.id != row.id]
    named = frozenset(q.outcome for q in mine.instrument.questions if q.outcome)
    counted = counted_waves(connection, keyring, scope, (mine,), counts, named, beside=beside)
    latest = counts.latest.get(row.id, mine.opened_on)
    over_on = max(london_date(row.closes_at), latest)
    return {"wave_id": row.id, "form": form(), "over_on": over_on, "counts": to_text(counted)}
