"""The one activity handler: parse, call, answer.

Every activity goes to the injected coroutine at most once; what it raises becomes an answer that a
person can read, and only the kind of failure is logged.
"""
# botbuilder ships neither stubs nor a py.typed, so types of its members are taken from its source.
# pyright: reportMissingTypeStubs=false

from collections.abc import Awaitable, Callable

import structlog
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity

from bot.teams.activity import CARD, compact_json
from bot.teams.attestation import AttestedIdentity
from bot.teams.inbound import Inbound, read_inbound
from surveys.problems import PROBLEMS

Turn = Callable[[Inbound], Awaitable[str | None]]  # the JSON of a card, where one answers

# BotBuilder takes the answer from here; its own send_activity would deep-copy the card first.
_INVOKE_RESPONSE = "BotFrameworkAdapter.InvokeResponse"
_IDENTITY = "BotIdentity"
_NOTHING = b"{}"  # an answer that shows nothing

log = structlog.get_logger()


class TurnHandler(TeamsActivityHandler):
    """Passes each known activity to `turn`; others are answered 200 and ignored."""

    def __init__(self, turn: Turn) -> None:
        super().__init__()
        self._turn = turn

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Take typed words and taps of older clients; the answer goes out as a message."""
        await self._tell(turn_context)

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        """Take the news that the app was added or removed."""
        await self._tell(turn_context)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """Take the same news from clients that report members."""
        await self._tell(turn_context)

    async def on_event_activity(self, turn_context: TurnContext) -> None:
        """Take a read receipt, which proves that a message arrived."""
        await self._tell(turn_context)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Answer a tap with the next card, always with HTTP status 200 and a body."""
        inbound = _inbound(turn_context)
        body = await self._answer(inbound) if inbound.kind != "unknown" else _NOTHING
        response = InvokeResponse(status=200, body=body)
        turn_context.turn_state[_INVOKE_RESPONSE] = Activity(value=response)
        return response

    async def _tell(self, turn_context: TurnContext) -> None:
        inbound = _inbound(turn_context)
        if inbound.kind == "unknown":
            return
        try:
            await self._turn(inbound)
        except Exception as problem:  # whatever it was, Teams must not retry the activity
            _note(inbound, problem)

    async def _answer(self, inbound: Inbound) -> bytes:
        try:
            card = await self._turn(inbound)
        except Exception as problem:  # a person must get words, not a status
            _note(inbound, problem)
            return said(f"{PROBLEMS['not-saved'].sentence} {PROBLEMS['not-saved'].advice}")
        if inbound.kind == "file_consent":
            return _NOTHING
        return shown(card) if card is not None else said("Received.")


def shown(card: str) -> bytes:
    """Wrap a card, as JSON, that replaces the one tapped."""
    return f'{{"statusCode":200,"type":"{CARD}","value":{card}}}'.encode()


def said(words: str) -> bytes:
    """Wrap a sentence shown beside the card tapped, which stays as it is."""
    kind = "application/vnd.microsoft.activity.message"
    return compact_json({"statusCode": 200, "type": kind, "value": words}).encode()


def _inbound(turn_context: TurnContext) -> Inbound:
    identity = turn_context.turn_state[_IDENTITY]
    if not isinstance(identity, AttestedIdentity):
        raise PermissionError("a turn without an attested activity")
    return read_inbound(identity.admitted.activity)


def _note(inbound: Inbound, problem: Exception) -> None:
    log.error("turn-failed", kind=inbound.kind, code=type(problem).__name__)
