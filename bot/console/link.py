"""Make a public feedback link from the command line; the dialog decides whether it may be made.

The address is printed once, and a poster that cannot be written leaves no link behind.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from bot.console.erase import erase_answers
from bot.console.files import arriving
from bot.console.link_enter import enter, entries
from bot.console.link_list import list_links
from bot.console.link_paper import paper
from bot.console.link_print import LETTER, Language, Letter, Poster, Size, letter, poster, written
from bot.console.lookups import by_reference, lead_of, one_place, turn_of, typed_command
from bot.console.options import AsJson, Lead, Partnership, day
from bot.console.output import say, show_json
from bot.console.program import program_of
from dialogs.asking import make_link
from dialogs.asking.check_answers import CheckAnswers, decide, waiting
from dialogs.asking.make_link import LinkToMake, PublicLink
from dialogs.trust.link_gate import refuse_unready
from dialogs.turn import Turn
from storage.asking.answer_checks import LinkAnswers
from storage.unit import Unit
from surveys.asking.handout import HandoutSize
from surveys.asking.texts import ENGLISH
from surveys.people import Person

WORDS = "Make public feedback links for children, families and the front line."
app = typer.Typer(help=WORDS, no_args_is_help=True)
app.command("list")(list_links)
app.command("poster")(poster)
app.command("letter")(letter)
app.command("paper")(paper)
app.command("enter")(enter)
app.command("entries")(entries)
app.command("erase")(erase_answers)


class LinkVoice(StrEnum):
    """Who can speak behind a link."""

    CHILD = "child"
    FAMILY = "family"
    FRONTLINE = "frontline"


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """What was typed."""

    action: str
    instrument: str
    voice: LinkVoice
    label: str
    setting: str
    eligible: int | None
    closes: date | None
    partnership: str | None
    lead: str | None


@app.callback()
def links() -> None:
    """Make public feedback links for children, families and the front line."""


Behind = Annotated[
    str, typer.Option("--instrument", metavar="CODE", help="The questionnaire it opens.")
]
Action = Annotated[
    str, typer.Option("--action", metavar="REF", help="The action that it is about.")
]
Speaks = Annotated[
    LinkVoice, typer.Option("--voice", metavar="child|family|frontline", help="Who answers.")
]
Label = Annotated[str, typer.Option("--label", metavar="TEXT", help="Where it is given out.")]
Setting = Annotated[
    str,
    typer.Option("--setting", metavar="TEXT", help="What kind of place: a school, a family hub."),
]
Eligible = Annotated[
    int | None, typer.Option("--eligible", metavar="N", min=1, help="How many people are given it.")
]
Closes = Annotated[
    date | None,
    typer.Option("--closes", metavar="DATE", parser=day, help="The last day: YYYY-MM-DD."),
]


@app.command()
def create(  # noqa: PLR0913, PLR0917 - each is an option that can be typed
    context: typer.Context,
    instrument: Behind,
    action: Action,
    voice: Speaks,
    label: Label = "",
    setting: Setting = "",
    eligible: Eligible = None,
    closes: Closes = None,
    poster: Poster = None,
    size: Size = HandoutSize.A4,
    letter: Letter = None,
    language: Language = ENGLISH,
    partnership: Partnership = None,
    lead: Lead = None,
    as_json: AsJson = False,
) -> None:
    """Make a link and print its address; write a poster or a letter for it."""
    program = program_of(context)
    installation = program.installation()
    request = LinkRequest(
        action, instrument, voice, label, setting, eligible, closes, partnership, lead
    )
    with program.store() as store, ExitStack() as handouts:
        speaker, command = store.look(lambda unit: find(unit, request))

        def turn(unit: Unit) -> Turn:
            return turn_of(speaker, unit, installation)

        planned = store.look(lambda unit: make_link.check(turn(unit), command))
        for file, on in ((poster, size), (letter, LETTER)):
            if file:
                drawn = written(program, planned.printed, on, language)
                handouts.enter_context(arriving(file, drawn))
        made = store.act_now(lambda unit: make_link.make(turn(unit), command))
    _show(made, voice, as_json=as_json)


Number = Annotated[
    int | None, typer.Argument(metavar="[NUMBER]", help="Which link; without it, all are listed.")
]
Counts = Annotated[
    bool | None, typer.Option("--real/--leave-out", help="Whether its answers count.")
]


@app.command("check")
def check_answers(
    context: typer.Context,
    wave: Annotated[
        int | None, typer.Argument(help="Its number; without one, all are listed.")
    ] = None,
    counts: Annotated[
        bool | None, typer.Option("--real/--leave-out", help="Whether its answers count.")
    ] = None,
    partnership: Partnership = None,
    lead: Lead = None,
) -> None:
    """List links with more answers than expected, and say whether they count."""
    program = program_of(context)
    installation = program.installation()
    if (wave is None) is not (counts is None):
        raise typer.BadParameter("name a link's number together with --real or --leave-out")
    with program.store() as store:
        place = store.look(lambda unit: one_place(unit, partnership))
        speaker = store.look(lambda unit: lead_of(unit, place, lead))
        if wave is None or counts is None:
            found = store.look(lambda unit: waiting(turn_of(speaker, unit, installation)))
            for one in found:
                say(_in_words(one))
            if not found:
                say("No link has more answers than expected.")
            return
        command = CheckAnswers(wave=wave, counts=counts)
        seen = store.act_now(lambda unit: decide(turn_of(speaker, unit, installation), command))
        done = "now count" if counts else "are left out of every summary"
        say(f"The {seen.answered:,} answers to “{seen.label}” {done}.")


def _in_words(one: LinkAnswers) -> str:
    given_out = f", given out for {one.given_out:,}" if one.given_out else ""
    burst = f", {one.check.at_once:,} of them in a burst" if one.check.at_once else ""
    return f"{one.wave_id}  {one.label}: {one.answered:,} answers{given_out}{burst}"


def find(unit: Unit, request: LinkRequest) -> tuple[Person, LinkToMake]:
    """Find the action, and the lead in whose name the link is made; refuses a place without any."""
    place, action = by_reference(
        unit,
        request.partnership,
        request.action,
        "action",
        lambda place_id: unit.evidence.find_action(place_id, request.action),
    )
    refuse_unready(unit, place.id, place.name)
    command = typed_command(
        LinkToMake,
        action=action.id,
        instrument=request.instrument,
        voice=request.voice.value,
        label=request.label,
        setting=request.setting,
        eligible=request.eligible,
        closes=request.closes,
    )
    return lead_of(unit, place, request.lead), command


def _show(made: PublicLink, voice: LinkVoice, *, as_json: bool) -> None:
    if as_json:
        facts = {"url": made.address, "wave": made.wave, "action": made.action_ref}
        show_json({**facts, "voice": voice.value, "code": made.printed.code})
    else:
        say(made.address)
