"""What a problem is: a sentence in plain English, what to do next, an HTTP status."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that can go wrong, worded for the person it happens to.

    `{facts}` are filled in when it is raised.
    """

    sentence: str
    advice: str
    status: int = 400
