"""One row of several that share a question and its choices: a small question of its own.

An author writes the rows once, under what is asked of all of them; each becomes a question with an
id, an answer and a score of its own.
"""

from dataclasses import replace

from surveys.asking.kinds.choices import ONE_CHOICE
from surveys.asking.kinds.kind import AskedQuestion


def _has_no_rows(question: AskedQuestion) -> bool:
    return not question.rows and question.stem is None


def _is_both(question: AskedQuestion) -> bool:
    return bool(question.rows) and question.stem is not None


RULES = replace(
    ONE_CHOICE,
    fields=frozenset({"rows", "stem"}),
    rules=(
        (_has_no_rows, "a matrix needs “rows”: what is asked of each of them, as code: words"),
        (_is_both, "a matrix has “rows”, or is itself one row under a “stem”"),
    ),
)
