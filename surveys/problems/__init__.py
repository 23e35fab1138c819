"""The catalogue of problems: a code, a sentence in plain English, what to do next, an HTTP status.

Every refusal names a code from this catalogue. Each surface translates it once and adds no wording
of its own.
"""

from surveys.problems import asking, impact, installation, people, sending, telling, trust
from surveys.problems.problem import Problem

__all__ = ["PROBLEMS", "Problem", "Refusal"]

PROBLEMS: dict[str, Problem] = {
    **people.PROBLEMS,
    **asking.PROBLEMS,
    **telling.PROBLEMS,
    **sending.PROBLEMS,
    **impact.PROBLEMS,
    **trust.PROBLEMS,
    **installation.PROBLEMS,
}


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A request that is refused for a reason a person can read."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.problem = PROBLEMS[code]
        self.sentence = self.problem.sentence.format(**facts)
        self.advice = self.problem.advice.format(**facts)
        self.status = self.problem.status

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}".strip()
