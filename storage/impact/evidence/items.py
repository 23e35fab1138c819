"""Item results: how each scored question of a questionnaire was answered, wave by wave.

One grouped query for all waves, in the order of the primary key of the answers, so that nothing is
sorted. Questions that ask about change itself are counted elsewhere.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.impact.evidence.scope import Scope
from storage.impact.evidence.waves import EvidenceWave, in_time
from surveys.asking.instrument import Question
from surveys.impact.item_counts import ItemCounts
from surveys.impact.kinds import Level

_A = t.answers.c


def items_of(
    connection: Connection,
    scope: Scope,
    waves: Sequence[EvidenceWave],
    outcome_refs: frozenset[str],
) -> Iterator[ItemCounts]:
    """Yield the counts of each scored question of each wave that anyone answered."""
    if not waves:
        return
    rows = connection.execute(item_query(scope, waves))
    counts = {(row.wave_id, row.question): row for row in rows}
    for wave in waves:
        for question in filter(is_item, wave.instrument.questions):
            row = counts.get((wave.id, question.id))
            if row and question.level and {question.outcome} <= {None, *outcome_refs}:
                yield _item(wave, question, question.level, row)


def item_query(scope: Scope, waves: Sequence[EvidenceWave]) -> AnySelect:
    """Return the query for how many answers count, are favourable, and are outside."""
    asked = {q.id for wave in waves for q in wave.instrument.questions if is_item(q)}
    return (
        select(
            _A.wave_id,
            _A.question,
            func.count(_A.favourable).label("n"),
            func.count().filter(_A.favourable).label("favourable"),
            func.count().filter(_A.favourable.is_(None)).label("outside"),
        )
        .where(in_time(t.answers, waves, scope), _A.question.in_(sorted(asked)))
        .group_by(_A.wave_id, _A.question)
    )


def is_item(question: Question) -> bool:
    """Say whether its answers are favourable or not, about a level."""
    return question.level is not None and question.is_scored and not question.reports_change


def _item(wave: EvidenceWave, question: Question, level: Level, row: AnyRow) -> ItemCounts:
    return ItemCounts(
        outcome_ref=question.outcome,
        level=level,
        source=wave.source,
        wave=wave.label,
        instrument=wave.instrument_name,
        place=wave.instrument.places[question.id],
        item=question.asks(),
        opened_on=wave.opened_on,
        collected_on=wave.collected_on,
        n=row.n,
        favourable=row.favourable,
        outside=row.outside,
        wave_id=wave.id,
    )
