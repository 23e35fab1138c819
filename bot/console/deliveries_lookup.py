"""One send, and a lead of the partnership that sent it, in whose name something is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

import typer

from bot.console.lookups import NamedPartnership, lead_of, places, turn_of
from bot.console.program import program_of
from dialogs.sending.find_send import OfDispatch, find
from dialogs.turn import Turn
from storage.unit import Unit
from surveys.sending.dispatch import Dispatch

T = TypeVar("T")
Do = Callable[[Turn, OfDispatch], T]
Number = Annotated[int, typer.Argument(metavar="DISPATCH", show_default=False, help="Which send.")]


@dataclass(frozen=True, slots=True)
class ChosenSend:
    """Which send, in whose name."""

    number: int
    partnership: str | None
    lead: str | None


def look(context: typer.Context, meant: ChosenSend, ask: Do[T]) -> T:
    """Ask a dialog about a send; nothing is changed."""
    with program_of(context).store() as store:
        return store.look(lambda unit: _done(unit, context, meant, ask))


def act(context: typer.Context, meant: ChosenSend, do: Do[T]) -> T:
    """Let a dialog do something about a send."""
    with program_of(context).store() as store:
        return store.act_now(lambda unit: _done(unit, context, meant, do))


def send_of(unit: Unit, number: int, slug: str | None) -> Dispatch:
    """Return a send, of that partnership where one is named. Refuses `not-found`."""
    return find(unit, number, places(unit, slug)[0].id if slug else None)


def _done(unit: Unit, context: typer.Context, meant: ChosenSend, do: Do[T]) -> T:
    found = send_of(unit, meant.number, meant.partnership)
    [place] = [
        NamedPartnership(*row)
        for row in unit.people.partnerships()
        if row[0] == found.partnership_id
    ]
    turn = turn_of(lead_of(unit, place, meant.lead), unit, program_of(context).installation())
    return do(turn, OfDispatch(dispatch=meant.number))
