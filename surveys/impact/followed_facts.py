"""Which facts of what is stored are followed when they change, and how a change is told.

Values that few people stand behind are told with how many, because a summary may not show them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from surveys.impact.changes import ChangedThing, Facts, StoredChange
from surveys.impact.dissemination import ContactKind
from surveys.impact.provenance import RecordedChange
from surveys.impact.words import named
from surveys.london import day_in_words

NOT_GIVEN = "not given"


@dataclass(frozen=True, slots=True)
class FollowedFact:
    """Columns that are told as one fact; `people` are how many stand behind it, None for no one."""

    name: str
    columns: tuple[str, ...]
    say: Callable[[Sequence[Any]], str]
    people: Callable[[Sequence[Any]], float | None] = lambda _: None


def _text(values: Sequence[Any]) -> str:
    return str(values[0]).replace("_", " ") if values[0] not in (None, "") else NOT_GIVEN


def _number(values: Sequence[Any]) -> str:
    return NOT_GIVEN if values[0] is None else f"{values[0]:g}"


def _date(values: Sequence[Any]) -> str:
    return day_in_words(date.fromisoformat(values[0])) if values[0] else NOT_GIVEN


def _yes_or_no(values: Sequence[Any]) -> str:
    return "yes" if values[0] else "no"


def _counts(values: Sequence[Any]) -> str:
    return NOT_GIVEN if values[1] is None else f"{values[0]} of {values[1]}"


def _figures(values: Sequence[Any]) -> str:
    return " of ".join(f"{value:g}" for value in values if value is not None) or "withheld"


def _fewest(values: Sequence[Any]) -> float | None:
    return min((value for value in values if value is not None), default=None)


def _contacts(values: Sequence[Any]) -> str:
    _, *counts = values
    named_counts = zip(ContactKind, counts, strict=True)
    return ", ".join(f"{what} {n:,}" for what, n in named_counts if n is not None) or NOT_GIVEN


def _fewest_contacts(values: Sequence[Any]) -> float | None:
    """Return how few are behind a count or behind what is left of the delivered; 0 of an agency."""
    agency, delivered, *others = values
    if agency:
        return 0
    rest = [delivered - n for n in others if delivered is not None and n not in (None, delivered)]
    return _fewest((delivered, *others, *(n for n in rest if n > 0)))


FOLLOWED: dict[ChangedThing, tuple[FollowedFact, ...]] = {
    ChangedThing.ACTION: (
        FollowedFact("start date", ("started_on",), _date),
        FollowedFact("due date", ("due_on",), _date),
        FollowedFact("rival explanations", ("rival_explanations",), _text),
    ),
    ChangedThing.OUTCOME: (FollowedFact("wording", ("statement",), _text),),
    ChangedThing.PLAN: (
        FollowedFact("what is planned", ("indicator",), _text),
        FollowedFact("baseline", ("baseline",), _number),
        FollowedFact("target", ("target",), _number),
        FollowedFact("planned change", ("planned_change",), _number),
        FollowedFact("due date", ("due_on",), _date),
        FollowedFact("baseline that started the action", ("trigger",), _yes_or_no),
    ),
    ChangedThing.EVIDENCE: (
        FollowedFact("counts", ("favourable", "n"), _counts, lambda values: values[1]),
        FollowedFact("how many could be counted", ("eligible",), _number, _fewest),
        FollowedFact("judgement", ("judgement",), _text),
        FollowedFact("selection of cases", ("selection",), _text),
        FollowedFact("reader of cases", ("read_by",), _text),
        FollowedFact("why the counts are not another's", ("distinct_because",), _text),
    ),
    ChangedThing.INDICATOR: (
        FollowedFact("figures", ("numerator", "denominator"), _figures, _fewest),
        FollowedFact("better direction", ("better",), _text),
    ),
    ChangedThing.DISSEMINATION: (
        FollowedFact("contacts", ("agency", *ContactKind), _contacts, _fewest_contacts),
        FollowedFact("each reader counted once", ("each_once",), _yes_or_no),
    ),
}
WHERE: dict[ChangedThing, Callable[[Sequence[str]], str]] = {
    ChangedThing.ACTION: lambda _: "",
    ChangedThing.OUTCOME: lambda which: f" of {which[0]}",
    ChangedThing.PLAN: lambda which: f" of {_source(which)}",
    ChangedThing.EVIDENCE: lambda which: f" of {_source(which)}, {_day_and_whose(which[3:])}",
    ChangedThing.INDICATOR: lambda which: f" of {which[1]}, {which[0]}, {_date(which[2:])}",
    ChangedThing.DISSEMINATION: lambda which: (
        f" of {which[0]} “{which[1]}”, {_day_and_whose(which[2:])}"
    ),
}


def _source(which: Sequence[str]) -> str:
    outcome, level, source, *_ = which
    return f"{named(source, level)}, {outcome}"


def _day_and_whose(which: Sequence[str]) -> str:
    day, *whose = which
    return ", ".join((_date([day]), *(name for name in whose if name)))


def changed_facts(
    thing: ChangedThing, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[Facts, Facts] | None:
    """Return the followed facts that differ between two rows, before and after; None if none do.

    Columns that the second row lacks have not changed.
    """
    differing = [
        column
        for fact in FOLLOWED[thing]
        for column in fact.columns
        if any(before[one] != after[one] for one in fact.columns if one in after)
        and column in after
    ]
    if not differing:
        return None
    then, now = ({name: _plain(row[name]) for name in differing} for row in (before, after))
    return then, now


def told(change: StoredChange) -> Iterator[RecordedChange]:
    """Yield what people are told of a change, fact by fact."""
    for fact in FOLLOWED[change.thing]:
        if not change.before.keys() & set(fact.columns):
            continue
        values = [
            [facts.get(column) for column in fact.columns]
            for facts in (change.before, change.after)
        ]
        before, after = map(fact.say, values)
        people = [found for one in values if (found := fact.people(one)) is not None]
        what = f"{fact.name}{WHERE[change.thing](change.which)}"
        yield RecordedChange(change.on, what, before, after, min(people, default=None))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
