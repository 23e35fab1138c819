"""How sends are going: counts by state, and each person not reached with reason and advice."""

from dataclasses import dataclass
from typing import Annotated

import typer

from bot.console.deliveries_output import SendStatus, show
from bot.console.deliveries_restored import say_if_held
from bot.console.lookups import NamedPartnership, places
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json
from bot.console.program import program_of
from bot.console.tenant import all_tenants, notes_of
from dialogs.sending.find_send import find
from dialogs.sending.not_reached import in_words
from storage.unit import Unit
from surveys.pages import pages_of
from surveys.sending.changes import NotPosted
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import Dispatch, NotReachedPerson
from surveys.sending.quiet_hours import Quiet
from surveys.sending.reasons import reason_of, reason_of_post

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class DeliveriesQuery:
    """Which sends are asked about, and which page of those not reached; None is all of them."""

    slug: str | None
    number: int | None
    last: int
    page: int | None = None


def deliveries(
    context: typer.Context,
    dispatch: Annotated[
        int | None,
        typer.Argument(
            metavar="[DISPATCH]", show_default=False, help="One send; by default the latest."
        ),
    ] = None,
    last: Annotated[
        int, typer.Option("--last", metavar="N", min=1, max=1000, help="How many of the latest.")
    ] = 20,
    page: Annotated[
        int | None,
        typer.Option(
            "--page",
            metavar="N",
            min=1,
            max=100_000,
            help=f"One page of those not reached, {A_PAGE} people to a page.",
        ),
    ] = None,
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """Show how sends are going, who was not reached, and why."""
    program = program_of(context)
    wanted = DeliveriesQuery(partnership, dispatch, last, page)
    quiet = program.installation().quiet
    with program.store() as store:
        say_if_held(store)
        statuses = store.look(lambda unit: look_up(unit, wanted, quiet))
        tenants = store.look(lambda unit: all_tenants(program, unit))
    if as_json:
        show_json([_facts(one) for one in statuses])
        return
    show(statuses)
    for tenant in tenants:
        for note in notes_of(tenant):
            say(note)


def look_up(unit: Unit, wanted: DeliveriesQuery, quiet: Quiet) -> list[SendStatus]:
    """Return the sends of these partnerships, newest first; refuses one that is not theirs."""
    place = places(unit, wanted.slug)[0] if wanted.slug else None
    return [_status(unit, one, quiet, wanted.page) for one in _dispatches(unit, place, wanted)]


def _status(unit: Unit, one: Dispatch, quiet: Quiet, page: int | None) -> SendStatus:
    start, most = ((page - 1) * A_PAGE, A_PAGE) if page else (0, None)
    entries = unit.not_reached.entries([one.id]) if page else 0
    return SendStatus(
        one,
        unit.deliveries.counts(one.id),
        unit.not_reached.why([one.id]),
        unit.not_reached.people([one.id], most, start),
        unit.channels.counts(one.id),
        unit.channels.not_posted(one.id),
        unit.now,
        quiet,
        (page, pages_of(entries, A_PAGE)) if page else None,
    )


def _dispatches(
    unit: Unit, place: NamedPartnership | None, wanted: DeliveriesQuery
) -> list[Dispatch]:
    place_id, number = place.id if place else None, wanted.number
    if number is None:
        return unit.deliveries.recent(place_id, list(DeliveryKind), wanted.last)
    return [find(unit, number, place_id)]


def _facts(one: SendStatus) -> dict[str, object]:
    return {
        "dispatch": one.dispatch.id,
        "title": one.dispatch.title,
        "audience": one.dispatch.rule,
        "counts": {state.value: one.counts[state] for state in State},
        "not_reached": [_person(person) for person in one.not_reached],
        "channels": {state.value: one.channels[state] for state in State},
        "not_posted": [_post(post) for post in one.not_posted],
    }


def _person(one: NotReachedPerson) -> dict[str, str | None]:
    facts = {"email": one.email, "state": one.state.value, "reason": in_words(one)}
    return {
        **facts,
        "advice": reason_of(one.reason).advice,
        "letter": one.email_state.value if one.email_state else None,
    }


def _post(one: NotPosted) -> dict[str, str]:
    reason = reason_of_post(one.reason)
    facts = {"channel": one.channel.in_words(), "state": one.state.value}
    return {**facts, "reason": reason.words, "advice": reason.advice}
