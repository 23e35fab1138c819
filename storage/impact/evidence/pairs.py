"""Paired items: the same people before and now, in one answer or in two waves of one study.

People are linked by the study's pseudonym, which never leaves this module. The questionnaire's own
rule decides whether an answer improved.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.impact.evidence.columns import columns, fetch
from storage.impact.evidence.scope import Scope
from storage.impact.evidence.waves import EvidenceWave, in_time
from surveys.asking.answers import change_between, from_json
from surveys.asking.instrument import Question, say
from surveys.impact.evidence import PairCounts

_A = t.answers.c
_R = t.responses.c
Changes = Counter[int | None]
Values = dict[str, str]  # pseudonym, answer as JSON


def pairs_of(
    connection: Connection,
    scope: Scope,
    waves: Sequence[EvidenceWave],
    outcome_refs: frozenset[str],
    counted: frozenset[int],
) -> tuple[PairCounts, ...]:
    """Return the paired items that at least one person answered completely.

    `waves` are in order; of them those `counted` are looked back in, or compared with earlier ones.
    """
    mine = [wave for wave in waves if wave.id in counted]
    found = (
        *_looking_back(connection, scope, mine),
        *_between_waves(connection, scope, waves, counted),
    )
    return tuple(
        pair for pair in found if pair.outcome_ref is None or pair.outcome_ref in outcome_refs
    )


def _looking_back(
    connection: Connection, scope: Scope, waves: Sequence[EvidenceWave]
) -> Iterable[PairCounts]:
    asking = [(wave, q) for wave in waves for q in wave.instrument.questions if q.shows_change]
    for wave, question in asking:
        rows = connection.execute(looking_back_query(scope, wave, question.id))
        changes = Changes({row.change: row.people for row in rows})
        item = f"{say(question.text)} ({wave.label})"
        yield from _counts(wave, question, item, changes, first_on=None)


def looking_back_query(scope: Scope, wave: EvidenceWave, question: str) -> AnySelect:
    """Return the query for how many answers to one question of a wave changed in each direction."""
    return (
        select(_A.change, func.count().label("people"))
        .where(in_time(t.answers, [wave], scope), _A.question == question, _A.change.is_not(None))
        .group_by(_A.change)
    )


def _between_waves(
    connection: Connection, scope: Scope, waves: Sequence[EvidenceWave], counted: frozenset[int]
) -> Iterable[PairCounts]:
    """Compare each later wave with the first of its study that asked the same question."""
    read = _LinkedAnswers(connection, scope)
    for i, later in enumerate(waves):
        for question in later.instrument.questions if later.id in counted else ():
            same_study = (wave for wave in waves[:i] if wave.study_id == later.study_id)
            earlier = next((wave for wave in same_study if _asks(wave, question)), None)
            if question.paired and earlier:
                before = read.values(earlier.id, question.id)
                changes = _changes(question, before, read.values(later.id, question.id))
                item = f"{say(question.text)} ({earlier.label} – {later.label})"
                yield from _counts(later, question, item, changes, earlier.collected_on)


def _asks(wave: EvidenceWave, question: Question) -> bool:
    same = wave.instrument.by_id.get(question.id)
    return same is not None and (same.paired or same.shows_change)


class _LinkedAnswers:
    """The answers of each pseudonym; each wave and question is read once.

    Answers and pseudonyms are matched here and not by a join: with statistics older than the wave,
    the planner assumes that it is empty, and then compares every answer with every response.
    """

    def __init__(self, connection: Connection, scope: Scope) -> None:
        self._connection = connection
        self._scope = scope
        self._pseudonyms: dict[int, dict[str, str]] = {}
        self._values: dict[tuple[int, str], Values] = {}

    def values(self, wave_id: int, question: str) -> Values:
        """Return the answers to one question in one wave, by pseudonym."""
        if (wave_id, question) not in self._values:
            who = self._who(wave_id)
            keys, values = fetch(self._connection, values_query(wave_id, question))
            answers = zip(keys, values, strict=True)
            self._values[wave_id, question] = {
                who[key]: value for key, value in answers if key in who
            }
        return self._values[wave_id, question]

    def _who(self, wave_id: int) -> dict[str, str]:
        if wave_id not in self._pseudonyms:
            keys, pseudonyms = fetch(self._connection, pseudonyms_query(self._scope, wave_id))
            self._pseudonyms[wave_id] = dict(zip(keys, pseudonyms, strict=True))
        return self._pseudonyms[wave_id]


def pseudonyms_query(scope: Scope, wave_id: int) -> AnySelect:
    """Return the query for the pseudonyms of the responses to a wave by the as-at date."""
    known = (_R.wave_id == wave_id, _R.pseudonym.is_not(None), _R.week <= scope.as_at)
    return columns(_R.key, _R.pseudonym).where(*known)


def values_query(wave_id: int, question: str) -> AnySelect:
    """Return the query for the answers to one question of a wave."""
    return columns(_A.response_key, _A.value).where(_A.wave_id == wave_id, _A.question == question)


def _changes(question: Question, earlier: Values, later: Values) -> Changes:
    """Count how the people who answered twice changed; each pair of answers is judged once."""
    both = Counter(
        (earlier[pseudonym], value) for pseudonym, value in later.items() if pseudonym in earlier
    )
    changes = Changes()
    for (then, now), people in both.items():
        change = change_between(question, from_json(question.id, then), from_json(question.id, now))
        changes[change] += people
    return changes


def _counts(
    wave: EvidenceWave, question: Question, item: str, changes: Changes, first_on: date | None
) -> Iterable[PairCounts]:
    """Yield the counts; without a first wave, “before” was asked in this one."""
    improved, same, worse = changes[1], changes[0], changes[-1]
    if question.level is None or not improved + same + worse:
        return
    yield PairCounts(
        level=question.level,
        source=wave.source,
        item=item,
        improved=improved,
        same=same,
        worse=worse,
        retrospective=first_on is None,
        outcome_ref=question.outcome,
        collected_on=wave.collected_on,
        first_on=first_on,
    )
