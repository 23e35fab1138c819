"""What an outcome means is one table over every queue and every outcome that it can have."""

from dataclasses import replace
from typing import Any, get_args

import pytest

from dialogs.ports import Delivered, EmailAccepted, EmailOutcome, Outcome, Refused, RetryLater
from scheduler.card_updates import CARD_UPDATES
from scheduler.channel_posts import POST_UPDATES, POSTS
from scheduler.chat_cards import CHAT_CARDS
from scheduler.delivery_outcomes import MEANINGS, UPDATE_TRIES, meaning_of
from scheduler.delivery_queue import AnyOutcome, Attempt, NotDrawn, QueueName, Withheld
from scheduler.emails import EMAILS
from scheduler.messages import MESSAGES
from surveys.sending.changes import CardUpdate, Place, PostClaim
from surveys.sending.chat_messages import ChatCardUpdate
from surveys.sending.delivery import State
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import MessageVersion
from tests.scheduler.office import NO_CONNECTION, Office

PLACE = Place("tenant", "chat", "https://smba.example/teams")
POST = PostClaim(1, 2, 1, "7", installed=True, place=PLACE)
AT = MessageVersion("d1", 1)
CARD = CardUpdate(1, 2, 1, State.SENT, "7", PLACE, frozenset(), AT)
TAPPED = ChatCardUpdate(AT, Frozen("Said", "{}"), PLACE, "7", 1)
BY_TEAMS: dict[QueueName, Any] = {
    QueueName.POSTS: POST,
    QueueName.POST_UPDATES: POST,
    QueueName.CARD_UPDATES: CARD,
    QueueName.CHAT_CARDS: TAPPED,
}
UPDATES = (QueueName.POST_UPDATES, QueueName.CARD_UPDATES, QueueName.CHAT_CARDS)
BUSY = RetryLater(9.0, throttled=True, reason="throttled")
EXPECTED: dict[QueueName, set[Any]] = {
    QueueName.MESSAGES: {*get_args(Outcome), NotDrawn, Withheld},
    QueueName.EMAILS: {*get_args(EmailOutcome), NotDrawn},
    **{queue: {*get_args(Outcome), NotDrawn} for queue in BY_TEAMS},
}


def test_every_queue_is_described_by_a_row() -> None:
    rows = (MESSAGES, EMAILS, POSTS, POST_UPDATES, CARD_UPDATES, CHAT_CARDS)
    assert sorted(row.name for row in rows) == sorted(QueueName)


@pytest.mark.parametrize("queue", QueueName)
def test_every_outcome_that_a_queue_can_have_means_something(queue: QueueName) -> None:
    assert set(MEANINGS[queue]) == EXPECTED[queue]


def test_every_outcome_there_is_belongs_to_a_queue() -> None:
    assert set[Any]().union(*MEANINGS.values()) == set(get_args(AnyOutcome))
    assert EmailAccepted in get_args(AnyOutcome)


@pytest.mark.parametrize("queue", BY_TEAMS)
def test_a_tenant_that_throttles_one_queue_is_paused_for_all(
    queue: QueueName, office: Office
) -> None:
    done = meaning_of(BUSY, Attempt[Any](queue, BY_TEAMS[queue], 1, office.context))
    assert (done.pause_tenant_for, done.settled.state) == (9.0, State.PENDING)


def test_an_update_shows_the_revision_that_was_drawn(office: Office) -> None:
    done = meaning_of(Delivered("7", "chat"), Attempt(POST_UPDATES.name, POST, 3, office.context))
    assert (done.settled.state, done.settled.revision) == (State.SENT, 3)


@pytest.mark.parametrize("queue", UPDATES)
def test_an_update_waits_for_as_long_as_our_own_sign_in_is_refused(
    queue: QueueName, office: Office
) -> None:
    tired = replace(BY_TEAMS[queue], attempt=UPDATE_TRIES)
    attempt = Attempt[Any](queue, tired, 1, office.context)
    done = meaning_of(Refused("not-authorised"), attempt)
    assert done.settled.state is State.PENDING


def test_a_post_waits_for_as_long_as_our_own_sign_in_is_refused(office: Office) -> None:
    tired = replace(POST, attempt=UPDATE_TRIES)
    done = meaning_of(Refused("not-authorised"), Attempt(POSTS.name, tired, 1, office.context))
    assert done.settled.state is State.PENDING


@pytest.mark.parametrize("queue", UPDATES)
@pytest.mark.parametrize("reason", ["chat_refused", "channel_closed"])
def test_an_update_outlives_a_refusal_that_passes(
    queue: QueueName, reason: str, office: Office
) -> None:
    claim = BY_TEAMS[queue]
    done = meaning_of(Refused(reason), Attempt[Any](queue, claim, 1, office.context))
    tired = replace(claim, attempt=UPDATE_TRIES)
    over = meaning_of(Refused(reason), Attempt[Any](queue, tired, 1, office.context))
    assert (done.settled.state, done.settled.tried) == (State.PENDING, True)
    assert over.settled.state is State.FAILED


@pytest.mark.parametrize("queue", BY_TEAMS)
def test_a_connection_that_was_never_made_costs_no_try_and_pauses_the_address(
    queue: QueueName, office: Office
) -> None:
    claim = BY_TEAMS[queue]
    done = meaning_of(NO_CONNECTION, Attempt[Any](queue, claim, 1, office.context))
    assert done.unreachable is not None
    assert done.unreachable.service_url == PLACE.service_url
    assert (done.pause_tenant_for, done.settled.tried) == (None, False)


def test_a_channel_that_refuses_us_is_given_up_and_not_only_the_post(office: Office) -> None:
    outcome = Refused("app_not_in_team")
    done = meaning_of(outcome, Attempt(POSTS.name, POST, 1, office.context))
    assert done.channel_gone
    assert (done.settled.state, done.settled.reason) == (State.FAILED, "app_not_in_team")
