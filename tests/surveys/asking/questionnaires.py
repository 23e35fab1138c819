"""Builders: a question or an instrument that keeps every rule, with what a test changes."""

from typing import Any

from surveys.asking.instrument import Instrument, Question

SINGLE: dict[str, Any] = {
    "kind": "single",
    "choices": {"often": "Often", "never": "Never", "unsure": "Not sure"},
}
SCORED: dict[str, Any] = {
    **SINGLE,
    "level": "practice",
    "favourable": ["often"],
    "outside": ["unsure"],
}
SEVERAL: dict[str, Any] = {
    "kind": "several",
    "choices": {"time": "Time", "system": "System", "none": "Nothing"},
}


def question(id: str = "q", kind: str = "text", **facts: Any) -> Question:  # noqa: A002 - the field's own name
    return Question.model_validate({"id": id, "kind": kind, "text": "What happened?", **facts})


def written(**facts: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "code": "a-survey",
        "title": "A survey",
        "voice": "practitioner",
        "reader": "practitioner",
        "audience": "Everyone who came",
        "wave": "on-demand",
        "mode": "confidential",
        "minutes": 2,
        "source": ["Our own"],
        "licence": "MIT",
        "questions": [{"id": "q", "kind": "text", "text": "What happened?"}],
    }
    return {**plain, **facts}


def instrument(*questions: Question, **facts: Any) -> Instrument:
    return Instrument.model_validate(
        written(**({"questions": questions} if questions else {}), **facts)
    )


def branching() -> Instrument:
    """Three questions deep: `more` hangs on `used`, `why` on `more`; `end` is always asked."""
    return instrument(
        question("used", "yes_no"),
        question("more", **SINGLE, show_if={"question": "used", "any_of": ["yes"]}),
        question("why", show_if={"question": "more", "not_any_of": ["often"]}),
        question("end"),
    )
