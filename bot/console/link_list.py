"""List public links with their numbers, by which other commands name them."""

from dataclasses import asdict

import typer

from bot.console.lookups import lead_of, one_place, turn_of
from bot.console.options import AsJson, Lead, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.asking import list_links as links
from surveys.london import day_in_words


def list_links(
    context: typer.Context,
    partnership: Partnership = None,
    lead: Lead = None,
    as_json: AsJson = False,
) -> None:
    """List links: where each is used, how many answered, and until when it is open."""
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        speaker = store.look(lambda unit: lead_of(unit, one_place(unit, partnership), lead))
        found = store.look(lambda unit: links.list_links(turn_of(speaker, unit, installation)))
    if as_json:
        show_json([asdict(one) for one in found])
        return
    if not found:
        say("There are no links. Make one with `link create`.")
        return
    columns = ["number", "label", "setting", "answers", "until", "code"]
    show_table(columns, [_cells(one, installation.minimum_group) for one in found])


def _cells(one: links.ListedLink, minimum: int) -> list[object]:
    answers = f"under {minimum}" if one.answered is None else one.answered
    until = day_in_words(one.last_day) if one.last_day else "no last day"
    return [
        one.number,
        one.label,
        one.setting,
        answers,
        until if one.is_open else "closed",
        one.code or "none",
    ]
