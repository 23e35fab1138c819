"""Reported change: how many people say that something has changed, where a question asks just that.

One question of a wave at a time, by the primary key of the answers.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.impact.evidence.scope import Scope
from storage.impact.evidence.waves import EvidenceWave, in_time
from surveys.impact.evidence import ReportedChange

_A = t.answers.c


def reported_changes_of(
    connection: Connection,
    scope: Scope,
    waves: Sequence[EvidenceWave],
    outcome_refs: frozenset[str],
) -> Iterator[ReportedChange]:
    """Yield the counts of each question that reports change and that anyone answered."""
    asking = [(wave, q) for wave in waves for q in wave.instrument.questions if q.reports_change]
    for wave, question in asking:
        if question.level is None or not {question.outcome} <= {None, *outcome_refs}:
            continue
        row = connection.execute(reported_query(scope, wave, question.id)).one()
        if row.n:
            yield ReportedChange(
                outcome_ref=question.outcome,
                level=question.level,
                source=wave.source,
                item=f"{question.asks()} ({wave.label})",
                collected_on=wave.collected_on,
                n=row.n,
                reporting=row.reporting,
            )


def reported_query(scope: Scope, wave: EvidenceWave, question: str) -> AnySelect:
    """Return the query for how many answers to a question count, and how many report a change."""
    return select(
        func.count(_A.favourable).label("n"),
        func.count().filter(_A.favourable).label("reporting"),
    ).where(in_time(t.answers, [wave], scope), _A.question == question)
