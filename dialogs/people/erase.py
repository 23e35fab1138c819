"""Erase a person, or answers by their receipt code, and do it again after a restore.

Figures stay as they are. Who deals with an open concern, or told of one, is not erased until it is
closed: the law needs to know who they are. The ledger of erasures has keyed marks and no names; a
copy of it beside the keys is in no backup, so that what a restore brings back is erased again.
"""

from collections.abc import Sequence
from pathlib import Path

from storage.retention.erasure_rows import ANSWERS, PERSON
from storage.store import Store
from storage.trust.erasure_ledger import ErasureLedgerFile, ErasureMark
from storage.trust.heartbeats import NAMES_TAKEN
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.people import Person
from surveys.problems import Refusal

DONE_AGAIN = "done again after a restore; the reason is in the ledger of before"


def refuse_needed(unit: Unit, people: Sequence[Person]) -> None:
    """Refuse to erase someone who deals with an open concern, or told of one."""
    refs: list[str] = []
    for person in people:
        for concern in unit.concerns.still_open(person.partnership_id):
            wrote = unit.concerns.text(concern.id).person_id == person.id
            if wrote or concern.acknowledged_by == person.id:
                refs.append(concern.ref)
    if refs:
        raise Refusal("erase-open-concern", refs=", ".join(refs))


def erase_people(unit: Unit, people: Sequence[Person], reason: str, actor: str) -> None:
    """Erase someone in the partnerships where they are on the list; refuses erase-open-concern."""
    refuse_needed(unit, people)
    for person in people:
        mark = unit.erasures.mark_of_person(person.partnership_id, person.email)
        unit.erasures.erase_person(person.id, unit.now)
        unit.erasures.keep(ErasureMark(person.partnership_id, mark, unit.now, PERSON), reason)
        unit.record(person.partnership_id, actor, "erase", f"person:{person.id}")
    unit.heartbeats.beat(NAMES_TAKEN, unit.now)


def refuse_erased(unit: Unit, partnerships: Sequence[int], email: str) -> None:
    """Refuse an e-mail address whose person was erased, and say when; nothing if none was."""
    at = unit.erasures.last(partnerships, email)
    if at is not None:
        raise Refusal("erased-before", when=moment_in_words(at))


def erase_answers(unit: Unit, wave_id: int, key: str, reason: str, actor: str) -> None:
    """Erase what one response says in words, and the way to it; refuses answers-not-found."""
    wave = unit.waves.wave(wave_id)
    if wave is None or not unit.erasures.erase_answers(wave_id, key):
        raise Refusal("answers-not-found")
    mark = unit.erasures.mark_of_answers(wave_id, key)
    unit.erasures.keep(ErasureMark(wave.partnership_id, mark, unit.now, ANSWERS), reason)
    unit.record(wave.partnership_id, actor, "erase answers", f"wave:{wave_id}")
    unit.heartbeats.beat(NAMES_TAKEN, unit.now)


def keep_ledger_now(store: Store) -> None:
    """Write to the file beside the keys every erasure that it does not have yet."""
    if store.erasures is not None:
        store.erasures.keep(store.look(lambda unit: unit.erasures.marks()))


def replay_erasures(unit: Unit, keys: Path) -> str | None:
    """Erase again what the file beside the keys has and a restored database has not.

    Return a sentence that says how many erasures were done again, None where there was none.
    """
    missing = ErasureLedgerFile.beside(keys).marks() - unit.erasures.marks()
    if not missing:
        return None
    wanted = {one.mark for one in missing}
    places = {one.partnership_id for one in missing}
    for person_id, place, email in unit.erasures.people_in(places):
        if unit.erasures.mark_of_person(place, email) in wanted:
            unit.erasures.erase_person(person_id, unit.now)
            unit.record(place, "restore", "erase again", f"person:{person_id}")
    for place, wave_id, key in unit.erasures.keys_of_forms(places):
        if unit.erasures.mark_of_answers(wave_id, key) in wanted:
            unit.erasures.erase_answers(wave_id, key)
            unit.record(place, "restore", "erase answers again", f"wave:{wave_id}")
    for one in missing:
        unit.erasures.keep(one, DONE_AGAIN)
    unit.heartbeats.beat(NAMES_TAKEN, unit.now)
    return _in_words(len(missing))


def _in_words(count: int) -> str:
    if count == 1:
        return "1 erasure made after this backup was done again."
    return f"{count:,} erasures made after this backup were done again."
