"""What newsletters, pages and the like counted, read on the command line; contacts, no people."""

import typer

from bot.console.lookups import in_places
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from storage.unit import Unit
from surveys.impact.summary.contact_parts import DisseminationResult
from surveys.impact.summary.contacts import contacts_of
from surveys.london import day_in_words

COLUMNS = ("partnership", "kind", "item", "from", "until", "what was counted")


def dissemination(
    context: typer.Context, partnership: Partnership = None, as_json: AsJson = False
) -> None:
    """Show what newsletters, pages and the like counted: contacts, not people reached."""
    program = program_of(context)
    minimum = program.installation().minimum_group
    with program.store() as store:
        found = store.look(
            lambda unit: in_places(
                unit, partnership, lambda place: _of_all_agencies(unit, place, minimum)
            )
        )
    if as_json:
        show_json([{"partnership": slug, **_facts(one)} for slug, one in found])
        return
    if not found:
        say("Nothing yet. Bring it in with `import dissemination FILE`.")
        return
    show_table([*COLUMNS], [[slug, *_cells(one)] for slug, one in found])
    say(f"Numbers of readers under {minimum} are hidden to protect people.")


def _of_all_agencies(unit: Unit, place: int, minimum: int) -> list[DisseminationResult]:
    found = contacts_of(unit.register.disseminations(place), minimum)
    return [one for one in found if one.agency is None]


def _cells(one: DisseminationResult) -> list[object]:
    said = "; ".join(count.wording or f"{count.what}: hidden" for count in one.contacts)
    return [one.kind, one.item, day_in_words(one.since), day_in_words(one.until), said]


def _facts(one: DisseminationResult) -> dict[str, object]:
    return one.model_dump(exclude={"agency"})
