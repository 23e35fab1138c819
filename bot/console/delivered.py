"""How sends stand: counts by state, and every person not reached with the reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from bot.console.finding import Place, places
from bot.console.installation import installed
from bot.console.options import AsJson, Partnership
from bot.console.screen import say, show_json, show_table
from dialogs.progress import CHANNELS_IN_WORDS, IN_WORDS, with_letters
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.problems import Refusal
from surveys.telling.changes import NotPosted, state_in_words
from surveys.telling.delivery import Kind, State, reason_in_words
from surveys.telling.dispatch import Dispatch, NotReachedPerson


@dataclass(frozen=True, slots=True)
class Standing:
    """One dispatch as it stands now."""

    dispatch: Dispatch
    counts: dict[State, int]
    not_reached: Sequence[tuple[NotReachedPerson, str]]  # and why, in words
    channels: dict[State, int]
    not_posted: Sequence[NotPosted]


def deliveries(
    context: typer.Context,
    dispatch: Annotated[
        int | None, typer.Argument(metavar="[DISPATCH]", show_default=False, help="One send; by default the latest.")
    ] = None,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, max=1000, help="How many of the latest.")] = 20,
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """Show how sends stand, and everybody not reached and why."""
    with installed(context).store() as store:
        standing = store.look(lambda unit: look_up(unit, partnership, dispatch, last))
    if as_json:
        show_json([_facts(one) for one in standing])
        return
    _show(standing)


def look_up(unit: Unit, slug: str | None, number: int | None, last: int) -> list[Standing]:
    """Return the sends of the partnerships meant, newest first; refuses one that is not theirs."""
    place = places(unit, slug)[0] if slug else None
    return [_standing(unit, one) for one in _dispatches(unit, place, number, last)]


def _standing(unit: Unit, one: Dispatch) -> Standing:
    return Standing(
        one,
        unit.deliveries.counts(one.id),
        with_letters(unit, one.id, unit.deliveries.not_reached(one.id)),
        unit.channels.counts(one.id),
        unit.channels.not_posted(one.id),
    )


def _dispatches(unit: Unit, place: Place | None, number: int | None, last: int) -> list[Dispatch]:
    place_id = place.id if place else None
    if number is None:
        return unit.deliveries.recent(place_id, list(Kind), last)
    found = unit.deliveries.dispatch(number, place_id) if number < 2**31 else None
    if found is None:
        raise Refusal("not-found")
    return [found]


def _facts(one: Standing) -> dict[str, object]:
    missed = [{"email": person.email, "state": person.state.value, "reason": why} for person, why in one.not_reached]
    return {
        "dispatch": one.dispatch.id,
        "title": one.dispatch.title,
        "audience": one.dispatch.rule,
        "counts": {state.value: one.counts[state] for state in State},
        "not_reached": missed,
        "channels": {state.value: one.channels[state] for state in State},
        "not_posted": [
            {"channel": post.channel.in_words(), "state": post.state.value, "reason": reason_in_words(post.reason)}
            for post in one.not_posted
        ],
    }


def _show(standing: Sequence[Standing]) -> None:
    if not standing:
        say("Nothing has been sent yet.")
        return
    columns = ["dispatch", "asked", "title", "audience", *(IN_WORDS[state] for state in State)]
    show_table(columns, [_line(one) for one in standing])
    for one in standing:
        if held := state_in_words(one.dispatch.state, one.dispatch.paused_because):
            say(f"Dispatch {one.dispatch.id}: {held}")
        if sum(one.channels.values()):
            say(f"Dispatch {one.dispatch.id}, in channels: {_in_channels(one.channels)}.")
    missed = [(one.dispatch.id, *line) for one in standing for line in _missed(one)]
    if missed:
        show_table(["dispatch", "not reached", "agency", "state", "why"], missed)


def _in_channels(counts: dict[State, int]) -> str:
    return ", ".join(f"{CHANNELS_IN_WORDS[state]} {number}" for state, number in counts.items() if number)


def _line(one: Standing) -> list[object]:
    dispatch = one.dispatch
    head = [dispatch.id, moment_in_words(dispatch.asked_at), dispatch.title, dispatch.rule or "those who attended"]
    return [*head, *(one.counts[state] for state in State)]


def _missed(one: Standing) -> Iterator[tuple[str, str, str, str]]:
    """Yield a line for each person, and each channel, that was not reached."""
    for person, why in one.not_reached:
        yield person.email, person.agency, IN_WORDS[person.state], why
    for post in one.not_posted:
        yield post.channel.in_words(), "", CHANNELS_IN_WORDS[post.state], reason_in_words(post.reason)
