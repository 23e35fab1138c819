"""What can be typed after `summary`."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.console.options import Format, day


class ModelVersion(StrEnum):
    """The versions of the impact model: the first read levels, the second claims change."""

    LEVELS = "1"
    CHANGE = "2"


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
        "--as-at", metavar="DATE", parser=day, help="As at the end of that day; by default today."
    ),
]
Model = Annotated[
    ModelVersion,
    typer.Option(
        "--model", help="Version 1, to make again what was given out under it, as json alone."
    ),
]
