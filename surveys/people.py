"""Roles, people, and the person who speaks now.

A role is held within one partnership only; nothing here grants anything outside it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


def people(count: int) -> str:
    """Return a number of people in words: “1 person”, “1,250 people”."""
    return "1 person" if count == 1 else f"{count:,} people"


class Role(StrEnum):
    """What a person may do in a partnership."""

    PRACTITIONER = "practitioner"
    LEAD = "lead"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"
    AUTHOR = "author"
    APPROVER = "approver"
    SENDER = "sender"


class ChatState(StrEnum):
    """What Teams has last said of a person's chat with us."""

    INSTALLED = "installed"
    REMOVED = "removed"  # the person removed the app
    NOT_INSTALLED = "not_installed"
    BLOCKED = "blocked"
    DISABLED = "disabled"  # by an administrator
    GONE = "chat_gone"  # it is opened anew
    REFUSED = "chat_refused"  # without a reason that we know: it, too, is opened anew


TO_OPEN_ANEW = frozenset({ChatState.GONE, ChatState.REFUSED})


@dataclass(frozen=True, slots=True)
class Person:
    """One person on the roster of one partnership."""

    id: int
    partnership_id: int
    partnership: str
    agency_id: int
    agency: str
    name: str
    email: str
    roles: frozenset[Role]
    opted_out: bool = False
    language: str = "en"
    has_left: bool = False
    training: bool = False  # of a partnership that is a dry run

    def may(self, *roles: Role) -> bool:
        """Return whether the person holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Chat:
    """Where Teams can reach one human: from a verified activity or a chat that we opened.

    `since` is when its state was learned; two chats that differ in nothing else are the same.
    """

    aad_object_id: str
    tenant_id: str
    teams_user_id: str
    conversation_id: str | None
    service_url: str
    state: ChatState = ChatState.INSTALLED
    time_zone: str = "Europe/London"
    since: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Speaker:
    """The verified sender of an inbound request: one human, on one or more rosters.

    `chat` is where they could be reached before this request; None if they have never written.
    `unbound` are those of their persons whom only the roster names by this account's id so far.
    """

    tenant_id: str
    aad_object_id: str
    people: tuple[Person, ...]
    chat: Chat | None = None
    unbound: tuple[int, ...] = ()

    @property
    def person(self) -> Person:
        """The person they act as by default."""
        return self.people[0]

    def within(self, partnership_id: int) -> Person | None:
        """The person they are in that partnership, if they are on its roster."""
        return next((p for p in self.people if p.partnership_id == partnership_id), None)

    def having(self, *roles: Role) -> Person | None:
        """The first of their persons who holds one of `roles`."""
        return next((p for p in self.people if p.may(*roles)), None)
