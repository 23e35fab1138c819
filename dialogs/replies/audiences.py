"""Replies about audiences: those saved, and who an audience is."""

from typing import ClassVar

from dialogs.replies.shape import Option, Reply


class AudienceList(Reply):
    """The audiences saved in a partnership, to look at, use or remove."""

    kind: ClassVar[str] = "SavedAudiences"
    summary: ClassVar[str] = "Your saved lists"
    audiences: tuple[Option, ...]  # value is the name
    done: str | None = None  # what has just been done
    problem: str | None = None


class NewAudience(Reply):
    """Save a rule under a name, replacing one of that name."""

    kind: ClassVar[str] = "NewAudience"
    summary: ClassVar[str] = "Save a list of who to send to"
    saved: str = ""  # as it was typed before
    rule: str = ""
    problem: str | None = None
    places: tuple[Option, ...] = ()  # partnerships to choose from, where there are several
    place: str = ""  # as it was chosen before


class WhoIsThis(Reply):
    """Who an audience is and whom a message would not reach, a page at a time.

    `briefing`, or `subject` and `instrument`, say from which card it was opened; without them it
    was the list of saved audiences.
    """

    kind: ClassVar[str] = "WhoIsThis"
    summary: ClassVar[str] = "Who this is"
    audience: str
    briefing: int | None = None
    subject: str = ""
    instrument: str = ""
    place: int | None = None  # the partnership of a saved audience, where there are several
    count: int
    by_agency: tuple[tuple[str, int], ...]
    left_out: str  # how many people a message would not reach now, by reason, in words
    people: tuple[tuple[str, str, str], ...]  # name, agency, why a message would not reach them
    page: int
    pages: int
