"""The question who helped, where a form is sent: folded, for it is about some people only."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.web.question_inputs import Tick
from dialogs.replies import LookThrough, ShowForm
from surveys.asking.assistance import HELPED_BY, HELPED_HOW, Helper, HelpGiven
from surveys.asking.instrument import Reader
from surveys.asking.notices import notice


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """The words and the choices, as the macros of the design system take them."""

    question: str
    who: str
    how: str
    helpers: tuple[Tick, ...]
    given: tuple[Tick, ...]
    is_open: bool
    by_name: str = HELPED_BY
    how_name: str = HELPED_HOW


def help_asked(page: LookThrough | ShowForm) -> HelpAsked | None:
    """Return what a page asks of help; None where it does not."""
    if page.helped is None:
        return None
    language, ticked = page.language, page.helped
    return HelpAsked(
        notice("helped", language),
        notice("helped-by", language),
        notice("helped-how", language),
        _ticks(Helper, "helper", language, ticked),
        _ticks(HelpGiven, "help-given", language, ticked),
        is_open=bool(ticked) or page.reader is Reader.YOUNG_CHILD,  # who always has help
    )


def _ticks(
    kind: Iterable[StrEnum], key: str, language: str, ticked: tuple[str, ...]
) -> tuple[Tick, ...]:
    return tuple(
        Tick(value=one.value, text=notice(f"{key}.{one}", language), checked=one in ticked)
        for one in kind
    )
