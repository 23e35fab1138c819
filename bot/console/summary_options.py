"""What can be typed after `summary`."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.console.options import Format, day
from bot.console.program import program_of
from bot.console.release import check_file


class ModelVersion(StrEnum):
    """The versions of the impact model: the first read levels, the second claims change."""

    LEVELS = "1"
    CHANGE = "2"


class PackPage(StrEnum):
    """What of a yearly report is written: all of it, or one page for its readers."""

    PACK = "pack"
    BOARD = "board"
    FAMILIES = "families"


KindOfFile = Annotated[
    Format, typer.Option("--format", metavar="|".join(Format), help="What kind of file.")
]
Out = Annotated[
    Path, typer.Option("--out", metavar="FILE", help="The file to write; with --all, a folder.")
]
ActionRef = Annotated[
    str | None,
    typer.Argument(metavar="[REF]", show_default=False, help="The action's reference."),
]
Every = Annotated[bool, typer.Option("--all", help="All actions of a partnership.")]
AsAt = Annotated[
    date | None,
    typer.Option(
        "--as-at",
        metavar="DATE",
        parser=day,
        help="As at the end of that day: today, or a day of which a summary was given out.",
    ),
]


def _verify(context: typer.Context, file: Path | None) -> None:
    if file is not None:
        check_file(program_of(context), file)
        raise typer.Exit


Verify = Annotated[
    Path | None,
    typer.Option(
        "--verify",
        metavar="FILE",
        callback=_verify,
        is_eager=True,
        help="Write nothing: say whether a file was given out here.",
    ),
]
Model = Annotated[
    ModelVersion,
    typer.Option(
        "--model", help="Version 1, to make again what was given out under it, as json alone."
    ),
]
Yearly = Annotated[
    int | None,
    typer.Option(
        "--yearly-report",
        metavar="YEAR",
        min=2000,
        max=2999,
        help="The yearly-report pack, from 1 April YEAR to 31 March; as at its end, or today.",
    ),
]
Page = Annotated[
    PackPage,
    typer.Option(
        "--page", help="With --yearly-report: the pack, or one page for a board or for families."
    ),
]
