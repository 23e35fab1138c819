"""Partner tenants: add them, see what works in each, and send one message to prove it."""

from collections.abc import Iterator
from typing import Annotated

import typer

from bot.console.lookups import CONSOLE
from bot.console.options import AsJson
from bot.console.output import say, show_json, show_table
from bot.console.program import Program, program_of
from dialogs.people.probe_tenant import (
    TEST_MESSAGE,
    keep_probe,
    plan_probe,
    probe_in_words,
)
from dialogs.people.tenants import (
    StepStatus,
    TenantPage,
    add_tenant,
    find_tenant,
    set_tenant_state,
    tenant_pages,
)
from dialogs.ports import Delivered
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.sending.tenants import REFUSES, TenantState

app = typer.Typer(help="Set up partner tenants, and see what works there.", no_args_is_help=True)
TenantName = Annotated[
    str, typer.Argument(metavar="TENANT", help="The tenant, by its id or its name.")
]


def all_tenants(program: Program, unit: Unit) -> list[TenantPage]:
    """Return a page for each tenant of the settings and of the database."""
    of = program.settings()
    return tenant_pages(unit, of.tenants, of.bot_id)


@app.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List the tenants whose people may write to us, and how many steps of each are done."""
    program = program_of(context)
    with program.store() as store:
        pages = store.look(lambda unit: all_tenants(program, unit))
    if as_json:
        show_json([_facts(page) for page in pages])
        return
    columns = ["tenant", "name", "state", "agencies", "people found", "steps done"]
    show_table(columns, [_line(page) for page in pages])
    for page in pages:
        for note in notes_of(page):
            say(note)


@app.command()
def show(context: typer.Context, tenant: TenantName, as_json: AsJson = False) -> None:
    """Show each step of a tenant, and the sentence to send to its IT desk where one is left."""
    program = program_of(context)
    with program.store() as store:
        page = store.look(lambda unit: find_tenant(all_tenants(program, unit), tenant))
    if as_json:
        show_json(_facts(page))
        return
    say(f"{page.called} ({page.tenant_id}), {page.state}")
    for note in notes_of(page):
        say(note)
    for step in page.steps:
        say(f"{'done' if step.done else 'TO DO':5}  {step.name}: {step.words}")
        if step.to_send:
            say(f"       Send this to their IT desk: {step.to_send}")


@app.command()
def add(
    context: typer.Context,
    tenant: Annotated[
        str, typer.Argument(metavar="TENANT", help="The tenant’s id, as Entra shows it.")
    ],
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What you call it, such as: Ashford Council")
    ],
) -> None:
    """Let the people of a tenant write to us, while the program runs."""
    with program_of(context).store() as store:
        added, is_new = store.act_now(lambda unit: add_tenant(unit, tenant, name, CONSOLE))
    what = "is added" if is_new else "was added before, and is kept"
    say(f"{added.name} ({added.tenant_id}) {what}. Its people may write to us now.")
    say(f"See what to set up there with: tenant show {added.tenant_id}")


@app.command()
def pause(context: typer.Context, tenant: TenantName) -> None:
    """Let no one of a tenant write to us, and send nothing there, until it is resumed."""
    page = _set(program_of(context), tenant, TenantState.PAUSED)
    say(f"{page.called} is paused. Its people are refused, and what is to be sent to them waits.")
    say("Alerts to leads there go by e-mail only.")


@app.command()
def resume(context: typer.Context, tenant: TenantName) -> None:
    """Let the people of a paused tenant write to us again, and send what waited."""
    page = _set(program_of(context), tenant, TenantState.ALLOWED)
    say(f"{page.called} is open again. What waited for its people is sent.")


def _set(program: Program, tenant: str, state: TenantState) -> TenantPage:
    with program.store() as store:
        return store.act_now(
            lambda unit: set_tenant_state(unit, all_tenants(program, unit), tenant, state, CONSOLE)
        )


@app.command()
def probe(
    context: typer.Context,
    tenant: TenantName,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="EMAIL", help="Who gets it; by default a lead there."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Send one test message to a person of a tenant, and say what came of it."""
    program = program_of(context)
    here = program.installation()
    with program.store() as store:
        planned = store.look(
            lambda unit: plan_probe(unit, find_tenant(all_tenants(program, unit), tenant), to, here)
        )
        outcome = program.send_one(store, planned.address, TEST_MESSAGE)
        store.act_now(lambda unit: keep_probe(unit, planned, outcome))
    arrived = isinstance(outcome, Delivered)
    came = probe_in_words(outcome, program.settings().bot_id, REFUSES)
    if as_json:
        facts = {"tenant": planned.tenant_id, "to": planned.person.email, "arrived": arrived}
        show_json({**facts, "words": came.words, "advice": came.advice})
    else:
        say(f"To {planned.person.email}: {came.words} {came.advice}".rstrip(), errors=not arrived)
    if not arrived:
        raise typer.Exit(1)


def notes_of(page: TenantPage) -> Iterator[str]:
    """Yield why messages to a tenant wait."""
    waits = f" {page.waiting:,} wait for it." if page.waiting else ""
    if page.state is TenantState.PAUSED:
        since = moment_in_words(page.added.changed_at) if page.added else ""
        yield f"{page.called} was paused on {since}. Resume it with: tenant resume.{waits}"
    elif page.refusal is not None:
        again = moment_in_words(page.refusal.until)
        yield (
            f"{page.called} refuses our bot’s sign-in since "
            f"{moment_in_words(page.refusal.since)}, so messages to it wait. It is tried again "
            f"on {again}, or at once with: tenant probe.{waits}"
        )


def _line(page: TenantPage) -> tuple[object, ...]:
    return (
        page.tenant_id,
        page.name or "(named in GT_ALLOWED_TENANTS)",
        page.state,
        ", ".join(page.agencies),
        f"{page.people.found:,} of {page.people.listed:,}",
        f"{page.done} of {len(page.steps)}",
    )


def _facts(page: TenantPage) -> dict[str, object]:
    refusal = page.refusal
    return {
        "tenant": page.tenant_id,
        "name": page.name,
        "state": page.state.value,
        "in_settings": page.in_settings,
        "added_at": page.added.added_at if page.added else None,
        "changed_at": page.added.changed_at if page.added else None,
        "changed_by": page.added.changed_by if page.added else None,
        "agencies": list(page.agencies),
        "people": {"found": page.people.found, "listed": page.people.listed},
        "refused_since": refusal.since if refusal else None,
        "tried_again_at": refusal.until if refusal else None,
        "waiting": page.waiting,
        "steps": [_step(step) for step in page.steps],
    }


def _step(one: StepStatus) -> dict[str, object]:
    facts = {"step": one.step.value, "name": one.name, "done": one.done}
    return {**facts, "words": one.words, "to_send": one.to_send}
