"""Which texts wait to be read, by whom, and which comes next: by class, then by age.

Everything here knows a text by its place; an opaque name made from it goes to cards and commands.
A lead whom a text names does not read it, where there is another lead.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType

from dialogs.trust.find_concern import Sight
from dialogs.trust.raise_concern import named_in
from dialogs.turn import Turn
from storage.asking.texts_to_read import TextsToRead
from storage.telling.comments_to_read import CommentsToRead
from storage.unit import Unit
from surveys.asking.concerns import screen
from surveys.asking.lexicon import ConcernClass, Lexicon
from surveys.london import LONDON
from surveys.sending.calendar import IsHoliday, next_working_day
from surveys.trust.reading import TextSource, Written, due_on, late_from

TextStore = TextsToRead | CommentsToRead
LOOKED_THROUGH = 200  # of the oldest of each source, for the most urgent
_URGENCY: Mapping[ConcernClass | None, int] = MappingProxyType(
    {ConcernClass.RED: 0, ConcernClass.AMBER: 1, ConcernClass.GREEN: 2, None: 3}
)


@dataclass(frozen=True, slots=True)
class TextsWaiting:
    """How many texts wait to be read, and how many of them are late."""

    texts: int
    late: int


# Where each kind of text is kept; one that was flagged is kept as a concern.
STORES: Mapping[TextSource, Callable[[Unit], TextStore]] = MappingProxyType(
    {
        TextSource.ANSWER: lambda unit: unit.texts_to_read,
        TextSource.PLAN: lambda unit: unit.plans_to_read,
        TextSource.DISCUSSION: lambda unit: unit.discussions_to_read,
    }
)


def stores(unit: Unit) -> list[TextStore]:
    """Return every place where texts wait to be read."""
    return [of(unit) for of in STORES.values()]


def store_of(unit: Unit, source: TextSource) -> TextStore:
    """Return where one kind of text is kept."""
    return STORES[source](unit)


def name_of(unit: Unit, place: str) -> str:
    """Return the name of a text outside the program: it tells nothing about its place."""
    return f"T-{unit.keyring.mark('text', place)[:12].upper()}"


def waiting(unit: Unit, partnership_ids: Sequence[int], is_holiday: IsHoliday) -> TextsWaiting:
    """Return how many texts of these partnerships no one has read."""
    late = late_from(unit.today, partial(next_working_day, is_holiday=is_holiday))
    every = stores(unit)
    return TextsWaiting(
        sum(store.count(partnership_ids) for store in every),
        sum(store.count(partnership_ids, late) for store in every),
    )


def in_order(unit: Unit, partnership_ids: Sequence[int], lexicon: Lexicon) -> list[Written]:
    """Return unread texts, those of the most urgent class first, and then the oldest."""
    found = [one for store in stores(unit) for one in store.unread(partnership_ids, LOOKED_THROUGH)]
    return sorted(found, key=lambda one: (_URGENCY[class_of(one, lexicon)], one.day))


def class_of(written: Written, lexicon: Lexicon) -> ConcernClass | None:
    """Return the class by which a text is ordered, as today's lexicon sees it."""
    return screen([written.words], (), lexicon)


def next_for(turn: Turn, sight: Sight, *, late: bool) -> tuple[Written, bool] | None:
    """Return the text that a lead reads next, and whether it is a second reading.

    What is late comes before second readings, and these before the rest.
    """
    first = next(
        (
            (one, False)
            for one in in_order(turn.unit, sight.partnerships, turn.installation.lexicon)
            if may_read(turn.unit, one, sight)
        ),
        None,
    )
    second = next(((one, True) for one in _second_readings(turn.unit, sight)), None)
    return (first or second) if late else (second or first)


def _second_readings(unit: Unit, sight: Sight) -> Iterator[Written]:
    for place in unit.readings.waiting(sight.partnerships, sight.leads):
        written = at(unit, place, sight)
        if written is not None and may_read(unit, written, sight):
            yield written


def may_read(unit: Unit, written: Written, sight: Sight) -> bool:
    """Say whether a text names none of these leads, or there is no other lead."""
    over = named_in(unit, written.partnership_id, [written.words]).passed_over
    return over.isdisjoint(sight.leads)


def at(unit: Unit, place: str, sight: Sight) -> Written | None:
    """Return the text at a place, also one that was flagged; None where it was taken back."""
    name, *key = place.split(":")
    source = TextSource(name)
    if source is TextSource.CONCERN:
        return _flagged(unit, int(key[0]), sight)
    return store_of(unit, source).at(key)


def _flagged(unit: Unit, concern_id: int, sight: Sight) -> Written | None:
    concern = unit.concerns.concern(list(sight.partnerships), concern_id, sight.leads)
    if concern is None:
        return None
    text = unit.concerns.text(concern_id)
    if text.deleted:
        return None
    question, words = text.words[0]
    return Written(
        source=TextSource.CONCERN,
        key=(str(concern_id),),
        partnership_id=concern.partnership_id,
        question=question,
        about=text.about,
        day=concern.raised_at.astimezone(LONDON).date(),
        words=words,
        door=text.door,
    )


def due(written: Written, is_holiday: IsHoliday) -> date:
    """Return the day by whose end a text is read."""
    return due_on(written.day, partial(next_working_day, is_holiday=is_holiday))
