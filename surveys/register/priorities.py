"""What next year's business plan could put first: themes by label, learning that repeats, gaps.

The order is by rule and not by judgement: the weakest label first, then the theme that was learned
in the most places, then the oldest gap. People decide.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from surveys.impact.labels import WEAKEST_FIRST, Label, weakest
from surveys.register.gaps import RegisterGap
from surveys.register.learning import Learning

YEAR_BEGINS = (4, 1)  # month, day


@dataclass(frozen=True, slots=True)
class LabelledAction:
    """An action of a theme, with its label as at the end of the year."""

    ref: str
    theme: str
    label: Label


@dataclass(frozen=True, slots=True)
class ProposedPriority:
    """One theme; `label` is the weakest of its actions, None if it has none.

    `sources` are the references of all audits, cycles, reviews and inspections of the year in which
    something was learned about it, `gap` the oldest of its gaps.
    """

    theme: str
    label: Label | None
    actions: tuple[str, ...]
    sources: tuple[str, ...]
    gap: RegisterGap | None


def programme_year_of(day: date) -> int:
    """Return the year in which the programme year of a day begins, on 1 April."""
    return day.year if (day.month, day.day) >= YEAR_BEGINS else day.year - 1


def span_of(year: int) -> tuple[date, date]:
    """Return the first and the last day of a programme year."""
    return date(year, *YEAR_BEGINS), date(year + 1, 3, 31)


def proposed(
    actions: Iterable[LabelledAction],
    learning: Iterable[Learning],
    gaps: Iterable[RegisterGap],
    year: int,
) -> tuple[ProposedPriority, ...]:
    """Return the themes, the one to look at first at the head; learning of other years is left out.

    Themes are compared without regard to case; `gaps` are the oldest first.
    """
    first, last = span_of(year)
    labelled, learned, open_gaps = (
        list(actions),
        [one for one in learning if first <= one.on <= last],
        list(gaps),
    )
    themes = {
        one.theme.casefold(): one.theme
        for one in reversed((*labelled, *learned, *open_gaps))
        if one.theme
    }
    found = [
        _of_theme(
            name,
            [one for one in labelled if one.theme.casefold() == key],
            [one for one in learned if one.theme.casefold() == key],
            [one for one in open_gaps if one.theme.casefold() == key],
        )
        for key, name in themes.items()
    ]
    return tuple(sorted(found, key=_place))


def _of_theme(
    name: str, actions: list[LabelledAction], learned: list[Learning], gaps: list[RegisterGap]
) -> ProposedPriority:
    return ProposedPriority(
        name,
        weakest(one.label for one in actions) if actions else None,
        tuple(one.ref for one in actions),
        tuple(sorted({one.source for one in learned})),
        next(iter(gaps), None),
    )


def _place(one: ProposedPriority) -> tuple[int, int, date, str]:
    label = len(WEAKEST_FIRST) if one.label is None else WEAKEST_FIRST.index(one.label)
    since = one.gap.since if one.gap and one.gap.since else date.max
    return label, -len(one.sources), since, one.theme
