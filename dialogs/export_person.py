"""Make a person's file: everything that is held about them, who has looked, and what is not given.

Words are opened by the rules of roles: only where a safeguarding lead of the partnership makes the
file are those in it that the person wrote. That a file was made is in the trail.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dialogs.asking.in_words import said
from dialogs.trust.retention import days_of
from dialogs.trust.texts_to_read import name_of
from storage.retention.held import Facts
from storage.unit import Unit
from surveys.asking.instrument import Mode, say
from surveys.london import moment_in_words
from surveys.people import Person, Role
from surveys.problems import Refusal
from surveys.trust.person_file import NOT_GIVEN, WORDS_NOT_GIVEN, HeldPart, PersonFile
from surveys.trust.reading import TextSource, place_of
from surveys.trust.retention import Retained

BY_CONSOLE = "An administrator"


@dataclass(frozen=True, slots=True)
class OpenedWords:
    """Words that a lead has opened for a person: a line each, and the places readers know."""

    lines: tuple[Facts, ...] = ()
    places: tuple[str, ...] = ()


def person_file(unit: Unit, person: Person, lead: Person | None, actor: str) -> PersonFile:
    """Return the file of a person; with their own words where a `lead` of the partnership asks."""
    if lead is not None and not (
        lead.partnership_id == person.partnership_id and lead.may(Role.LEAD)
    ):
        raise Refusal("not-permitted")
    opened = _opened(unit, person) if lead is not None else OpenedWords()
    parts = [_row_of(unit, person), *unit.held.parts(person.id)]
    if lead is not None:
        parts.append(
            HeldPart("What you wrote, and named answers", "You", Retained.TEXTS, opened.lines)
        )
    seen = tuple(_seen(unit, person, opened))
    unit.record(person.partnership_id, actor, "export person", f"person:{person.id}")
    return PersonFile(
        name=person.name,
        email=person.email,
        partnership=person.partnership,
        made=moment_in_words(unit.now),
        parts=tuple(replace(part, kept=_kept(unit, person, part)) for part in parts if part.lines),
        seen=seen,
        not_given=(*(() if lead is not None else (WORDS_NOT_GIVEN,)), *NOT_GIVEN),
    )


def _kept(unit: Unit, person: Person, part: HeldPart) -> str:
    """Say how long a part is kept in the person's partnership."""
    if part.retained is None:
        return "for as long as you are on the list, then until your name is deleted"
    return f"{days_of(unit, part.retained, person.partnership_id):,} days"


def _row_of(unit: Unit, person: Person) -> HeldPart:
    facts = unit.held.person(person.id)
    source = "The list of people that your partnership imported, and Teams"
    return HeldPart("Who you are", source, Retained.LEAVERS, facts)


def _opened(unit: Unit, person: Person) -> OpenedWords:
    """Open what a person wrote about briefings, and what they answered by name."""
    words = unit.held.own_words(person.id)
    lines: list[Facts] = [(("asked", one.question), ("you wrote", one.words)) for one in words]
    places = [one.place for one in words]
    for response in unit.held.responses(person.id):
        wave = unit.waves.wave(response.wave_id)
        if wave is None:
            continue
        instrument = unit.instruments.at(wave.instrument_version)
        if instrument.mode is not Mode.NAMED:
            continue
        given = unit.answers.given(wave.id, response.key, list(instrument.by_id))
        for asked, answer in given.items():
            question = instrument.question(asked)
            lines.append((("asked", say(question.text)), ("you answered", said(question, answer))))
            places.append(place_of(TextSource.ANSWER, (wave.id, asked, response.key)))
    return OpenedWords(tuple(lines), tuple(places))


def _seen(unit: Unit, person: Person, opened: OpenedWords) -> Iterator[str]:
    """Yield who has read, changed or been given what is about the person, by the trail."""
    about = [f"person:{person.id}", *(f"text:{name_of(unit, one)}" for one in opened.places)]
    names = {one.id: one.name for one in unit.people.listed(person.partnership_id)}
    for entry in unit.held.entries(person.partnership_id, about):
        kind, _, number = entry.actor.partition(":")
        known = names.get(int(number), "Someone who has left") if kind == "person" else ""
        who = known or {"console": BY_CONSOLE}.get(entry.actor, "The program")
        yield f"{moment_in_words(entry.at)}: {who}: {entry.act}"
