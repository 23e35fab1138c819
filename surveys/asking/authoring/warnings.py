"""What an author may want to change, though nothing is wrong: each warning at its line."""

from collections.abc import Callable, Iterator, Set

from surveys.asking.author_words import Broken, Finding, Located, as_written, finding
from surveys.asking.instrument import Instrument, Question
from surveys.asking.kinds import KINDS
from surveys.asking.length import minutes_in_words, told_minutes
from surveys.asking.texts import ENGLISH


def warnings_of(instrument: Instrument, written: Located) -> Iterator[Finding]:
    """All that there is to look at again, in no order."""
    for look in _LOOKS:
        for path, says in look(instrument):
            yield finding(as_written(path, written.value), says, written)


def _promises_too_little(instrument: Instrument) -> Iterator[Broken]:
    if (measured := told_minutes(instrument)) > instrument.minutes:
        promised, told = minutes_in_words(instrument.minutes), minutes_in_words(measured)
        yield (
            ("minutes",),
            f"“minutes” promises {promised}. We measure {told}, and tell people {told}.",
        )


def _is_not_counted(instrument: Instrument) -> Iterator[Broken]:
    """Of the kinds that are made to be measured: a question that no summary will count."""
    for at, question in enumerate(instrument.questions):
        rules = KINDS[question.kind]
        measures = rules.may_be_paired or rules.shows_change
        if measures and question.level is None:
            says = "has no “level”, so its answers count for nothing in a summary."
            yield ("questions", at), f"“{question.id}” {says}"


def _is_never_asked(instrument: Instrument) -> Iterator[Broken]:
    never: set[str] = set()
    for at, question in enumerate(instrument.questions):
        why = _why_never(question, instrument, never)
        if why:
            never.add(question.id)
            yield ("questions", at, "show_if"), f"No one is ever asked “{question.id}”: {why}"


def _why_never(question: Question, instrument: Instrument, never: Set[str]) -> str:
    branch = question.show_if
    if branch is None:
        return ""
    if branch.voice and instrument.voice not in branch.voice:
        return f"the voice of this form is {instrument.voice}."
    if branch.question is None:
        return ""
    earlier = instrument.question(branch.question)
    wanted = set(branch.any_of or earlier.codes) - set(branch.not_any_of)
    must_answer = bool(branch.any_of) or earlier.required
    if earlier.id in never or (must_answer and not wanted):
        return f"no answer to “{earlier.id}” leads to it."
    return ""


def _is_not_translated(instrument: Instrument) -> Iterator[Broken]:
    others = [language for language in instrument.languages if language != ENGLISH]
    for language in others:
        for path, says in _without(instrument, language):
            yield path, f"{says} no words in “{language}”. People read the English words."


def _without(instrument: Instrument, language: str) -> Iterator[Broken]:
    for field in ("title", "audience", "notice"):
        if language not in (getattr(instrument, field) or {language: ""}):
            yield (field,), "this has"
    for at, question in enumerate(instrument.questions):
        fields = ("text", "hint", "low", "high", "unit", "stem")
        lacking = [f for f in fields if language not in (getattr(question, f) or {language: ""})]
        lacking += [c.code for c in question.choices if language not in c.text]
        if lacking:
            yield ("questions", at), f"{', '.join(f'“{one}”' for one in lacking)} have"


_LOOKS: tuple[Callable[[Instrument], Iterator[Broken]], ...] = (
    _promises_too_little,
    _is_not_counted,
    _is_never_asked,
    _is_not_translated,
)
