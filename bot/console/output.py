"""What is shown: tables where people look, plain lines elsewhere, JSON for machines.

Text comes from files and people, so nothing in it is ever read as markup.
"""

import json
import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from bot.console.own_name import as_called_here

UNBOUNDED = 10_000  # columns: in a pipe or a file, a line is never broken


def screen(*, errors: bool = False) -> Console:
    """Return the terminal, or the pipe or file that output goes to."""
    is_terminal = (sys.stderr if errors else sys.stdout).isatty()
    width = None if is_terminal else UNBOUNDED
    return Console(stderr=errors, width=width, markup=False, highlight=False, emoji=False)


def say(line: str, *, errors: bool = False) -> None:
    """Print one line."""
    screen(errors=errors).print(as_called_here(line), soft_wrap=True)


def show_json(value: object) -> None:
    """Print a value as JSON, with dates in ISO 8601; in ASCII where the output is not UTF-8."""
    plain = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=plain, default=str) + "\n")


def show_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, errors: bool = False
) -> None:
    """Print rows under their columns; numbers are aligned right."""
    listed = [[str(cell) for cell in row] for row in rows]
    shown = screen(errors=errors)
    table = Table(
        box=box.SIMPLE_HEAD if shown.is_terminal else None, pad_edge=False, header_style="bold"
    )
    for place, column in enumerate(columns):
        numbers = bool(listed) and all(row[place].replace(",", "").isdigit() for row in listed)
        table.add_column(column, justify="right" if numbers else "left", overflow="fold")
    for row in listed:
        table.add_row(*row)
    shown.print(table)


@contextmanager
def under_way(words: str) -> Generator[None]:
    """Show that one long piece of work goes on: a moving bar on a terminal, a line elsewhere."""
    shown = screen(errors=True)
    if not shown.is_terminal:
        say(f"{words} ...")
        yield
        return
    with Progress(
        TextColumn("{task.description}"), BarColumn(), console=shown, transient=True
    ) as bar:
        bar.add_task(words, total=None)
        yield
