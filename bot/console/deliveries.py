"""The group of commands about sends; `deliveries 7` is short for `deliveries show 7`."""

from typing import Any

import typer
from typer.core import TyperGroup

from bot.console import deliveries_change, deliveries_email, deliveries_list

WORDS = "Show how sends are going, who was not reached, and why."


class ShowsByDefault(TyperGroup):
    """A group whose first command need not be named."""

    usual = "show"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the usual command's name before what names none."""
        named = bool(args) and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if named else [self.usual, *args])


app = typer.Typer(
    cls=ShowsByDefault,
    help=WORDS,
    epilog="`deliveries 7 --json` is short for `deliveries show 7 --json`.",
)
app.command("show")(deliveries_list.deliveries)
app.command("cancel")(deliveries_change.cancel)
app.command("pause")(deliveries_change.pause)
app.command("resume")(deliveries_change.resume)
app.command("edit")(deliveries_change.edit)
app.command("withdraw")(deliveries_change.withdraw)
app.command("saw")(deliveries_change.saw)
app.command("write")(deliveries_email.write)
app.command("arrived")(deliveries_email.arrived)


@app.callback()
def sends() -> None:
    """Show how sends are going, who was not reached, and why."""
