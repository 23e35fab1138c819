"""Rows that are made anew for each walk, so that a long table is never held in memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Walks(Generic[T]):
    """What `begin` yields; it is called for each walk and yields the same each time."""

    begin: Callable[[], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        return self.begin()
