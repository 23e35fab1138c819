"""The catalogue of problems: a code, a sentence in plain English, what to do next, an HTTP status.

Every refusal names a code from this catalogue. Each surface translates it once and adds no wording
of its own.
"""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.languages import say_in
from surveys.problems import asking, impact, installation, people, sending, telling, trust
from surveys.problems.on_forms import ON_FORMS
from surveys.problems.problem import Problem

__all__ = ["ON_FORMS", "PROBLEMS", "Problem", "Refusal", "problem_in", "problem_keys"]

PROBLEMS: dict[str, Problem] = {
    **people.PROBLEMS,
    **asking.PROBLEMS,
    **telling.PROBLEMS,
    **sending.PROBLEMS,
    **impact.PROBLEMS,
    **trust.PROBLEMS,
    **installation.PROBLEMS,
}


def problem_keys(code: str) -> tuple[str, str]:
    """Where the sentence and the advice of a problem are said, as translators know it."""
    return f"problem.{code}", f"problem.{code}.advice"


def problem_in(
    code: str,
    language: str,
    *,
    to_a_child: bool = False,
    facts: Mapping[str, object] = MappingProxyType({}),
) -> Problem:
    """A problem in the words of a language (English where it has none), with its facts."""
    problem = PROBLEMS[code]
    sentence, advice = (
        say_in(key, english, language, to_a_child=to_a_child).format(**facts) if english else ""
        for key, english in zip(problem_keys(code), (problem.sentence, problem.advice), strict=True)
    )
    return Problem(sentence, advice, problem.status)


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A request that is refused for a reason a person can read."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.problem = PROBLEMS[code]
        self.sentence = self.problem.sentence.format(**facts)
        self.advice = self.problem.advice.format(**facts)
        self.status = self.problem.status

    def said_in(self, language: str, *, to_a_child: bool = False) -> Problem:
        """The problem in the words of a language."""
        return problem_in(self.code, language, to_a_child=to_a_child, facts=self.facts)

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}".strip()
