"""The documentation page of the command line, made from the program itself so that both agree.

`python -m bot.console.reference` prints it; a test compares `docs/commands.md` with it.
"""

import sys
from collections.abc import Iterator
from typing import Any

from bot.console.commands import COMMANDS, PROGRAM

_HEAD = f"""# Commands

Made from the program by `python -m bot.console.reference > docs/commands.md`; do not edit it here.

After `make setup`, run each command as `{PROGRAM} NAME`; each has `--help`. The exit code is 0
when it is done, 1 when it is refused (with one plain sentence on standard error), 2 for wrong usage
and 130 when it is interrupted from the keyboard. Long work shows a bar on a terminal and plain
lines elsewhere. A time is `YYYY-MM-DDTHH:MM`: London time unless it has an offset.
`{PROGRAM} --version` prints the version.
"""


def page() -> str:
    """Return the page as Markdown."""
    parts = [_HEAD]
    heading = ""
    for row in COMMANDS:
        if row.heading != heading:
            heading = row.heading
            parts.append(f"## {heading}\n")
        parts += _described(row.name, row.load())
    return "\n".join(parts)


def _described(name: str, command: Any) -> Iterator[str]:
    inner: dict[str, Any] = getattr(command, "commands", {})
    if inner:
        for inner_name, one in inner.items():
            named = inner_name != getattr(command, "usual", None)
            yield from _described(f"{name} {inner_name}" if named else name, one)
        return
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [
        one for one in command.params if one.param_type_name == "option" and one.name != "help"
    ]
    shape = " ".join(
        [
            name,
            *(_place(one) for one in arguments),
            *(_needed(one) for one in options if one.required),
        ]
    )
    yield f"### `{shape}`\n"
    yield f"{command.help}\n"
    if lines := [_line(one) for one in (*arguments, *options)]:
        yield "| | |\n|---|---|\n" + "\n".join(lines) + "\n"


def _place(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _needed(option: Any) -> str:
    return f"{option.opts[0]} {_value(option)}".strip()


def _value(option: Any) -> str:
    if option.is_flag:
        return ""
    return str(option.metavar or option.name.upper())


def _line(param: Any) -> str:
    shape = _place(param) if param.param_type_name == "argument" else _needed(param)
    given = (
        param.default
        if isinstance(param.default, str | int) and not isinstance(param.default, bool)
        else None
    )
    default = f" Default: {given}." if given not in {None, ""} else ""
    words = str(param.help or "").replace("|", "\\|")
    return f"| `{shape}` | {words}{default} |"


if __name__ == "__main__":
    sys.stdout.write(page())
