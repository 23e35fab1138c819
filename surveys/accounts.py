"""Whose an account is: tenant and object id name it, and a person is bound to one once.

An e-mail address alone proves little, because those who run a tenant can give any to an account. It
binds only in the tenant that we know for the person; whatever is in doubt is for a lead to decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from surveys.people import Person

GUEST_MARK = "#ext#"


@dataclass(frozen=True, slots=True)
class TeamsAccount:
    """An account that Teams has verified, with the names that Teams has for it, in lower case."""

    tenant_id: str
    aad_object_id: str
    names: tuple[str, ...] = ()  # its e-mail address, and its user principal name

    @property
    def is_guest(self) -> bool:
        """Say whether the account is a guest in its tenant."""
        return any(GUEST_MARK in name for name in self.names)

    @property
    def emails(self) -> tuple[str, ...]:
        """The e-mail addresses to look up: a guest's name holds that of its home."""
        return tuple(_of_guest(name) if GUEST_MARK in name else name for name in self.names)


def _of_guest(name: str) -> str:
    """Return `sam.reed@home.example` of `sam.reed_home.example#ext#@host.example`."""
    user, _, home = name.partition(GUEST_MARK)[0].rpartition("_")
    return f"{user}@{home}"


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A person whom an account could be, and what we know of their own account."""

    person: Person
    tenant_id: str | None  # of the account that they are bound to
    aad_object_id: str | None  # of that account, or as the roster names it
    agency_tenant_id: str | None  # as the roster names it


class Doubt(StrEnum):
    """Why an account is not bound to a person at once."""

    CHANGED_ID = "changed-id"
    GUEST = "guest"
    TENANT_UNKNOWN = "tenant-unknown"
    OTHER_TENANT = "other-tenant"


FOR_A_LEAD = frozenset({Doubt.CHANGED_ID, Doubt.GUEST, Doubt.TENANT_UNKNOWN})
IN_WORDS: Mapping[Doubt, str] = {
    Doubt.CHANGED_ID: "Someone wrote to us from a new account with this person’s e-mail address. "
    "We know this person by another account.",
    Doubt.GUEST: "Someone wrote to us from a guest account with this person’s e-mail address. "
    "An organisation can give a guest account any address.",
    Doubt.TENANT_UNKNOWN: "Someone wrote to us from an account with this person’s e-mail address. "
    "Our list of people does not say whose Teams this person uses.",
    Doubt.OTHER_TENANT: "Someone wrote to us from another organisation’s Teams with this person’s "
    "e-mail address. We did not let them in.",
}
TOLD: Mapping[Doubt, str] = {  # the problem that the account is told
    Doubt.CHANGED_ID: "account-asked",
    Doubt.GUEST: "account-asked",
    Doubt.TENANT_UNKNOWN: "account-asked",
    Doubt.OTHER_TENANT: "account-elsewhere",
}


def doubt(entry: RosterEntry, account: TeamsAccount, only_tenant: str) -> Doubt | None:
    """Return why the account is not bound to the person at once; None if it is.

    `only_tenant` is the allowed tenant where there is exactly one, else empty.
    """
    known = entry.agency_tenant_id or entry.tenant_id or only_tenant
    if known and known != account.tenant_id:
        return Doubt.OTHER_TENANT
    on_roster = entry.aad_object_id == account.aad_object_id
    if account.is_guest and not on_roster:
        return Doubt.GUEST
    if entry.aad_object_id and not on_roster:
        return Doubt.CHANGED_ID
    return None if known else Doubt.TENANT_UNKNOWN


@dataclass(frozen=True, slots=True)
class AccountQuestion:
    """An account that could be a person's; `theirs` is None until someone has answered."""

    id: int
    person: Person
    account: TeamsAccount
    why: Doubt
    theirs: bool | None
