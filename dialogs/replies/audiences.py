"""Replies about whom a message names: saved audiences, and who an audience is."""

from typing import ClassVar

from dialogs.replies.shape import Option, Reply


class AudienceList(Reply):
    """The audiences saved in a partnership, to look at, use or remove."""

    kind: ClassVar[str] = "SavedAudiences"
    summary: ClassVar[str] = "Your saved audiences"
    audiences: tuple[Option, ...]  # value is the name
    done: str | None = None  # what has just been done
    problem: str | None = None


class NewAudience(Reply):
    """Save a rule under a name; one of that name is replaced."""

    kind: ClassVar[str] = "NewAudience"
    summary: ClassVar[str] = "Save an audience"
    saved: str = ""  # as it was typed before
    rule: str = ""
    problem: str | None = None


class WhoIsThis(Reply):
    """Who an audience is and what would become of a message to them, a page at a time.

    `briefing`, or `subject` and `instrument`, say from which check it was opened; none of them: from the saved ones.
    """

    kind: ClassVar[str] = "WhoIsThis"
    summary: ClassVar[str] = "Who this is"
    audience: str
    briefing: int | None = None
    subject: str = ""
    instrument: str = ""
    count: int
    by_agency: tuple[tuple[str, int], ...]
    left_out: str  # how many the message would not reach now, by reason, in words
    people: tuple[tuple[str, str, str], ...]  # name, agency, what is in the way of it
    page: int
    pages: int
