"""Print a public link: posters, small cards and letters, in the languages of its questionnaire."""

from pathlib import Path
from typing import Annotated

import typer

from bot.console.files import arriving
from bot.console.lookups import lead_of, one_place, turn_of
from bot.console.options import Lead, Partnership
from bot.console.output import say
from bot.console.program import Program, program_of
from dialogs.asking.print_link import PrintLink, print_link
from surveys.asking.handout import HandoutSize, PrintedLink, handout
from surveys.asking.texts import ENGLISH

LETTER = HandoutSize.LETTER
POSTERS = "|".join(size for size in HandoutSize if size is not LETTER)


def _size(typed: str) -> HandoutSize:
    """Read the size of a poster."""
    if typed not in POSTERS.split("|"):
        raise typer.BadParameter(f"choose one of {POSTERS}")
    return HandoutSize(typed)


Poster = Annotated[
    Path | None,
    typer.Option(
        "--poster", metavar="FILE.pdf", help="Write a poster with a QR code to this file."
    ),
]
Letter = Annotated[
    Path | None,
    typer.Option("--letter", metavar="FILE.pdf", help="Write a letter that invites to answer."),
]
Size = Annotated[
    HandoutSize,
    typer.Option(
        "--size",
        metavar=POSTERS,
        parser=_size,
        help="The size of the poster; cards are eight to a sheet, to cut and give out.",
    ),
]
Language = Annotated[
    str,
    typer.Option(
        "--language", metavar="CODE", help="One that the questionnaire has, such as en or cy."
    ),
]
Number = Annotated[
    int, typer.Argument(metavar="NUMBER", help="Which link: its number in `link list`.")
]
Out = Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="The file to write.")]


def poster(
    context: typer.Context,
    number: Number,
    out: Out,
    size: Size = HandoutSize.A4,
    language: Language = ENGLISH,
    partnership: Partnership = None,
    lead: Lead = None,
) -> None:
    """Write a poster, or a sheet of small cards, for a link that was made before."""
    _print(context, number, out, size, language, partnership, lead)


def letter(
    context: typer.Context,
    number: Number,
    out: Out,
    language: Language = ENGLISH,
    partnership: Partnership = None,
    lead: Lead = None,
) -> None:
    """Write a letter that invites people to answer by a link that was made before."""
    _print(context, number, out, LETTER, language, partnership, lead)


def written(program: Program, link: PrintedLink, size: HandoutSize, language: str) -> bytes:
    """Return what is printed of a link as a file."""
    words = handout(link, program.installation().local_help, language)
    return program.write_handout(words, size)


def _print(
    context: typer.Context,
    number: int,
    out: Path,
    size: HandoutSize,
    language: str,
    partnership: str | None,
    lead: str | None,
) -> None:
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        speaker = store.look(lambda unit: lead_of(unit, one_place(unit, partnership), lead))
        command = PrintLink(wave=number)
        link = store.act_now(lambda unit: print_link(turn_of(speaker, unit, installation), command))
    with arriving(out, written(program, link, size, language)):
        pass
    say(f"{out} is written. People without a camera type {link.code} at {link.typed_at}.")
