"""Commands that start the program: serve, worker and demo.

Whether an installation is fit to start is not decided here: what starts it refuses, and names every
fault at once.
"""

from typing import Annotated

import typer

from bot.console.output import say
from bot.console.program import program_of

LOOPBACK = "127.0.0.1"
PORT = 3978
BEHIND_A_PROXY = (
    "Only this machine can reach it: a proxy here passes requests on. --host takes another address."
)

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen on.")]


def serve(
    context: typer.Context,
    host: Annotated[
        str | None,
        typer.Option(
            "--host", help="The address to listen on; this machine only unless another is named."
        ),
    ] = None,
    port: Port = PORT,
) -> None:
    """Run everything in one process: Teams, pages, clock, deliveries."""
    program = program_of(context)
    if host is None and not program.settings().is_local:
        say(BEHIND_A_PROXY)
    program.serve(host or LOOPBACK, port, True)


def worker(context: typer.Context) -> None:
    """Run clock and deliveries only, beside a process that serves."""
    program_of(context).serve(LOOPBACK, 0, False)


def demo(
    context: typer.Context,
    port: Port = PORT,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
    walkthrough: Annotated[
        bool, typer.Option("--walkthrough", help="Play the whole main job once, then stop.")
    ] = False,
) -> None:
    """Show a populated installation in a throw-away database."""
    program_of(context).demo(port, no_open, walkthrough)
