"""See what was given out of each action, and whether a file is one of them."""

from pathlib import Path
from typing import Annotated

import typer

from bot.console.files import read_bytes
from bot.console.lookups import NamedPartnership, one_place, places
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import Program, program_of
from dialogs.impact.verify_file import VerifiedFile, verify_file
from storage.impact.releases import ReleaseHead
from storage.unit import Unit
from surveys.impact.release.cells import Cell, Release
from surveys.london import day_in_words, moment_in_words
from surveys.problems import Refusal

app = typer.Typer(help="See what was given out, and check a file.", no_args_is_help=True)
LARGEST = 100_000_000  # bytes of a file to check
SAME = "The evidence as at that day is still the same."
OTHER_WORDS = (
    "The figures as at that day are still the same. Words have changed since: some that may be "
    "quoted were released, taken back or deleted, or a note on a point of a review is newer."
)
CHANGED = "The evidence as at that day has been changed since."
KEY_PARTS = ("outcome", "level", "source", "wave", "dimension", "part")

Number = Annotated[
    int, typer.Argument(metavar="NUMBER", min=1, help="The release, as in: release list.")
]
GivenFile = Annotated[Path, typer.Argument(metavar="FILE", help="A file that was given out.")]


@app.command("list")
def list_(context: typer.Context, partnership: Partnership = None, as_json: AsJson = False) -> None:
    """List what was given out: of which action, as at which day, when, and the file's hash."""

    def look(unit: Unit) -> list[tuple[NamedPartnership, ReleaseHead, str]]:
        return [
            (place, head, unit.evidence.action_ref(head.action_id) or "")
            for place in places(unit, partnership)
            for head in unit.releases.heads(place.id)
        ]

    with program_of(context).store() as store:
        rows = store.look(look)
    if as_json:
        show_json([{"partnership": place.slug, **_facts(head, ref)} for place, head, ref in rows])
    elif rows:
        show_table(
            ["release", "partnership", "action", "as at", "given out", "by", "format", "SHA-256"],
            [
                [
                    head.number,
                    place.slug,
                    ref,
                    day_in_words(head.as_at),
                    moment_in_words(head.made_at),
                    head.actor,
                    head.format,
                    head.sha256,
                ]
                for place, head, ref in rows
            ],
        )
    else:
        say("Nothing has been given out.")


def _facts(head: ReleaseHead, ref: str) -> dict[str, object]:
    return {
        "release": head.number,
        "action": ref,
        "as_at": head.as_at,
        "given_out": head.made_at,
        "by": head.actor,
        "format": head.format,
        "minimum_group": head.minimum_group,
        "sha256": head.sha256,
    }


@app.command()
def show(
    context: typer.Context, number: Number, partnership: Partnership = None, as_json: AsJson = False
) -> None:
    """Show every figure that a release gave out; a withheld one has none."""

    def look(unit: Unit) -> tuple[ReleaseHead, str, Release]:
        place = one_place(unit, partnership)
        heads = [head for head in unit.releases.heads(place.id) if head.number == number]
        if not heads:
            raise Refusal("release-unknown", number=number)
        ref = unit.evidence.action_ref(heads[0].action_id) or ""
        return heads[0], ref, unit.releases.figures(heads[0])

    with program_of(context).store() as store:
        head, ref, release = store.look(look)
    if as_json:
        cells = [_cell_facts(cell) for cell in release.cells]
        show_json({**_facts(head, ref), "figures": cells})
        return
    say(f"Release {number}: {ref} as at {day_in_words(head.as_at)}, {head.format}")
    show_table(
        [*KEY_PARTS, "n", "favourable", "as of"],
        [
            [
                *(getattr(cell.key, part) for part in KEY_PARTS),
                "withheld" if cell.n is None else cell.n,
                "" if cell.favourable is None else cell.favourable,
                day_in_words(cell.as_of),
            ]
            for cell in release.cells
        ],
    )


def _cell_facts(cell: Cell) -> dict[str, object]:
    key = {part: getattr(cell.key, part) for part in KEY_PARTS if getattr(cell.key, part)}
    return {**key, "n": cell.n, "favourable": cell.favourable, "as_of": cell.as_of}


@app.command()
def verify(context: typer.Context, file: GivenFile) -> None:
    """Say whether a file is what was given out, and whether its evidence is still the same."""
    check_file(program_of(context), file)


def check_file(program: Program, file: Path) -> None:
    """Print what is known of a file; refuses one that was not given out here."""
    content = read_bytes(file, LARGEST)
    with program.store() as store:
        found = store.look(lambda unit: verify_file(unit, file.name, content))
    say(_in_words(file.name, found))


def _in_words(name: str, found: VerifiedFile) -> str:
    release, evidence = found.release, CHANGED
    if found.is_same_evidence:
        evidence = SAME
    elif found.has_same_figures:
        evidence = OTHER_WORDS
    return (
        f"{name} is release {release.number}: {found.action_ref} as at "
        f"{day_in_words(release.as_at)}, given out {moment_in_words(release.made_at)}. {evidence}"
    )
