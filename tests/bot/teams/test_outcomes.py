"""What the connector refuses, by kind of call: it is about a person, a channel or the message."""

import json
from datetime import UTC, datetime

import pytest

from bot.teams.outcomes import REFUSALS, Call, Refusals, outcome_of
from dialogs.ports import Outcome, Refused
from surveys.people import ChatState
from surveys.sending.reasons import ENDING, REASONS

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TO_PEOPLE = (Call.OPEN, Call.MESSAGE)


def _all(refusals: Refusals) -> list[Refused]:
    other = [refusals.other] if refusals.other else []
    return [*refusals.by_status.values(), *refusals.by_code.values(), *other]


EVERY = [(call, refused) for call, refusals in REFUSALS.items() for refused in _all(refusals)]


def said(call: Call, status: int, code: str = "", message: str = "") -> Outcome:
    body = json.dumps({"error": {"code": code, "message": message}}) if code else ""
    return outcome_of(call, status, None, body.encode(), NOW)


@pytest.mark.parametrize(("call", "refused"), EVERY, ids=lambda one: getattr(one, "reason", one))
def test_every_reason_has_its_sentence(call: Call, refused: Refused) -> None:
    # a delivery keeps what it says of the recipient, the update of a card what the connector said
    kept = refused.recipient if call in TO_PEOPLE and refused.recipient else refused.reason
    assert kept in REASONS


@pytest.mark.parametrize("call", TO_PEOPLE)
@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("ConversationBlockedByUser", ChatState.BLOCKED),
        ("MessageWritesBlocked", ChatState.BLOCKED),
        ("BotNotInConversationRoster", ChatState.NOT_INSTALLED),
        ("ForbiddenOperationException", ChatState.NOT_INSTALLED),
        ("BotDisabledByAdmin", ChatState.DISABLED),
    ],
)
def test_a_403_says_by_its_code_why_a_person_cannot_be_reached(
    call: Call, code: str, state: ChatState
) -> None:
    assert said(call, 403, code) == Refused(code, state)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("BadArgument", "Failed to decrypt conversation id"),
        ("Forbidden", "No."),
        ("NotEnoughPermissions", "No."),
        ("", ""),
    ],
)
def test_any_other_403_fails_this_message_and_blocks_no_one(code: str, message: str) -> None:
    refused = said(Call.MESSAGE, 403, code, message)
    assert refused == Refused("chat_refused", ChatState.REFUSED)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 415, 422])
def test_whatever_is_refused_while_a_chat_is_opened_is_about_that_person(status: int) -> None:
    refused = said(Call.OPEN, status, "BadArgument", "Invalid user identity")
    assert refused == Refused("chat-not-opened")
    assert "chat-not-opened" in ENDING


def test_a_sign_in_that_is_refused_while_a_chat_is_opened_is_ours() -> None:
    assert said(Call.OPEN, 401) == Refused("not-authorised")


@pytest.mark.parametrize("status", [400, 413])
def test_a_message_that_is_wrong_or_too_large_stops_its_send(status: int) -> None:
    refused = said(Call.MESSAGE, status)
    assert isinstance(refused, Refused)
    assert refused.stops_dispatch


@pytest.mark.parametrize(("call", "refused"), EVERY, ids=lambda one: getattr(one, "reason", one))
def test_no_refusal_is_both_of_a_person_and_of_the_send(call: Call, refused: Refused) -> None:
    assert call in Call
    assert not (refused.recipient and refused.stops_dispatch)


@pytest.mark.parametrize("call", [Call.POST, Call.UPDATE, Call.UPLOAD])
def test_no_post_update_or_upload_says_anything_of_a_persons_chat(call: Call) -> None:
    assert {refused.recipient for refused in _all(REFUSALS[call])} <= {None}


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (404, "ConversationNotFound", "channel_gone"),
        (403, "BotNotInConversationRoster", "app_not_in_team"),
        (403, "BotDisabledByAdmin", "channel_disabled"),
        (403, "Forbidden", "channel_closed"),
        (403, "", "channel_closed"),
    ],
)
def test_a_post_says_what_is_the_matter_with_its_channel(
    status: int, code: str, reason: str
) -> None:
    assert said(Call.POST, status, code) == Refused(reason)
