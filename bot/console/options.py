"""Arguments and options that several commands take, and how their values are read.

What cannot be read is wrong usage; what can be read but not done is refused by a dialog.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from surveys.records import fields


def when(text: str) -> datetime:
    """Read a time such as 2026-05-01T09:00, in London unless it has an offset; returns UTC."""
    try:
        return fields.moment(text.strip())
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def day(text: str) -> date:
    """Read a date such as 2026-05-01."""
    try:
        return fields.day(text.strip())
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


class Format(StrEnum):
    """The files that a summary can be written as."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    PARQUET = "parquet"


BriefingRef = Annotated[str, typer.Argument(metavar="REF", help="The briefing's reference.")]
SubjectRef = Annotated[
    str,
    typer.Argument(metavar="EVENT_OR_ACTION_REF", help="The reference of an event or an action."),
]
SendTo = Annotated[
    str, typer.Option("--audience", metavar="RULE", help="Who gets it, such as role=practitioner.")
]
AskedAudience = Annotated[
    str,
    typer.Option("--audience", metavar="RULE", help="Who is asked; by default those who attended."),
]
Questionnaire = Annotated[
    str, typer.Option("--instrument", metavar="CODE", help="The questionnaire to ask.")
]
Partnership = Annotated[
    str | None,
    typer.Option(
        "--partnership",
        metavar="SLUG",
        help="The partnership; needed where it could be more than one.",
    ),
]
Lead = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="EMAIL", help="The lead in whose name it is done; by default the first."
    ),
]
At = Annotated[
    datetime | None,
    typer.Option(
        "--at",
        metavar="WHEN",
        parser=when,
        help="When: YYYY-MM-DDTHH:MM, London time unless it has an offset.",
    ),
]
Every = Annotated[
    str | None,
    typer.Option(
        "--every",
        metavar="RULE",
        help="Repeat, such as: every monday 09:30; --at is the first time.",
    ),
]
Until = Annotated[
    date | None,
    typer.Option(
        "--until", metavar="DATE", parser=day, help="With --every: the last day, YYYY-MM-DD."
    ),
]
InChannels = Annotated[
    list[str] | None,
    typer.Option(
        "--channel", metavar="NAME", help="Also post it in this channel of Teams; may be repeated."
    ),
]
Again = Annotated[
    bool, typer.Option("--again", help="Send it also to people who have had it before.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")]
Count = Annotated[
    int | None,
    typer.Option(
        "--count",
        metavar="N",
        min=0,
        help="With --yes: how many people you expect; needed if it is for everyone.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
