"""Questionnaires as files: check, show, import, export and list them.

A questionnaire is never changed: a file with one changed letter is a new version, and answers keep
to the version they were given to.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.console.files import arriving
from bot.console.instrument_files import accepted, checked, facts
from bot.console.instrument_import import File, bring_in
from bot.console.options import AsJson
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from bot.console.translations import translations
from dialogs.asking.find_instrument import instrument_named
from surveys.asking.instrument import Branch, Instrument, Question, dump_instrument
from surveys.asking.instrument import say as in_language
from surveys.asking.length import told_minutes
from surveys.asking.notices import form_notice
from surveys.problems import Refusal

app = typer.Typer(help="Check, show, import and export questionnaires.", no_args_is_help=True)
Code = Annotated[
    str, typer.Argument(metavar="CODE", help="A questionnaire's code, such as post-event.")
]


class ExportFormat(StrEnum):
    """How a questionnaire can be written."""

    YAML = "yaml"
    XLSFORM = "xlsform"


@app.command("check")
def check_file(file: File, as_json: AsJson = False) -> None:
    """Check a questionnaire file: everything that is wrong and where, and what to look at again."""
    found = checked(file)
    if as_json:
        show_json(facts(found))
        raise typer.Exit(0 if found.instrument else 1)
    made = accepted(found, file)
    say(f"ok: {made.code}, {len(made.asked)} questions, version {made.version[:12]}")
    for warning in found.warnings:
        say(f"Warning: {warning}")


@app.command("list")
def list_all(context: typer.Context, as_json: AsJson = False) -> None:
    """List the stored questionnaires."""
    with program_of(context).store() as store:
        stored = store.look(lambda unit: unit.instruments.all_latest())
    if as_json:
        show_json([_facts(one) for one in stored])
        return
    show_table(
        ["code", "title", "voice", "questions", "minutes", "version"],
        [_line(one) for one in stored],
    )


@app.command()
def show(context: typer.Context, code: Code, as_json: AsJson = False) -> None:
    """Show a questionnaire, question by question."""
    with program_of(context).store() as store:
        found = store.look(lambda unit: instrument_named(unit, code))
    if as_json:
        show_json({**_facts(found), **found.model_dump(mode="json", exclude_defaults=True)})
        return
    say(f"{in_language(found.title, 'en')} ({found.code}), version {found.version[:12]}")
    say(f"For: {in_language(found.audience, 'en')}; about {told_minutes(found)} min.")
    say(f"How answers are kept: {form_notice(found).how_kept}")
    for source in found.source:
        say(f"Source: {source}")
    say(f"Licence: {found.licence}")
    show_table(
        ["question", "kind", "words", "level", "asked"], [_question(one) for one in found.questions]
    )


app.command("import")(bring_in)
app.command()(translations)


@app.command()
def preview(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="CODE|FILE", help="A questionnaire's code, or its file.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="The folder that the pictures go to.")
    ],
    language: Annotated[
        str, typer.Option("--language", metavar="LANG", help="One of its languages, such as cy.")
    ] = "en",
) -> None:
    """Draw each question as a phone shows it, and one sheet of all."""
    program, file = program_of(context), Path(what)
    if file.is_file():
        found = accepted(checked(file), file)
    else:
        with program.store() as store:
            found = store.look(lambda unit: instrument_named(unit, what))
    if language not in found.languages:
        known = ", ".join(found.languages)
        raise Refusal("instrument-language", instrument=found.code, language=language, known=known)
    drawn = program.write_preview(found, language)
    for name, picture in drawn.items():
        with arriving(out / name, picture):
            pass
    say(f"{len(drawn)} pictures are in {out}. The sheet of all is {list(drawn)[-1]}.")


@app.command()
def export(
    context: typer.Context,
    code: Code,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The file to write; by default it is printed."),
    ] = None,
    form: Annotated[
        ExportFormat, typer.Option("--format", help="YAML, or a workbook for other programs.")
    ] = ExportFormat.YAML,
) -> None:
    """Write a questionnaire as a YAML file, or as an XLSForm workbook."""
    program = program_of(context)
    with program.store() as store:
        found = store.look(lambda unit: instrument_named(unit, code))
    if form is ExportFormat.XLSFORM:
        if out is None:
            raise typer.BadParameter("a workbook needs a file to go to", param_hint="--out")
        content = program.write_xlsform(found)
    else:
        content = dump_instrument(found).encode()
    if out is None:
        typer.echo(content.decode(), nl=False)
        return
    with arriving(out, content):
        pass
    say(f"{out} is written.")


def _facts(one: Instrument) -> dict[str, object]:
    return {
        "code": one.code,
        "title": in_language(one.title, "en"),
        "voice": one.voice.value,
        "questions": len(one.asked),
        "minutes": told_minutes(one),
        "version": one.version,
    }


def _line(one: Instrument) -> list[object]:
    return [*list(_facts(one).values())[:-1], one.version[:12]]


def _question(one: Question) -> tuple[str, str, str, str, str]:
    level = one.level.value if one.level else ""
    return one.id, one.kind.value, one.asks(), level, _asked(one.show_if)


def _asked(branch: Branch | None) -> str:
    if branch is None:
        return "always"
    conditions = (
        (f"if {branch.question} is", branch.any_of),
        (f"unless {branch.question} is", branch.not_any_of),
        ("if the role is", branch.role),
        ("if the agency is", branch.agency),
        ("if the voice is", branch.voice),
    )
    return ", ".join(f"{when} {' or '.join(these)}" for when, these in conditions if these)
