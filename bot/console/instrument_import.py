"""Questionnaires brought in: from our own files, or from an XLSForm with what it does not say.

Of a form made elsewhere every row that is not as it was is listed, before anything is stored.
"""

from pathlib import Path
from typing import Annotated

import typer

from bot.console.files import arriving
from bot.console.instrument_files import accepted, checked, is_xlsform, read_xlsform
from bot.console.lookups import CONSOLE
from bot.console.output import say
from bot.console.program import program_of
from dialogs.asking.keep_instrument import keep_instrument
from surveys.asking.authoring import CheckedFile
from surveys.asking.instrument import MOST_QUESTIONS, Instrument, dump_instrument
from surveys.asking.xlsform import FormFacts, ReadForm, RowOutcome, check_form, counted
from surveys.problems import Refusal


def _of_a_form(name: str, words: str) -> object:
    return typer.Option(f"--{name}", help=f"Of an XLSForm: {words}", show_default=False)


Code = Annotated[str | None, _of_a_form("code", "its name in commands.")]
Title = Annotated[str | None, _of_a_form("title", "its title for people.")]
Voice = Annotated[str | None, _of_a_form("voice", "who speaks, such as family.")]
WrittenFor = Annotated[str | None, _of_a_form("reader", "who it is written for.")]
Audience = Annotated[str | None, _of_a_form("audience", "who is asked, in words.")]
Wave = Annotated[str | None, _of_a_form("wave", "when, such as on-demand.")]
Mode = Annotated[str | None, _of_a_form("mode", "how answers are tied to people.")]
CitedSource = Annotated[str | None, _of_a_form("source", "where its questions come from.")]
Licence = Annotated[str | None, _of_a_form("licence", "on what terms.")]
Group = Annotated[str, _of_a_form("group", "take in one of its groups only.")]
File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A questionnaire in YAML or JSON, or an XLSForm.")
]
AsYaml = Annotated[
    Path | None,
    typer.Option("--yaml", metavar="FILE.yaml", help="Write it as YAML to work on; store nothing."),
]


def bring_in(  # noqa: PLR0913, PLR0917 - each is something that can be typed
    context: typer.Context,
    file: File,
    code: Code = None,
    title: Title = None,
    voice: Voice = None,
    reader: WrittenFor = None,
    audience: Audience = None,
    wave: Wave = None,
    mode: Mode = None,
    source: CitedSource = None,
    licence: Licence = None,
    group: Group = "",
    yaml: AsYaml = None,
) -> None:
    """Store a questionnaire; importing the same file again changes nothing."""
    facts = FormFacts(code, title, voice, reader, audience, wave, mode, source, licence)
    found = _read(file, facts, group)
    made = accepted(found, file)
    for warning in found.warnings:
        say(f"Warning: {warning}")
    if yaml is None:
        _store(context, made)
        return
    with arriving(yaml, dump_instrument(made).encode()):
        pass
    say(f"{yaml} is written. Nothing was stored.")


def _store(context: typer.Context, made: Instrument) -> None:
    with program_of(context).store() as store:
        new = store.act_now(lambda unit: keep_instrument(unit, made, CONSOLE))
    what = (
        "is stored and will be asked from now on"
        if new
        else "was stored before; nothing was changed"
    )
    say(f"{made.code}, version {made.version[:12]}, {what}.")


def _read(file: Path, facts: FormFacts, group: str) -> CheckedFile:
    """Read a file; of an XLSForm, say what happened to each row that is not as it was."""
    if not is_xlsform(file):
        if group or facts != FormFacts():
            raise typer.BadParameter("a YAML or JSON file says all this itself; edit the file")
        return checked(file)
    form = read_xlsform(file, group)
    if group and group not in form.groups:
        why = f"there is no group “{group}” with a question that we can take in."
        raise Refusal("file-unreadable", where=file.name, why=why)
    found = check_form(form, facts)
    _show_rows(form)
    if len(form.questions) > MOST_QUESTIONS and not found.instrument:
        say(_smaller(form), errors=True)
    return found


def _show_rows(form: ReadForm) -> None:
    for sheet in ("survey", "choices"):
        count = counted(note for note in form.notes if note.sheet == sheet)
        counts = ", ".join(f"{number} {outcome}" for outcome, number in count.items())
        say(f"{sheet}: {sum(count.values())} rows, of them {counts}.")
    for note in form.notes:
        if note.outcome is not RowOutcome.KEPT:
            say(str(note))
    for column in form.lost:
        rows = "1 row" if column.rows == 1 else f"{column.rows} rows"
        say(f"{column.sheet} column “{column.name}”, {rows}: dropped, because {column.why}.")


def _smaller(form: ReadForm) -> str:
    """How a form that is too long can be taken in."""
    told = f"This form has {len(form.questions)} questions, and {MOST_QUESTIONS} are the most."
    groups = ", ".join(f"{name} ({count})" for name, count in form.groups.items() if name)
    advice = f"Take in one group with --group. Its groups: {groups}." if groups else ""
    return f"{told} {advice}".strip()
