"""Audiences from the command line: saved under a name, listed, removed; and who a rule names.

The same dialogs as on a card decide what may be saved and removed.
"""

from typing import Annotated

import typer

from bot.console.confirm import as_facts
from bot.console.lookups import one_place, person_of, turn_of
from bot.console.options import AsJson, Lead, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.asking.preview_audience import ON_A_PAGE, Audience, named_by
from dialogs.people.audience_counts import left_out
from dialogs.people.saved_audiences import forget, keep, known
from dialogs.turn import Installation, Turn
from storage.sending.exclusions import AudienceMember
from storage.unit import Unit
from surveys.people import Person, people
from surveys.sending.reasons import reason_in_words
from surveys.telling.permissions import Permission

WORDS = "Save a list of who to send to, and see who is on it."
app = typer.Typer(help=WORDS, no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a saved audience.")]
Rule = Annotated[
    str, typer.Argument(metavar="RULE", help="Who it names, such as role=practitioner or @NAME.")
]


@app.command()
def save(
    context: typer.Context,
    name: Name,
    rule: Rule,
    partnership: Partnership = None,
    lead: Lead = None,
) -> None:
    """Save a rule under a name; a rule already saved under it is replaced."""
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        kept, count = store.act_now(
            lambda unit: keep(*_speaking(unit, installation, partnership, lead), name, rule)
        )
    say(f"@{kept} is saved. It names {people(count)} today.")


@app.command("list")
def list_(context: typer.Context, partnership: Partnership = None, as_json: AsJson = False) -> None:
    """List the saved audiences of a partnership."""
    with program_of(context).store() as store:
        saved = store.look(lambda unit: unit.saved_audiences.all(one_place(unit, partnership).id))
    if as_json:
        show_json([{"name": name, "rule": rule} for name, rule in saved.items()])
    elif saved:
        show_table(["name", "rule"], [(f"@{name}", rule) for name, rule in saved.items()])
    else:
        say("No audiences are saved yet.")


@app.command()
def show(
    context: typer.Context,
    name: Name,
    partnership: Partnership = None,
    lead: Lead = None,
    as_json: AsJson = False,
) -> None:
    """Show the rule of a saved audience, and how many people it names today."""
    program = program_of(context)
    installation = program.installation()

    def look(unit: Unit) -> tuple[str, str, list[tuple[str, int]]]:
        turn, person = _speaking(unit, installation, partnership, lead)
        found, rule = known(turn, person, name)
        return found, rule, unit.count(unit.audience(person.partnership_id, rule))

    with program.store() as store:
        found, rule, by_agency = store.look(look)
    count = sum(number for _, number in by_agency)
    if as_json:
        show_json({"name": found, "rule": rule, "count": count, "by_agency": as_facts(by_agency)})
        return
    say(f"@{found}: {rule}")
    say(f"It names {people(count)} today.")
    show_table(["agency", "people"], by_agency)


@app.command()
def remove(
    context: typer.Context, name: Name, partnership: Partnership = None, lead: Lead = None
) -> None:
    """Remove a saved audience that nothing else uses."""
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        found = store.act_now(
            lambda unit: forget(*_speaking(unit, installation, partnership, lead), name)
        )
    say(f"@{found} is removed.")


@app.command()
def who(
    context: typer.Context,
    rule: Rule,
    page: Annotated[
        int, typer.Option("--page", metavar="N", min=1, help="Which page of the list.")
    ] = 1,
    partnership: Partnership = None,
    lead: Lead = None,
    as_json: AsJson = False,
) -> None:
    """See who a rule names and whether a message would reach them; --json lists everyone."""
    program = program_of(context)
    installation = program.installation()
    start, most = (0, None) if as_json else ((page - 1) * ON_A_PAGE, ON_A_PAGE)

    def look(unit: Unit) -> tuple[Audience, str, dict[str, int], list[AudienceMember]]:
        turn, person = _speaking(unit, installation, partnership, lead)
        found = named_by(turn, person, rule, installation.most_asks)
        exclusions = unit.exclusions
        counts = dict(exclusions.counted(found.people, found.most_asks))
        listed = exclusions.listed(found.people, found.most_asks, start, most)
        return found, left_out(turn, found.people, found.most_asks), counts, listed

    with program.store() as store:
        found, held, counts, listed = store.look(look)
    if as_json:
        _show_json(found, counts, listed)
        return
    show_table(["agency", "people"], found.by_agency)
    expected = f"Of these, {held}." if held else "We expect to reach all of them."
    say(f"{people(found.count)}. {expected}")
    show_table(["name", "e-mail", "agency", "problem"], [_line(one) for one in listed])
    if start + len(listed) < found.count:
        say(f"… and {found.count - start - len(listed):,} more: --page {page + 1}")


def _speaking(
    unit: Unit, installation: Installation, slug: str | None, email: str | None
) -> tuple[Turn, Person]:
    lead = person_of(unit, one_place(unit, slug), email, Permission.SEND)
    return turn_of(lead, unit, installation), lead


def _line(one: AudienceMember) -> tuple[str, str, str, str]:
    return one.name, one.email, one.agency, reason_in_words(one.reason)


def _show_json(found: Audience, counts: dict[str, int], listed: list[AudienceMember]) -> None:
    show_json(
        {
            "audience": found.rule,
            "count": found.count,
            "by_agency": as_facts(found.by_agency),
            "left_out": [
                {"reason": code, "words": reason_in_words(code), "people": number}
                for code, number in counts.items()
            ],
            "people": [
                {"name": one.name, "email": one.email, "agency": one.agency, "reason": one.reason}
                for one in listed
            ],
        }
    )
