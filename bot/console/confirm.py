"""How many people something goes to, shown and confirmed before it goes out.

What may be confirmed is the dialog's to say; here it is shown, and the answer is read.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import typer

from bot.console.output import say, show_table
from surveys.problems import Refusal
from surveys.typed import as_words


@dataclass(frozen=True, slots=True)
class SendPreview:
    """What would go out: people by agency, what they would get, and whether it is for everyone."""

    by_agency: Sequence[tuple[str, int]]
    sentence: str
    everyone: bool
    left_out: str = ""  # how many it would not reach now, by reason
    had_before: Sequence[str] = ()  # who has had it already, in words

    @property
    def count(self) -> int:
        """How many people."""
        return sum(number for _, number in self.by_agency)

    def facts(self) -> dict[str, object]:
        """Return how many people, in all and by agency, as commands print them in JSON."""
        return {"count": self.count, "by_agency": as_facts(self.by_agency)}


def as_facts(by_agency: Sequence[tuple[str, int]]) -> list[dict[str, object]]:
    """Return how many people of each agency, as commands print them in JSON."""
    return [{"agency": name, "people": number} for name, number in by_agency]


def settle_count(
    going: SendPreview, *, yes: bool, count: int | None, quietly: bool
) -> str | int | None:
    """Show what would go out and ask; return the number typed, where one was.

    `quietly` keeps standard output clear. Refuses a `count` that is not the number of people.
    """
    show_table(["agency", "people"], going.by_agency, errors=quietly)
    say(going.sentence, errors=quietly)
    for words in going.had_before:
        say(words, errors=quietly)
    if going.left_out:
        say(f"Of these, {going.left_out}.", errors=quietly)
    if count is not None and count != going.count:
        raise Refusal("audience-changed", count=going.count)
    if yes:
        if going.everyone and count is None:
            raise Refusal("count-needed", count=f"{going.count}")
        return count
    return _ask(going)


def refuse(*problems: str) -> None:
    """End with the first sentence, if a dialog has given one, as a refusal ends."""
    for problem in problems:
        say(problem, errors=True)
        raise typer.Exit(1)


def agree(*, yes: bool) -> None:
    """Ask whether to go on, unless --yes was given; refuses `nothing-changed`."""
    if not yes and not _says_yes():
        raise Refusal("nothing-changed")


def _ask(going: SendPreview) -> str | None:
    if going.everyone:
        return _answer(f"Type {going.count} to go on: ")
    if not _says_yes():
        raise Refusal("not-confirmed")
    return None


def _says_yes() -> bool:
    return as_words(_answer("Go on? (yes/no) ")) in {"y", "yes", "yes please"}


def _answer(question: str) -> str:
    """Ask on standard error, so that standard output holds results only."""
    sys.stderr.write(question)
    sys.stderr.flush()
    answer = sys.stdin.readline().strip()
    if not sys.stdin.isatty():
        sys.stderr.write("\n")  # no one pressed the key that ends the line
    return answer
