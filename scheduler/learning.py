"""Store what outcomes tell beyond one claim: about tenants, chats, channels, sends and e-mail.

This is stored in the commit that settles the claims, so that every process knows it at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from dialogs.people.accounts import bind_opened
from scheduler.canary import judge, stop
from scheduler.delivery_queue import Done, Unreachable
from storage.unit import Unit
from surveys.people import TO_OPEN_ANEW, Chat, ChatState
from surveys.sending.backoff import Backoff
from surveys.sending.changes import CardUpdate, PostClaim
from surveys.sending.chat_messages import ChatCardUpdate
from surveys.sending.delivery import POLICIES, State
from surveys.sending.dispatch import Claim
from surveys.sending.email_delivery import EmailClaim
from surveys.sending.tenants import SeenBy, SetUpStep

UNREACHABLE = Backoff(first=2.0, longest=30.0, shortest=1.0, certain=0.5)


def learn_from_messages(unit: Unit, done: Sequence[Done[Claim]]) -> None:
    """Store what messages tell about chats, tenants and dispatches, and judge their canaries."""
    for one in done:
        claim = one.settled.claim
        if one.chat:
            _learn_chat(unit, claim.person_id, one.chat)
        if one.chat_state and (chat := claim.chat or one.chat):
            account = (chat.tenant_id, chat.aad_object_id)
            unit.people.mark_chat(*account, one.chat_state, unit.now)
        if one.pause_tenant_for:
            _pause(unit, claim.tenant_id, one.pause_tenant_for)
        if one.unreachable:
            _pause_address(unit, one.unreachable)
        if one.stop_dispatch:
            stop(unit, claim.dispatch_id, one.stop_dispatch)
    _learn_tenants(unit, done)
    for dispatch in {one.settled.claim.dispatch_id for one in done if one.settled.claim.canary}:
        judge(unit, dispatch)


def _learn_tenants(unit: Unit, done: Sequence[Done[Claim]]) -> None:
    """Store which tenants take our messages, and then which do not accept our sign-in.

    In this order, so that where a tenant takes one and refuses another it is left alone for a time.
    """
    sent = {one.settled.claim.tenant_id for one in done if _went_to_teams(one)}
    if sent:
        unit.tenants.accept(sent)
        unit.tenants.seen(sent, (SetUpStep.OUT, SetUpStep.APP), SeenBy.DELIVERY, unit.now)
    for tenant_id in {one.settled.claim.tenant_id for one in done if one.tenant_refuses}:
        unit.tenants.refuse(tenant_id, unit.now)


def _went_to_teams(one: Done[Claim]) -> bool:
    is_sent = one.settled.state is State.SENT
    return is_sent and not POLICIES[one.settled.claim.kind].to_no_one


def learn_from_emails(unit: Unit, done: Sequence[Done[EmailClaim]]) -> None:
    """Hold every e-mail back for as long as the mail server takes none."""
    seconds = max((one.mail_shut_for or 0.0 for one in done), default=0.0)
    if seconds:
        unit.emails.hold(unit.now + timedelta(seconds=seconds))


def learn_from_posts(unit: Unit, done: Sequence[Done[PostClaim]]) -> None:
    """Store what posts tell about tenants and channels; the leads' cards follow."""
    learn_from_updates(unit, done)
    over = {one.settled.claim.dispatch_id for one in done if one.settled.due_at is None}
    if over:
        unit.progress_cards.behind(over)
    for one in done:
        place = one.settled.claim.place
        if one.channel_gone:
            unit.channels.remove(place.tenant_id, conversation_id=place.conversation_id)


def learn_from_updates(
    unit: Unit, done: Iterable[Done[PostClaim] | Done[CardUpdate] | Done[ChatCardUpdate]]
) -> None:
    """Store which tenants throttle us, and which service addresses cannot be reached."""
    for one in done:
        if one.pause_tenant_for:
            _pause(unit, one.settled.claim.place.tenant_id, one.pause_tenant_for)
        if one.unreachable:
            _pause_address(unit, one.unreachable)
        if one.tenant_refuses:
            unit.tenants.refuse(one.settled.claim.place.tenant_id, unit.now)


def _pause(unit: Unit, tenant_id: str, seconds: float) -> None:
    """Let no process write to a tenant that throttles us, for as long as it asked."""
    unit.deliveries.pause_tenant(tenant_id, unit.now + timedelta(seconds=seconds))


def _pause_address(unit: Unit, where: Unreachable) -> None:
    """Let no process write to a service address that cannot be reached, longer each time."""
    unit.address_pauses.pause(
        where.service_url,
        unit.now,
        lambda times: timedelta(seconds=UNREACHABLE.wait(times, where.chance)),
    )


def _learn_chat(unit: Unit, person_id: int, opened: Chat) -> None:
    """Store a chat that was opened, unless the person's own activities have told us more by now."""
    held = unit.people.chat_of(person_id)
    if held is None:
        bind_opened(unit, person_id, opened)
        unit.people.see(opened, unit.now)
    elif held.conversation_id is None:
        state = ChatState.INSTALLED if held.state in TO_OPEN_ANEW else held.state
        now_open = replace(held, conversation_id=opened.conversation_id, state=state)
        unit.people.see(now_open, unit.now)
