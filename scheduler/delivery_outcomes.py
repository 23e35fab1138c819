"""What each outcome of sending means, in every queue: decided here and nowhere else.

`MEANINGS` has a row for each queue and each outcome that it can have, and a test holds it to both
lists. How many tries a class of message has is in `POLICIES`, how long a queue waits between two of
them in `BACKOFFS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from dialogs.ports import Delivered, EmailAccepted, Refused, RetryLater, Unknown
from scheduler.addresses import address_of, address_of_place
from scheduler.before_sending import not_sent
from scheduler.delivery_queue import (
    AnyOutcome,
    Attempt,
    C,
    Done,
    NotDrawn,
    QueueName,
    Unreachable,
    Withheld,
)
from surveys.people import Chat, ChatState
from surveys.sending.backoff import Backoff
from surveys.sending.changes import PostClaim
from surveys.sending.delivery import POLICIES, State
from surveys.sending.dispatch import Claim, Settled
from surveys.sending.email_delivery import TRIES, EmailClaim

BACKOFFS: Mapping[QueueName, Backoff] = {
    QueueName.MESSAGES: Backoff(longest=120.0, shortest=0.5),
    QueueName.EMAILS: Backoff(longest=3600.0, certain=0.5),
    QueueName.POSTS: Backoff(first=2.0, longest=600.0, shortest=0.5),
    QueueName.POST_UPDATES: Backoff(first=2.0, longest=600.0, shortest=0.5),
    QueueName.CARD_UPDATES: Backoff(first=2.0, longest=600.0, shortest=0.5),
    QueueName.CHAT_CARDS: Backoff(first=2.0, longest=600.0, shortest=0.5),
}
# Of what must arrive, by whatever door: after a refusal, and after a reply that was lost.
MUST_ARRIVE_AGAIN = Backoff(first=15.0, longest=120.0, shortest=30.0)
LOST_AGAIN = timedelta(seconds=30)
MAIL_SHUT = timedelta(hours=1)
UPDATE_TRIES = 100  # half a day at the longest wait
TENANT_REFUSES = "not-authorised"  # the tenant does not accept our sign-in: that alone waits
TENANT_AGAIN = timedelta(seconds=60)  # until one message is tried again where others went through
PASSING = frozenset({"chat_refused", "channel_closed"})  # as long as it lasts, an update waits
CHANNEL_GONE = frozenset({"channel_gone", "app_not_in_team"})
NOT_DRAWN = "cannot-be-drawn"


def meaning_of(outcome: AnyOutcome, attempt: Attempt[C]) -> Done[C]:
    """Return what an outcome comes to."""
    if isinstance(outcome, Refused) and outcome.reason == TENANT_REFUSES:
        return _tenant_refuses(attempt)
    return MEANINGS[attempt.queue][type(outcome)](outcome, attempt)


def _must_arrive(attempt: Attempt[Any]) -> bool:
    return POLICIES[attempt.claim.kind].must_arrive


def _again_soon(attempt: Attempt[C], reason: str | None = None) -> Settled[C]:
    """Settle what must arrive as due again, however often it has been tried."""
    wait = MUST_ARRIVE_AGAIN.wait(attempt.claim.attempt, attempt.context.jitter())
    return _again(attempt, timedelta(seconds=wait), None)._replace(reason=reason)


def _lost(_: Unknown, attempt: Attempt[C]) -> Done[C]:
    """It may have arrived: not known, but sent again where it must arrive."""
    if _must_arrive(attempt):
        return Done(_again(attempt, LOST_AGAIN, None)._replace(reason="lost_reply"))
    return Done(Settled(attempt.claim, State.UNKNOWN, "lost_reply"))


def _wait(outcome: AnyOutcome, attempt: Attempt[Any]) -> timedelta:
    """Return how long to wait: as long as we were told, else by the queue's back-off."""
    asked = outcome.after_seconds if isinstance(outcome, RetryLater) else 0.0
    if isinstance(outcome, RetryLater) and (outcome.throttled or not outcome.tried):
        return timedelta(seconds=asked)
    backoff, chance = BACKOFFS[attempt.queue], attempt.context.jitter()
    return timedelta(seconds=backoff.wait(attempt.claim.attempt, chance, asked))


def _again(
    attempt: Attempt[C], wait: timedelta, tries: int | None, *, tried: bool = True
) -> Settled[C]:
    """Settle it as due again after a wait, unless its tries are used up."""
    if tried and tries is not None and attempt.claim.attempt >= tries:
        return Settled(attempt.claim, State.FAILED, "tries_used_up")
    due_at = attempt.context.clock() + wait
    return Settled(attempt.claim, State.PENDING, due_at=due_at, tried=tried)


def _pause(outcome: AnyOutcome) -> float | None:
    """Return for how many seconds no one may write to the tenant, where it throttles us."""
    if isinstance(outcome, RetryLater) and outcome.throttled:
        return outcome.after_seconds
    return None


# Of several queues.


def _put_off(outcome: RetryLater, attempt: Attempt[Any]) -> Done[Any]:
    """It was not delivered, and costs a try only if it came to the server at all.

    Where no connection was made, it is due at once: the pause of the address says when.
    """
    if (unreachable := _unreachable(outcome, attempt)) is not None:
        return not_sent(attempt.claim, attempt.context.clock())._replace(unreachable=unreachable)
    tries = POLICIES[attempt.claim.kind].tries
    settled = _again(attempt, _wait(outcome, attempt), tries, tried=outcome.tried)
    return Done(settled, _pause(outcome))


def _unreachable(outcome: AnyOutcome, attempt: Attempt[Any]) -> Unreachable | None:
    """Return the service address, where no connection could be made with it."""
    if not isinstance(outcome, RetryLater) or outcome.tried or outcome.throttled:
        return None
    claim = attempt.claim
    address = (
        address_of(claim, attempt.context.installation)
        if isinstance(claim, Claim)
        else address_of_place(claim.place)
    )
    return Unreachable(address.service_url, attempt.context.jitter())


def _tenant_refuses(attempt: Attempt[C]) -> Done[C]:
    """It waits without using up a try; an alert is tried on."""
    if attempt.queue is QueueName.MESSAGES and _must_arrive(attempt):
        return Done(_again_soon(attempt, TENANT_REFUSES), tenant_refuses=True)
    due_at = attempt.context.clock() + TENANT_AGAIN
    return not_sent(attempt.claim, due_at)._replace(tenant_refuses=True)


def _fails_undrawn(_: NotDrawn, attempt: Attempt[C]) -> Done[C]:
    if _must_arrive(attempt):  # another process may have the version that can draw it
        return Done(_again_soon(attempt, NOT_DRAWN))
    return Done(Settled(attempt.claim, State.FAILED, NOT_DRAWN))


# Of messages to people.


def _message_delivered(outcome: Delivered, attempt: Attempt[Claim]) -> Done[Claim]:
    claim = attempt.claim
    settled = Settled(claim, State.SENT, activity_id=outcome.activity_id)
    if POLICIES[claim.kind].to_no_one:
        return Done(settled)
    if claim.chat is not None and claim.chat.conversation_id == outcome.conversation_id:
        works_again = claim.chat.state is not ChatState.INSTALLED
        return Done(settled, chat_state=ChatState.INSTALLED if works_again else None)
    return Done(settled, chat=_opened_chat(outcome.conversation_id, attempt))


def _opened_chat(conversation_id: str, attempt: Attempt[Claim]) -> Chat:
    """Return the chat with the conversation that was opened for a message."""
    if attempt.claim.chat is not None:
        return replace(
            attempt.claim.chat, conversation_id=conversation_id, state=ChatState.INSTALLED
        )
    address = address_of(attempt.claim, attempt.context.installation)
    return Chat(
        aad_object_id=address.aad_object_id,
        tenant_id=address.tenant_id,
        teams_user_id="",
        conversation_id=conversation_id,
        service_url=address.service_url,
    )


def _message_refused(outcome: Refused, attempt: Attempt[Claim]) -> Done[Claim]:
    """It was refused; but a chat that is gone is opened again, and an alert must arrive."""
    claim, policy = attempt.claim, POLICIES[attempt.claim.kind]
    had_a_chat = claim.chat is not None and claim.chat.conversation_id is not None
    if outcome.recipient is ChatState.GONE and had_a_chat:
        return Done(_again(attempt, timedelta(), policy.tries), chat_state=ChatState.GONE)
    reason = outcome.recipient or outcome.reason
    if policy.must_arrive:  # what is refused today says nothing of the next try
        return Done(_again_soon(attempt, reason), chat_state=outcome.recipient)
    settled = Settled(claim, State.FAILED, reason)
    stops = outcome.reason if outcome.stops_dispatch else None
    return Done(settled, chat_state=outcome.recipient, stop_dispatch=stops)


def _message_undrawn(_: NotDrawn, attempt: Attempt[Claim]) -> Done[Claim]:
    """It waits for a version of the program that can draw it, and for the send to be resumed."""
    if _must_arrive(attempt):
        return Done(_again_soon(attempt, NOT_DRAWN))
    return not_sent(attempt.claim, attempt.context.clock())._replace(stop_dispatch=NOT_DRAWN)


def _message_withheld(_: Withheld, attempt: Attempt[Claim]) -> Done[Claim]:
    return not_sent(attempt.claim, attempt.context.clock())


# Of e-mails.


def _email_accepted(_: EmailAccepted, attempt: Attempt[EmailClaim]) -> Done[EmailClaim]:
    return Done(Settled(attempt.claim, State.SENT))


def _email_put_off(outcome: RetryLater, attempt: Attempt[EmailClaim]) -> Done[EmailClaim]:
    wait = _wait(outcome, attempt)
    settled = (
        _again_soon(attempt)
        if _must_arrive(attempt)
        else _again(attempt, wait, TRIES, tried=outcome.tried)
    )
    if not outcome.tried:  # it was not about this one e-mail: the server takes none at all
        return Done(settled._replace(reason=outcome.reason), mail_shut_for=wait.total_seconds())
    put_off = settled.state is State.PENDING
    return Done(settled._replace(reason="put-off") if put_off else settled)


def _email_refused(outcome: Refused, attempt: Attempt[EmailClaim]) -> Done[EmailClaim]:
    shut = MAIL_SHUT.total_seconds() if outcome.stops_dispatch else None
    if _must_arrive(attempt):
        return Done(_again_soon(attempt, outcome.reason), mail_shut_for=shut)
    if shut is None:
        return Done(Settled(attempt.claim, State.FAILED, outcome.reason))
    settled = _again(attempt, MAIL_SHUT, TRIES)._replace(reason=outcome.reason)
    return Done(settled, mail_shut_for=shut)


# Of posts in channels.


def _posted(outcome: Delivered, attempt: Attempt[PostClaim]) -> Done[PostClaim]:
    sent = Settled(attempt.claim, State.SENT, activity_id=outcome.activity_id)
    return Done(sent._replace(revision=attempt.revision))


def _post_refused(outcome: Refused, attempt: Attempt[PostClaim]) -> Done[PostClaim]:
    settled = Settled(attempt.claim, State.FAILED, outcome.reason)
    return Done(settled, channel_gone=outcome.reason in CHANNEL_GONE)


# Of updates, which are idempotent: what may have failed is tried again.


def _updated(_: Delivered, attempt: Attempt[C]) -> Done[C]:
    return Done(Settled(attempt.claim, State.SENT, revision=attempt.revision))


def _update_refused(outcome: Refused, attempt: Attempt[C]) -> Done[C]:
    """It is given up, unless what refused it passes."""
    if outcome.reason in PASSING:
        return Done(_again(attempt, _wait(outcome, attempt), UPDATE_TRIES))
    return Done(Settled(attempt.claim, State.FAILED, outcome.reason))


def _update_again(outcome: AnyOutcome, attempt: Attempt[C]) -> Done[C]:
    if (unreachable := _unreachable(outcome, attempt)) is not None:
        return not_sent(attempt.claim, attempt.context.clock())._replace(unreachable=unreachable)
    tried = outcome.tried if isinstance(outcome, RetryLater) else True
    settled = _again(attempt, _wait(outcome, attempt), UPDATE_TRIES, tried=tried)
    return Done(settled, _pause(outcome))


_Meanings = Mapping[type, Callable[[Any, Attempt[Any]], Done[Any]]]
_OF_UPDATES: _Meanings = {
    Delivered: _updated,
    RetryLater: _update_again,
    Refused: _update_refused,
    Unknown: _update_again,
    NotDrawn: _update_again,
}
MEANINGS: Mapping[QueueName, _Meanings] = {
    QueueName.MESSAGES: {
        Delivered: _message_delivered,
        RetryLater: _put_off,
        Refused: _message_refused,
        Unknown: _lost,
        NotDrawn: _message_undrawn,
        Withheld: _message_withheld,
    },
    QueueName.EMAILS: {
        EmailAccepted: _email_accepted,
        RetryLater: _email_put_off,
        Refused: _email_refused,
        Unknown: _lost,
        NotDrawn: _fails_undrawn,
    },
    QueueName.POSTS: {
        Delivered: _posted,
        RetryLater: _put_off,
        Refused: _post_refused,
        Unknown: _lost,
        NotDrawn: _fails_undrawn,
    },
    QueueName.POST_UPDATES: _OF_UPDATES,
    QueueName.CARD_UPDATES: _OF_UPDATES,
    QueueName.CHAT_CARDS: {**_OF_UPDATES, NotDrawn: _fails_undrawn},
}
