"""Barriers: how many people named each one, question by question.

The wave is part of the question's title, so that a person who is asked again later is not counted
twice. Every choice is listed, because a missing one would reveal that no one named it, and zero is
a small count too.
"""

import json
from collections import Counter
from collections.abc import Sequence
from typing import cast

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.impact.evidence.scope import Scope
from storage.impact.evidence.waves import EvidenceWave, in_time
from surveys.asking.texts import say

_A = t.answers.c


def barriers_of(
    connection: Connection, scope: Scope, waves: Sequence[EvidenceWave]
) -> tuple[tuple[str, str, int], ...]:
    """Return (question, choice, people), sorted."""
    asking = [(wave, q) for wave in waves for q in wave.instrument.questions if q.barrier]
    named: Counter[tuple[str, str]] = Counter()
    for wave, question in asking:
        words = {choice.code: say(choice.text) for choice in question.choices}
        title = f"{say(question.text)} ({wave.label})"
        named.update(dict.fromkeys(((title, text) for text in words.values()), 0))
        for row in connection.execute(chosen_query(scope, wave, question.id)):
            for code in _codes(row.value):
                named[title, words.get(code, code)] += row.people
    return tuple((question, choice, people) for (question, choice), people in sorted(named.items()))


def chosen_query(scope: Scope, wave: EvidenceWave, question: str) -> AnySelect:
    """Return the query for how many people gave each value.

    One wave and question at a time, so that the database sorts only the values.
    """
    return (
        select(_A.value, func.count().label("people"))
        .where(in_time(t.answers, [wave], scope), _A.question == question)
        .group_by(_A.value)
    )


def _codes(stored: str) -> list[str]:
    value = json.loads(stored)
    if isinstance(value, list):
        return cast("list[str]", value)
    return [value] if isinstance(value, str) else []
