"""Long work in steps: bars of the steps and within one on a terminal; elsewhere a line for each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from bot.console.output import say, screen

T = TypeVar("T")


@dataclass(slots=True)
class LongWork(Generic[T]):
    """The steps of a long piece of work, walked once; `words` name each while it is done."""

    steps: Sequence[T]
    words: Callable[[T], str]
    _bar: Progress | None = field(default=None, init=False)
    _within: TaskID | None = field(default=None, init=False)

    def __iter__(self) -> Iterator[T]:
        shown = screen(errors=True)
        if not shown.is_terminal:
            for number, step in enumerate(self.steps, start=1):
                say(f"{number} of {len(self.steps)}: {self.words(step)}")
                yield step
            return
        # the clock moves also while one long step is worked on
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=shown, transient=True) as self._bar:
            task = self._bar.add_task("", total=len(self.steps))
            self._within = self._bar.add_task("", visible=False)
            for step in self.steps:
                self._bar.update(task, description=self.words(step))
                yield step
                self._bar.update(self._within, visible=False)
                self._bar.advance(task)

    def within(self, words: str, done: int, of: int) -> None:
        """Show how far the step is that is worked on; nothing where there is no terminal."""
        if self._bar is not None and self._within is not None and of:
            self._bar.update(
                self._within, description=words, completed=done, total=of, visible=True
            )

    def waves_read(self, read: int, of: int) -> None:
        """Show how many waves of a summary are read, and then that the rest is under way."""
        words = "  waves read" if read < of else "  all waves read, the file is made"
        self.within(words, read, of)
