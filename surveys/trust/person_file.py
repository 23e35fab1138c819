"""A person's file: everything that is held about one person, in words, as they may ask for it."""

from dataclasses import dataclass

from surveys.trust.retention import Retained


@dataclass(frozen=True, slots=True)
class HeldPart:
    """What is held of one kind: where it came from, how long it is kept, and a line for each row.

    A line is names and values. `kept` says in words how long a partnership keeps it; without
    `retained` that is for as long as the person is on its list of people.
    """

    title: str
    source: str
    retained: Retained | None
    lines: tuple[tuple[tuple[str, str], ...], ...]
    kept: str = ""


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person in one partnership; `not_given` says what is left out, and why."""

    name: str
    email: str
    partnership: str
    made: str
    parts: tuple[HeldPart, ...]
    seen: tuple[str, ...]
    not_given: tuple[tuple[str, str], ...]


NOT_GIVEN: tuple[tuple[str, str], ...] = (
    (
        "Answers that you gave without a name",
        (
            "They carry no name and no number, so that no one, the program included, can say which "
            "are yours."
        ),
    ),
    (
        "Answers that you gave in confidence",
        (
            "They are kept under a code. Nobody is shown which are yours, and a file that an "
            "administrator makes would show it. Only the program can work out the code, to delete "
            "the way from you to them."
        ),
    ),
    (
        "Words of safeguarding concerns, and whether one names you",
        (
            "They are about children and other people, and only the leads who deal with a concern "
            "may read them. Ask a safeguarding lead of your partnership."
        ),
    ),
    (
        "What others typed by hand into titles, notes and briefings",
        "The program cannot find a person in it. Your partnership looks for you by hand.",
    ),
    ("Backups", "They hold what this file says, for 35 days, and are only read to restore them."),
)
WORDS_NOT_GIVEN = (
    "What you wrote in your own words",
    "Only a safeguarding lead may open it. Ask for a file that a lead makes.",
)
