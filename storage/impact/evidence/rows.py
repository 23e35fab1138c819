"""The evidence repository: actions by their refs, and all evidence for one of them at a date."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.asking.answer_checks import AnswerChecks
from storage.database.query_types import AnyRow
from storage.impact.evidence.asked import answer_counts
from storage.impact.evidence.beside_surveys import counted_beside_surveys, judged_about
from storage.impact.evidence.changes import changes_of
from storage.impact.evidence.external import indicators_of
from storage.impact.evidence.head import head_of, outcomes_of
from storage.impact.evidence.later import answered_now, later_of
from storage.impact.evidence.of_register import of_register
from storage.impact.evidence.of_waves import counted_waves, keep_wave, kept_of, next_wave_over
from storage.impact.evidence.quotes import quotes_of
from storage.impact.evidence.reach import reach_of
from storage.impact.evidence.scope import Scope
from storage.impact.evidence.unchecked import unchecked_of
from storage.impact.evidence.waiting import waiting_since
from storage.impact.evidence.waves import settle, studies_of, waves_of
from storage.trust.encryption import Keyring
from surveys.asking.answer_check import NOT_LOOKED_AT
from surveys.impact.changes import first_start
from surveys.impact.evidence import Evidence, Quote, Unchecked
from surveys.impact.followed_facts import told
from surveys.impact.progress import Tell, to_nobody
from surveys.impact.provenance import LaterEvidence
from surveys.impact.release.later_answers import AnsweredNow
from surveys.impact.wave_evidence import WaveEvidence, together
from surveys.problems import Refusal

_A = t.actions.c


class EvidenceAction(NamedTuple):
    """An action, as in a list."""

    id: int
    ref: str
    title: str


class EvidenceRows:
    """Actions of every partnership; every query names the partnership."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def actions(self, partnership_id: int) -> list[EvidenceAction]:
        """Return a partnership's actions, sorted by ref."""
        query = (
            select(_A.id, _A.ref, _A.title)
            .where(_A.partnership_id == partnership_id)
            .order_by(_A.ref)
        )
        return [
            EvidenceAction(row.id, row.ref, row.title) for row in self._connection.execute(query)
        ]

    def find_action(self, partnership_id: int, ref: str) -> EvidenceAction | None:
        """Return the action of a partnership with that ref."""
        query = select(_A.id, _A.ref, _A.title).where(
            _A.partnership_id == partnership_id, _A.ref == ref
        )
        return _row(self._connection.execute(query).one_or_none())

    def action(self, partnership_id: int, action_id: int) -> EvidenceAction | None:
        """Return the action with that id, if it belongs to the partnership."""
        query = select(_A.id, _A.ref, _A.title).where(
            _A.partnership_id == partnership_id, _A.id == action_id
        )
        return _row(self._connection.execute(query).one_or_none())

    def kept_waves(self) -> int:
        """Return of how many waves that are over the counts are kept."""
        query = select(func.count()).select_from(t.wave_evidence)
        return self._connection.scalars(query).one()

    def action_ref(self, action_id: int) -> str | None:
        """Return the ref of an action that the caller has already found in a partnership."""
        return self._connection.scalar(select(_A.ref).where(_A.id == action_id))

    def gather(
        self, partnership_id: int, action_id: int, as_at: date, tell: Tell = to_nobody
    ) -> Evidence:
        """Return all evidence for an action at the end of `as_at` (London); refuses `not-found`.

        Counts are not suppressed here, however small: the impact model does that. Answers carry
        only the week in which they arrived, so those of the as-at date's own week are included.
        `tell` is told how many waves are read, before the first and after each study.
        """
        if self.action(partnership_id, action_id) is None:
            raise Refusal("not-found")
        scope = Scope(partnership_id, action_id, as_at)
        head = head_of(self._connection, scope)
        changes = changes_of(self._connection, scope)
        outcomes = outcomes_of(self._connection, scope, head["started_on"], changes)
        refs = frozenset(outcome.ref for outcome in outcomes)
        of_waves, unchecked, quotes = self._of_waves(scope, refs, tell)
        return Evidence(
            **head,
            outcomes=outcomes,
            tallies=(
                *of_waves.tallies,
                *counted_beside_surveys(self._connection, scope, changes),
            ),
            pairs=of_waves.pairs,
            reported_changes=of_waves.reported_changes,
            judgements=judged_about(self._connection, scope),
            indicators=indicators_of(self._connection, scope),
            asked=of_waves.asked,
            reach=reach_of(self._connection, self._keyring, scope),
            items=of_waves.items,
            barriers=of_waves.barriers,
            descriptions=of_waves.descriptions,
            waiting_since=waiting_since(self._connection, scope),
            unchecked=unchecked,
            quotes=quotes,
            **of_register(self._connection, scope, head),
            first_started_on=first_start(changes),
            changes=tuple(one for c in changes if c.on <= as_at for one in told(c)),
        )

    def later(self, partnership_id: int, action_id: int, as_at: date) -> tuple[LaterEvidence, ...]:
        """Return what was imported of an action from after a date, and `gather` leaves out."""
        return tuple(later_of(self._connection, Scope(partnership_id, action_id, as_at)))

    def answered_now(
        self, partnership_id: int, action_id: int, as_at: date, today: date
    ) -> tuple[AnsweredNow, ...]:
        """Return how many have answered by now the waves that were not over at a date."""
        scope = Scope(partnership_id, action_id, as_at)
        return tuple(answered_now(self._connection, scope, today))

    def _of_waves(
        self, scope: Scope, outcome_refs: frozenset[str], tell: Tell
    ) -> tuple[WaveEvidence, tuple[Unchecked, ...], tuple[Quote, ...]]:
        """Return what the waves add, those whose answers a lead must look at, and released words.

        Words are never kept with a wave: what was released may be taken back.
        """
        connection, waves = self._connection, waves_of(self._connection, scope)
        kept = kept_of(connection, scope, waves)
        counts = answer_counts(connection, scope, [w for w in waves if w.id not in kept])
        for wave_id, evidence in kept.items():
            counts.by_agency[wave_id][None] = sum(asked.answered for asked in evidence.asked)
        waves = settle(waves, counts.latest, counts.later, scope)
        checks = AnswerChecks(connection).of_waves(wave.id for wave in waves)
        unchecked = unchecked_of(waves, counts, checks)
        used = [w for w in waves if not checks.get(w.id, NOT_LOOKED_AT).is_left_out]
        found = [kept[wave.id].about(outcome_refs) for wave in used if wave.id in kept]
        read = len(found)
        for study in studies_of(used):
            if new := [wave for wave in study if wave.id not in kept]:
                tell(read, len(used))
                read += len(new)
                beside = [wave for wave in study if wave.id in kept]
                found.append(
                    counted_waves(
                        connection, self._keyring, scope, new, counts, outcome_refs, beside=beside
                    )
                )
        tell(read, len(used))
        quotes = quotes_of(connection, self._keyring, scope, used, outcome_refs)
        return together(found), unchecked, quotes

    def next_wave_over(self, now: datetime, except_for: Collection[int] = ()) -> int | None:
        """Return the id of a wave that is over and not kept yet; None if there is none but those.

        One at a time, because others wait for the transaction in which it is kept.
        """
        return next_wave_over(self._connection, now, except_for)

    def keep_wave(self, wave_id: int, now: datetime) -> None:
        """Keep what a wave that is over adds, so that it is not counted again."""
        keep_wave(self._connection, self._keyring, wave_id, now)


def _row(row: AnyRow | None) -> EvidenceAction | None:
    return EvidenceAction(row.id, row.ref, row.title) if row else None
