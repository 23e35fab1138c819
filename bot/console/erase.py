"""Erase a person, or what a family sent by its receipt code; figures stay as they are."""

import asyncio
from typing import Annotated

import typer

from bot.console.confirm import agree
from bot.console.files import in_words
from bot.console.lookups import CONSOLE, one_place, places
from bot.console.options import Partnership, Yes
from bot.console.output import say
from bot.console.program import program_of
from dialogs.asking.erase_form import erase_form
from dialogs.asking.sweep_answers import leave_no_names
from dialogs.people.erase import erase_people, keep_ledger_now, refuse_erased, refuse_needed
from dialogs.people.leavers import without_lead
from storage.store import Store
from storage.unit import Unit
from surveys.people import Person
from surveys.problems import Refusal

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept encrypted.")]
LATER = (
    "Someone was using the database, so that traces may still be in its files: "
    "the clock empties them."
)
ADVICE = "Backups made before still have them; a restore erases them again."


def erase_person(
    context: typer.Context,
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The person's e-mail address.")],
    reason: Reason,
    partnership: Partnership = None,
    yes: Yes = False,
) -> None:
    """Erase a person: name, e-mail, account, words and the way to their answers; figures stay."""
    with program_of(context).store() as store:
        people = store.look(lambda unit: found(unit, email, partnership))
        if not reason.strip():
            raise Refusal("erase-reason")
        store.look(lambda unit: refuse_needed(unit, people))
        say(f"{people[0].name} is erased in {_places(people)}. This cannot be undone.")
        say("What they wrote is deleted, and nothing leads to their answers. Figures stay.")
        agree(yes=yes)
        store.act_now(lambda unit: erase_people(unit, people, reason.strip(), CONSOLE))
        say(f"Erased in {_places(people)}.")
        for name in store.look(lambda unit: without_lead(unit, people)):
            say(f"{name} has no safeguarding lead now.")
        _leave_no_traces(store)


def erase_answers(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The link, from: link list.")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="The receipt code on their page.")],
    reason: Reason,
    partnership: Partnership = None,
    yes: Yes = False,
) -> None:
    """Erase what was sent under a receipt code: words and code go, what was counted stays."""
    with program_of(context).store() as store:
        place = store.look(lambda unit: one_place(unit, partnership))
        if not reason.strip():
            raise Refusal("erase-reason")
        say("The words are deleted, and the code leads nowhere any more. Figures stay.")
        agree(yes=yes)
        store.act_now(
            lambda unit: erase_form(unit, place.id, number, code, reason.strip(), CONSOLE)
        )
        say("Erased.")
        _leave_no_traces(store)


def found(unit: Unit, email: str, slug: str | None) -> list[Person]:
    """Return who has an e-mail address; refuses erased-before, or who was never there."""
    searched = places(unit, slug)
    people = unit.people.with_email([place.id for place in searched], email.strip())
    if not people:
        refuse_erased(unit, [place.id for place in searched], email.strip())
        where = ", ".join(place.slug for place in searched) or "none yet"
        raise Refusal("reference-unknown", kind="person", ref=email, where=where)
    return people


def _leave_no_traces(store: Store) -> None:
    """Copy the ledger beside the keys, and empty the files of what was erased."""
    try:
        keep_ledger_now(store)
    except OSError as error:
        why = in_words(error)
        say(f"The erasure ledger beside the keys cannot be written ({why}). Correct that, and")
        say("the clock writes it; until then a restore would bring this person back.")
    if not asyncio.run(leave_no_names(store)):
        say(LATER)
    say(ADVICE)


def _places(people: list[Person]) -> str:
    return ", ".join(one.partnership for one in people)
