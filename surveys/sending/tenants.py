"""A tenant of Microsoft 365 whose people may write to us: what to set up there, step by step.

A step is done when it was seen to work. Each step that is not done has the sentence to send to that
organisation's IT desk.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from surveys.people import people
from surveys.problems import Refusal
from surveys.sending.backoff import Backoff


class TenantState(StrEnum):
    """Whether the people of a tenant may write to us, and we to them."""

    ALLOWED = "allowed"
    PAUSED = "paused"


class SetUpStep(StrEnum):
    """What has to work in a tenant, in the order in which it is set up."""

    APP = "app"
    PEOPLE = "people"
    IN = "in"
    OUT = "out"
    SIGN_IN = "sign-in"


class SeenBy(StrEnum):
    """By what a step was seen to work."""

    ACTIVITY = "activity"
    DELIVERY = "delivery"
    PROBE = "probe"


STEP_NAMES: Mapping[SetUpStep, str] = {
    SetUpStep.APP: "App uploaded",
    SetUpStep.PEOPLE: "People found",
    SetUpStep.IN: "First message in",
    SetUpStep.OUT: "First message out",
    SetUpStep.SIGN_IN: "Sign-in allowed",
}
SEEN_IN_WORDS: Mapping[SeenBy, str] = {
    SeenBy.ACTIVITY: "Teams told us",
    SeenBy.DELIVERY: "a message arrived",
    SeenBy.PROBE: "a test message arrived",
}
TO_SEND: Mapping[SetUpStep, str] = {
    SetUpStep.APP: (
        "Please upload the Golden Thread app package in the Teams admin centre (Teams apps, Manage "
        "apps, Upload new app), allow it for the people on our list, and add it to an app setup "
        "policy so that they have it without doing anything."
    ),
    SetUpStep.PEOPLE: (
        "Please send us the e-mail address and the Entra object ID of each person on our list: "
        "we could not find all of them among your accounts."
    ),
    SetUpStep.IN: (
        "Please ask one person who has the Golden Thread app to open it in Teams and type: help"
    ),
    SetUpStep.OUT: (
        "Please check that no app permission policy in the Teams admin centre blocks the Golden "
        "Thread app for the people on our list. We then send one test message."
    ),
    SetUpStep.SIGN_IN: (
        "Please allow the people on our list to sign in to the Golden Thread application (Entra "
        "admin centre, Enterprise applications), and give consent if your rules ask for it."
    ),
}
REFUSES = (
    "Your Microsoft 365 does not accept our bot’s sign-in (status 401). Please check in the Teams "
    "admin centre that the Golden Thread app is allowed, and that its bot ID is {bot}."
)
_TENANT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# How long a tenant that refuses our sign-in is left alone: longer each time.
REFUSED_FOR = Backoff(first=60.0, longest=1800.0, certain=1.0)


@dataclass(frozen=True, slots=True)
class Tenant:
    """A tenant that was added, or paused; `name` is empty where only a setting names it."""

    tenant_id: str
    name: str
    state: TenantState
    added_at: datetime
    changed_at: datetime
    changed_by: str

    @property
    def called(self) -> str:
        """Its name, or its id where it has none."""
        return self.name or self.tenant_id


@dataclass(frozen=True, slots=True)
class StepSeen:
    """When a step was first seen to work, and by what."""

    done_at: datetime
    seen_by: SeenBy


@dataclass(frozen=True, slots=True)
class PeopleOfTenant:
    """How many people of the roster are in a tenant; `found`: their account there is known."""

    found: int = 0
    listed: int = 0

    @property
    def in_words(self) -> str:
        """Say how many were found."""
        if not self.listed:
            return "no one on the roster is in this tenant"
        return f"{self.found:,} of {people(self.listed)} on the roster"


@dataclass(frozen=True, slots=True)
class TenantRefusal:
    """A tenant that does not accept our sign-in: since when, and when it is tried again."""

    since: datetime
    until: datetime
    times: int


def read_tenant_id(typed: str) -> str:
    """Return a tenant's id in lower case; refuses `tenant-id-wrong`."""
    tenant_id = typed.strip().strip("{}").lower()
    if not _TENANT_ID.fullmatch(tenant_id):
        raise Refusal("tenant-id-wrong", typed=typed)
    return tenant_id


def allowed(by_settings: frozenset[str], states: Mapping[str, TenantState]) -> frozenset[str]:
    """Return the tenants whose people may write to us: of the settings, and added; not paused."""
    added = {one for one, state in states.items() if state is TenantState.ALLOWED}
    paused = states.keys() - added
    return (by_settings | added) - paused


def only_one(by_settings: frozenset[str], states: Mapping[str, TenantState]) -> str:
    """Return the tenant where we know of exactly one, whatever its state; else empty."""
    known = by_settings | states.keys()
    return next(iter(known)) if len(known) == 1 else ""
