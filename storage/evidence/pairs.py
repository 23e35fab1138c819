"""Paired items: the same people before and now in one answer, or in two waves of one study.

People are linked in the database by the study's pseudonym and leave it as counts of equal pairs of answers, which
are few; how an answer moved is then decided by the questionnaire's own rule, once for each such pair.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.evidence.scope import Scope
from storage.evidence.waves import EvidenceWave, in_time
from storage.rows import AnySelect
from surveys.asking.answers import change_between, from_json
from surveys.asking.instrument import Question, QuestionKind
from surveys.impact.evidence import PairCounts

_A = t.answers.c
Changes = Counter[int | None]


def pairs_of(
    connection: Connection, scope: Scope, waves: Sequence[EvidenceWave], outcome_refs: frozenset[str]
) -> tuple[PairCounts, ...]:
    """Return the paired items of these waves that somebody answered in full."""
    found = (*_looking_back(connection, scope, waves), *_between_waves(connection, scope, waves))
    return tuple(pair for pair in found if pair.outcome_ref is None or pair.outcome_ref in outcome_refs)


def _looking_back(connection: Connection, scope: Scope, waves: Sequence[EvidenceWave]) -> Iterable[PairCounts]:
    asking = [(wave, q) for wave in waves for q in wave.instrument.questions if q.kind is QuestionKind.BEFORE_NOW]
    if not asking:
        return
    rows = connection.execute(looking_back_query(scope, [wave for wave, _ in asking], {q.id for _, q in asking}))
    changes: dict[tuple[int, str], Changes] = defaultdict(Changes)
    for row in rows:
        changes[row.wave_id, row.question][row.change] += row.people
    for wave, question in asking:
        yield from _counts(wave, question, question.text["en"], changes[wave.id, question.id], retrospective=True)


def looking_back_query(scope: Scope, waves: Sequence[EvidenceWave], questions: set[str]) -> AnySelect:
    """Return how many people's answers moved which way, by wave and question."""
    return (
        select(_A.wave_id, _A.question, _A.change, func.count().label("people"))
        .where(in_time(t.answers, waves, scope), _A.question.in_(sorted(questions)), _A.change.is_not(None))
        .group_by(_A.wave_id, _A.question, _A.change)
    )


def _between_waves(connection: Connection, scope: Scope, waves: Sequence[EvidenceWave]) -> Iterable[PairCounts]:
    """Compare each later wave with the first of its study that asked the same question."""
    for i, later in enumerate(waves):
        for question in later.instrument.questions:
            asked_before = (w for w in waves[:i] if w.study_id == later.study_id and _asks(w, question))
            earlier = next(asked_before, None)
            if question.paired and earlier:
                changes = _changes(connection, scope, earlier, later, question)
                item = f"{question.text['en']} ({earlier.label} – {later.label})"
                yield from _counts(later, question, item, changes, retrospective=False)


def _asks(wave: EvidenceWave, question: Question) -> bool:
    same = wave.instrument.by_id.get(question.id)
    return same is not None and (same.paired or same.kind is QuestionKind.BEFORE_NOW)


def _changes(
    connection: Connection, scope: Scope, earlier: EvidenceWave, later: EvidenceWave, question: Question
) -> Changes:
    changes = Changes()
    for row in connection.execute(linked_query(scope, earlier.id, later.id, question.id)):
        then, now = from_json(question.id, row.then), from_json(question.id, row.now)
        changes[change_between(question, then, now)] += row.people
    return changes


def linked_query(scope: Scope, earlier: int, later: int, question: str) -> AnySelect:
    """Return how many people gave each pair of answers to one question in two waves."""
    now, then, here, there = t.answers.alias(), t.answers.alias(), t.responses.alias(), t.responses.alias()
    return (
        select(then.c.value.label("then"), now.c.value.label("now"), func.count().label("people"))
        .select_from(then)
        .join(there, (there.c.wave_id == then.c.wave_id) & (there.c.key == then.c.response_key))
        .join(here, (here.c.pseudonym == there.c.pseudonym) & (here.c.wave_id == later))
        .join(
            now,
            (now.c.wave_id == here.c.wave_id) & (now.c.question == question) & (now.c.response_key == here.c.key),
        )
        .where(then.c.wave_id == earlier, then.c.question == question)
        .where(there.c.week <= scope.as_at, here.c.week <= scope.as_at)
        .group_by(then.c.value, now.c.value)
    )


def _counts(
    wave: EvidenceWave, question: Question, item: str, changes: Changes, *, retrospective: bool
) -> Iterable[PairCounts]:
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
        retrospective=retrospective,
        outcome_ref=question.outcome,
        collected_on=wave.collected_on,
    )
