"""See who is on the roster, and change what a roster file does not: leavers, roles, accounts.

An e-mail address stands for the person in every partnership that has it, unless one is named.
"""

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from bot.console.confirm import agree
from bot.console.erase import erase_person
from bot.console.lookups import CONSOLE, places
from bot.console.options import AsJson, Yes
from bot.console.output import say, show_json, show_table
from bot.console.person_export import export_person
from bot.console.program import program_of
from dialogs.people.accounts import settle
from dialogs.people.leavers import change_roles, come_back, leave, without_lead
from storage.unit import Unit
from surveys.accounts import IN_WORDS, AccountQuestion, RosterEntry
from surveys.people import Person, Role
from surveys.problems import Refusal

app = typer.Typer(
    help="See who is on the roster; joiners, leavers and roles.", no_args_is_help=True
)
Only = Annotated[
    str | None,
    typer.Option(
        "--partnership", metavar="SLUG", help="Only this partnership; by default every one."
    ),
]
Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The person's e-mail address.")]
app.command("erase")(erase_person)
app.command("export")(export_person)


@app.callback()
def person() -> None:
    """See who is on the roster; joiners, leavers and roles."""


@app.command("list")
def list_(context: typer.Context, partnership: Only = None, as_json: AsJson = False) -> None:
    """List the people of a partnership, or of all."""
    with program_of(context).store() as store:
        found = store.look(
            lambda unit: [
                one for place in places(unit, partnership) for one in unit.people.listed(place.id)
            ]
        )
    if as_json:
        show_json([_facts(one) for one in found])
        return
    columns = ["e-mail", "name", "partnership", "agency", "roles"]
    rows = [(one.email, one.name, one.partnership, one.agency, _roles(one)) for one in found]
    show_table(columns, rows)


@app.command("show")
def show(
    context: typer.Context,
    email: Email,
    partnership: Only = None,
    as_json: AsJson = False,
) -> None:
    """Show what we know of a person: roles, account in Teams, questions about accounts."""
    with program_of(context).store() as store:
        found = store.look(lambda unit: [_known(unit, p) for p in named(unit, email, partnership)])
    if as_json:
        show_json([_facts(entry.person, entry, asked) for entry, asked in found])
        return
    for entry, asked in found:
        one = entry.person
        say(f"{one.name} <{one.email}>, {one.agency}, {one.partnership}: {_roles(one)}.")
        say(_account(entry))
        for question in asked:
            say(f"{IN_WORDS[question.why]} Its object id: {question.account.aad_object_id}.")


@app.command("left")
def left(context: typer.Context, email: Email, partnership: Only = None, yes: Yes = False) -> None:
    """Let a person leave: they get nothing and hold no role; figures stay as they are."""
    with program_of(context).store() as store:
        people = store.look(lambda unit: named(unit, email, partnership))
        say(f"{people[0].name} leaves {_places(people)}.")
        agree(yes=yes)
        done = store.act_now(lambda unit: _changed(unit, email, partnership, leave))
    _say(done, "has left", "had left before")


@app.command("return")
def return_(context: typer.Context, email: Email, partnership: Only = None) -> None:
    """Bring back a person who has left, with the roles they had."""
    with program_of(context).store() as store:
        done = store.act_now(lambda unit: _changed(unit, email, partnership, come_back))
    _say(done, "is back in", "had not left")


@app.command("roles")
def roles(
    context: typer.Context,
    email: Email,
    held: Annotated[
        list[Role], typer.Argument(metavar="ROLE...", help=f"All of: {', '.join(Role)}.")
    ],
    partnership: Only = None,
) -> None:
    """Give a person exactly these roles; what a lost role allowed ends at once."""

    def change(unit: Unit, people: Sequence[Person], actor: str) -> list[Person]:
        return change_roles(unit, people, actor, held)

    with program_of(context).store() as store:
        done = store.act_now(lambda unit: _changed(unit, email, partnership, change))
    _say(done, f"holds {', '.join(held)} in", "held these before")


@app.command("account")
def account(
    context: typer.Context,
    email: Email,
    theirs: Annotated[
        bool,
        typer.Option(
            "--theirs/--not-theirs",
            help="Whether the account is the person's; if not, --not-theirs.",
        ),
    ],
    object_id: Annotated[
        str | None,
        typer.Option("--object-id", metavar="ID", help="Which account, if there are several."),
    ] = None,
    partnership: Only = None,
) -> None:
    """Answer whether an account that wrote to the bot is a person's."""

    def decide(unit: Unit) -> Person:
        people = named(unit, email, partnership)
        asked = [one for p in people for one in unit.accounts.unanswered(p.id)]
        found = [one for one in asked if object_id in {None, one.account.aad_object_id}]
        if not found:
            raise Refusal("no-account-question", email=email)
        ids = sorted({one.account.aad_object_id for one in found})
        if len(ids) > 1:
            raise Refusal("account-which", ids=", ".join(ids))
        for question in found:
            settle(unit, question, CONSOLE, None, theirs=theirs)
        return found[0].person

    with program_of(context).store() as store:
        decided = store.act_now(decide)
    say(f"The account {'is' if theirs else 'is not'} that of {decided.name}.")


def named(unit: Unit, email: str, slug: str | None) -> list[Person]:
    """Return who has this e-mail address in the partnerships meant; refuses where no one has."""
    searched = places(unit, slug)
    found = unit.people.with_email([place.id for place in searched], email.strip())
    if not found:
        where = ", ".join(place.slug for place in searched)
        raise Refusal("reference-unknown", kind="person", ref=email, where=where or "none yet")
    return found


def _changed(
    unit: Unit,
    email: str,
    slug: str | None,
    change: Callable[[Unit, Sequence[Person], str], list[Person]],
) -> tuple[list[Person], list[str]]:
    """Change a person; return where that was a change, and which partnerships have no lead now."""
    people = named(unit, email, slug)
    return change(unit, people, CONSOLE), without_lead(unit, people)


def _say(done: tuple[list[Person], list[str]], changed: str, unchanged: str) -> None:
    people, without = done
    say(f"{people[0].name} {changed} {_places(people)}." if people else f"They {unchanged}.")
    for name in without:
        say(f"{name} has no safeguarding lead now.")


def _places(people: Sequence[Person]) -> str:
    return ", ".join(one.partnership for one in people)


def _known(unit: Unit, one: Person) -> tuple[RosterEntry, list[AccountQuestion]]:
    return unit.accounts.of_person(one.id), unit.accounts.unanswered(one.id)


def _roles(one: Person) -> str:
    return "has left" if one.has_left else ", ".join(role for role in Role if role in one.roles)


def _account(entry: RosterEntry) -> str:
    if entry.aad_object_id is None:
        return "No account in Teams yet."
    tenant = f"of tenant {entry.tenant_id}" if entry.tenant_id else "as the roster names it"
    return f"Account in Teams: {entry.aad_object_id}, {tenant}."


def _facts(
    one: Person, entry: RosterEntry | None = None, asked: Sequence[AccountQuestion] = ()
) -> dict[str, object]:
    facts: dict[str, object] = {
        "email": one.email,
        "name": one.name,
        "partnership": one.partnership,
        "agency": one.agency,
        "roles": [role for role in Role if role in one.roles],
        "has_left": one.has_left,
    }
    if entry is None:
        return facts
    questions = [
        {"object_id": one.account.aad_object_id, "tenant": one.account.tenant_id, "why": one.why}
        for one in asked
    ]
    account = {"object_id": entry.aad_object_id, "tenant": entry.tenant_id}
    return {**facts, "account": account, "questions": questions}
