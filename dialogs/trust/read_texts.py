"""Read what people wrote, one text at a time, and judge it: release, redact, withhold or flag.

The reader sees the question and what it was about, never who wrote it. A flag makes the text a
concern with its alert in the same transaction. Each view and each mark is in the audit trail.
"""

from pydantic import Field

from dialogs.replies import NothingToRead, ReadText, Reply
from dialogs.trust.find_concern import Sight, sight_of
from dialogs.trust.raise_concern import raised
from dialogs.trust.texts_to_read import (
    TextsWaiting,
    at,
    due,
    name_of,
    next_for,
    store_of,
    stores,
    waiting,
)
from dialogs.turn import LONGEST_SENT, Command, Turn
from storage.trust.concerns import ConcernText
from storage.trust.readings import NewReading
from surveys.asking.lexicon import ConcernClass
from surveys.london import day_in_words
from surveys.people import Person, Role
from surveys.problems import Refusal
from surveys.trust.reading import (
    LONGEST_VERSION,
    MORE_CAREFUL,
    QUOTABLE,
    Mark,
    TextSource,
    Written,
    agreement,
    agreement_in_words,
    place_of,
)


class OfText(Command):
    """A command about one text, by its opaque name."""

    ref: str = Field(max_length=40)


class JudgeText(OfText):
    """What a reader judges; `version` is what may be quoted, `grade` the class of a flag.

    `second` says that the card asked for a second reading.
    """

    mark: Mark
    second: bool = False
    version: str = Field(default="", max_length=LONGEST_SENT)
    grade: str = Field(default=ConcernClass.AMBER.value, max_length=20)


def show_next(turn: Turn, _command: Command) -> Reply:
    """Show the text that this lead reads next."""
    return _next(turn)


def judge(turn: Turn, command: JudgeText) -> Reply:
    """Keep the reader's mark and show the next text; the same one where something is wrong."""
    sight = sight_of(turn)
    found = find(turn, sight, command.ref)
    if found is None or found[1] is not command.second:
        return _next(turn, Refusal("text-read").sentence)
    written, second = found
    try:
        judged(turn, written, command, second=second)
    except Refusal as refusal:
        if refusal.code == "text-read":
            return _next(turn, refusal.sentence)
        counted = waiting(turn.unit, sight.partnerships, turn.installation.is_holiday)
        return _shown(
            turn, counted, written, second=second, problem=str(refusal), version=command.version
        )
    return _next(turn)


def find(turn: Turn, sight: Sight, name: str) -> tuple[Written, bool] | None:
    """Return the text of a name that waits for this lead, and whether it is a second reading."""
    unit, wanted = turn.unit, name.strip().upper()
    places = [
        (place, False) for store in stores(unit) for place in store.places(sight.partnerships)
    ]
    places += [(one, True) for one in unit.readings.waiting(sight.partnerships, sight.leads)]
    for place, second in places:
        if name_of(unit, place) == wanted:
            written = at(unit, place, sight)
            return (written, second) if written is not None else None
    return None


def judged(turn: Turn, written: Written, command: JudgeText, *, second: bool) -> None:
    """Keep a mark; refuses text-read where another reader was quicker, or text-unchanged."""
    unit, mark, reader = turn.unit, command.mark, _reader(turn, written)
    version = command.version.strip() if mark is Mark.REDACTED else ""
    if mark is Mark.REDACTED and (
        version in {"", written.words.strip()} or len(version) > LONGEST_VERSION
    ):
        raise Refusal("text-unchanged")
    if second:
        _judged_again(turn, written, command, reader, version)
    else:
        if not store_of(unit, written.source).mark(written.key, mark, version):
            raise Refusal("text-read")
        place = _flag(turn, written, command) if mark is Mark.FLAGGED else written.place
        unit.readings.keep(NewReading(place, written.partnership_id, mark, reader.id, unit.today))
    again = " again" if second else ""
    turn.record(reader, f"text {mark}{again}", f"text:{name_of(unit, written.place)}")


def _judged_again(
    turn: Turn, written: Written, command: JudgeText, reader: Person, version: str
) -> None:
    """Keep a second judgement; of the two, the one that lets less be quoted holds."""
    unit, mark = turn.unit, command.mark
    if not unit.readings.keep_second(written.place, mark, reader.id, unit.today):
        raise Refusal("text-read")
    if written.source is TextSource.CONCERN:
        return
    if mark is Mark.FLAGGED:
        _flag(turn, written, command)
    elif mark in MORE_CAREFUL:
        store_of(unit, written.source).mark(written.key, mark, version, before=QUOTABLE)


def _flag(turn: Turn, written: Written, command: JudgeText) -> str:
    """Make a concern of a text, with its alert, and take it out; return where it is kept now."""
    unit = turn.unit
    grade = (
        ConcernClass(command.grade) if command.grade in set(ConcernClass) else ConcernClass.AMBER
    )
    wave = written.wave_id
    text = ConcernText(
        words=((written.question, written.words),),
        person_id=written.person_id,
        door=written.door,
        about=written.about,
        via="" if wave is None else unit.public_links.in_words(wave),
    )
    mark = f"flag:{written.place}:{written.words}"
    concern = raised(unit, written.partnership_id, grade, text, mark)
    store_of(unit, written.source).take_out(written.key)
    return place_of(TextSource.CONCERN, (concern.id,)) if concern else written.place


def _reader(turn: Turn, written: Written) -> Person:
    person = turn.speaker.within(written.partnership_id)
    if person is None or not person.may(Role.LEAD):
        raise Refusal("not-permitted")
    return person


def _next(turn: Turn, problem: str | None = None) -> Reply:
    sight = sight_of(turn)
    counted = waiting(turn.unit, sight.partnerships, turn.installation.is_holiday)
    found = next_for(turn, sight, late=counted.late > 0)
    if found is None:
        both = agreement(turn.unit.readings.both(sight.partnerships))
        return NothingToRead(agreement=agreement_in_words(both), problem=problem)
    written, second = found
    return _shown(turn, counted, written, second=second, problem=problem)


def _shown(
    turn: Turn,
    counted: TextsWaiting,
    written: Written,
    *,
    second: bool,
    problem: str | None,
    version: str = "",
) -> ReadText:
    name = name_of(turn.unit, written.place)
    turn.record(_reader(turn, written), "text read", f"text:{name}")
    return ReadText(
        text_ref=name,
        question=written.question,
        about=written.about,
        words=written.words,
        written=_written(written),
        due=day_in_words(due(written, turn.installation.is_holiday)),
        waiting=counted.texts,
        late=counted.late,
        second=second,
        version=version or written.words,
        problem=problem,
    )


def _written(written: Written) -> str:
    """Say when it was written, as far as it is known: of an answer only the week is."""
    before = "in the week to " if written.source is TextSource.ANSWER else ""
    return f"{before}{day_in_words(written.day)}"
