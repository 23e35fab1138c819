"""Prove that a tenant is set up: one test message to one person there, and what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.people.tenants import TenantPage
from dialogs.ports import Address, Delivered, Outcome, Refused, RetryLater, Unknown
from dialogs.replies import Said
from dialogs.turn import Installation
from storage.unit import Unit
from surveys.people import ChatState, Person
from surveys.problems import Refusal
from surveys.sending.reasons import Reason, reason_of
from surveys.sending.tenants import SeenBy, SetUpStep, TenantState

TEST_MESSAGE = Said(
    title="A test message from Golden Thread",
    text="Your organisation’s Teams accepts our messages. You do not need to do anything.",
)
NOT_AUTHORISED = "not-authorised"
NO_TOKEN = Reason(
    "Microsoft gave us no token for our bot, so nothing was sent to this or any other tenant.",
    "Check CLIENT_ID, CLIENT_SECRET and TENANT_ID, and try again.",
)
NO_CONNECTION = Reason(
    "We could not connect to Teams at all, so nothing was sent to this or any other tenant.",
    "Check the network and the outgoing proxy with: check",
)
BUSY = Reason(
    "Teams asked us to wait before we send anything more to this tenant.",
    "Try again in two minutes.",
)


@dataclass(frozen=True, slots=True)
class Probe:
    """Whom the test message goes to, and where."""

    tenant_id: str
    person: Person
    address: Address


def plan_probe(unit: Unit, page: TenantPage, email: str | None, here: Installation) -> Probe:
    """Return where to send the test message: to the person named, else to a lead there.

    Refuses `tenant-paused`, `tenant-nobody` and `tenant-not-theirs`.
    """
    if page.state is TenantState.PAUSED:
        raise Refusal("tenant-paused", name=page.called)
    person = _named(unit, page, email) if email else _anyone(unit, page)
    chat = unit.people.chat_of(person.id)
    if chat is not None and chat.state is not ChatState.REMOVED:
        where = chat.conversation_id
        return Probe(
            page.tenant_id,
            person,
            Address(page.tenant_id, where, chat.service_url, chat.aad_object_id),
        )
    entra_id = unit.accounts.of_person(person.id).aad_object_id
    if entra_id is None:
        raise Refusal("tenant-no-id", name=person.name)
    opened = Address(page.tenant_id, None, here.default_service_url, entra_id)
    return Probe(page.tenant_id, person, opened)


def _anyone(unit: Unit, page: TenantPage) -> Person:
    found = unit.tenants.to_probe(page.tenant_id)
    person = unit.people.person(found) if found is not None else None
    if person is None:
        raise Refusal("tenant-nobody", name=page.called)
    return person


def _named(unit: Unit, page: TenantPage, email: str) -> Person:
    places = [place_id for place_id, _, _ in unit.people.partnerships()]
    known = [one for one in unit.people.with_email(places, email.strip()) if not one.has_left]
    for person in known:
        if unit.tenants.tenant_of(person.id) in {page.tenant_id, ""}:
            return person
    raise Refusal("tenant-not-theirs", email=email, name=page.called)


def keep_probe(unit: Unit, probe: Probe, outcome: Outcome) -> None:
    """Store what the outcome tells of the tenant."""
    if isinstance(outcome, Delivered):
        unit.tenants.accept([probe.tenant_id])
        steps = (SetUpStep.APP, SetUpStep.OUT)
        unit.tenants.seen([probe.tenant_id], steps, SeenBy.PROBE, unit.now)
    elif isinstance(outcome, Refused) and outcome.reason == NOT_AUTHORISED:
        unit.tenants.refuse(probe.tenant_id, unit.now)


def probe_in_words(outcome: Outcome, bot_id: str, to_send: str) -> Reason:
    """Say what came of the test message, and what to do; `to_send`: how to ask for a refusal."""
    found = _WORDS[type(outcome)](outcome)
    if isinstance(outcome, Refused) and outcome.reason == NOT_AUTHORISED:
        return Reason(found.words, f"Send this to their IT desk: {to_send.format(bot=bot_id)}")
    return found


def _put_off(outcome: RetryLater) -> Reason:
    if outcome.throttled or outcome.reason in {"tenant-paused", "busy"}:
        return BUSY
    return NO_TOKEN if outcome.reason.startswith("token-") else NO_CONNECTION


def _refused(outcome: Refused) -> Reason:
    return reason_of(outcome.recipient or outcome.reason)


_ARRIVED = Reason("The test message arrived.", "")
_WORDS: Mapping[type, Callable[[Any], Reason]] = {
    Delivered: lambda _: _ARRIVED,
    RetryLater: _put_off,
    Refused: _refused,
    Unknown: lambda _: reason_of("lost_reply"),
}
