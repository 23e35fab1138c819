"""The Teams door: an inbound activity becomes a command, its reply a card, in one unit of work.

It is idempotent: a repeated activity gets the reply of the first. We answer only after the commit.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.teams.activity import message_bytes
from bot.teams.cards import Card, attachment, draw
from bot.teams.channel_registry import learn_channels
from bot.teams.inbound import FileConsent, Inbound
from dialogs import home
from dialogs.impact import request_summary
from dialogs.ports import Address, RetryLater, Sender
from dialogs.replies import NotOnRoster, ProblemReply, Queued, Reply, Stale, freeze, thaw
from dialogs.table import take, verb_of
from dialogs.turn import Installation, Turn
from storage.database.deferred import AlreadyThere
from storage.store import Store
from storage.unit import Unit
from surveys.people import Chat, Speaker
from surveys.problems import Refusal
from surveys.sending.frozen import Frozen

# Service URL, conversation, Teams user id -> e-mail addresses.
LookUp = Callable[[str, str, str], Awaitable[list[str]]]
LONGEST_PAUSE = 8.0  # seconds that an answer may wait: Teams retries after about fifteen
OUT_OF_DATE = frozenset(
    {"out-of-date", "wave-closed", "wave-not-open", "not-found", "download-used"}
)


@dataclass(frozen=True, slots=True)
class TeamsDoor:
    """Takes each activity through its dialog; `look_up` finds the e-mails of an unknown person."""

    store: Store
    installation: Installation
    sender: Sender
    look_up: LookUp

    async def __call__(self, inbound: Inbound) -> Card | None:
        """Return the card that answers an invoke; anything else is answered by a message."""
        try:
            reply = await self._reply(inbound)
        except Exception:
            # The handler answers a failed tap itself; a message shows no such answer.
            if inbound.kind == "message":
                await self._say(inbound, _refused(Refusal("not-saved")))
            raise
        if inbound.kind == "invoke":
            return draw(reply) if reply else None
        if reply is not None:
            await self._say(inbound, reply)
        return None

    async def _say(self, inbound: Inbound, reply: Reply) -> None:
        """Answer by a message; where Teams throttles us for a moment, once more after it."""
        address, body = _address(inbound), to_bytes(reply)
        outcome = await self.sender.send(address, body)
        if isinstance(outcome, RetryLater) and outcome.after_seconds <= LONGEST_PAUSE:
            await asyncio.sleep(outcome.after_seconds)
            await self.sender.send(address, body)

    async def _reply(self, inbound: Inbound) -> Reply | None:
        if inbound.kind == "channel":
            return await self._taken(inbound)
        if not inbound.aad_object_id:
            return NotOnRoster()
        try:
            reply = await self._taken(inbound)
            if isinstance(reply, NotOnRoster) and await self._linked(inbound):
                reply = await self._taken(inbound)
        except Refusal as refusal:
            return _refused(refusal)
        return reply

    async def _taken(self, inbound: Inbound) -> Reply | None:
        """Return the dialog's reply; a repeat changes nothing and gets the reply of the first.

        Repeats are rare, so we do not check first: storing the activity fails if it is there.
        """
        try:
            return await self.store.act(lambda unit: self._turn(unit, inbound))
        except AlreadyThere:  # the activity was processed before
            return _thawed(inbound, await self._kept(inbound) or "")
        except Refusal as refusal:  # perhaps only because the first was processed
            kept = None if refusal.code == "not-saved" else await self._kept(inbound)
            if kept is None:
                raise
            return _thawed(inbound, kept)

    async def _kept(self, inbound: Inbound) -> str | None:
        return await self.store.read(
            lambda unit: unit.processed_activities.reply_to(
                inbound.conversation_id, inbound.activity_id
            )
        )

    async def _linked(self, inbound: Inbound) -> bool:
        """Link the person to the roster by their e-mail; say whether someone matched."""
        emails = await self.look_up(
            inbound.service_url, inbound.conversation_id, inbound.teams_user_id
        )
        who = inbound.aad_object_id
        return await self.store.act(lambda unit: unit.people.link(emails, who))

    def _turn(self, unit: Unit, inbound: Inbound) -> Reply | None:
        """Run one unit of work; store nothing about someone on no roster."""
        if inbound.kind == "channel":
            learn_channels(unit, inbound)
            _keep_reply(unit, inbound, None)  # a repeat must not undo what came after
            return None
        if inbound.kind == "receipt":
            unit.deliveries.prove_by_receipt(inbound.aad_object_id, inbound.last_read)
            return None
        if inbound.kind == "removed":
            if home.removed(unit, inbound.aad_object_id):
                # A repeat must not undo that the app was installed again.
                _keep_reply(unit, inbound, None)
            return None
        speaker = unit.people.speaker(inbound.tenant_id, inbound.aad_object_id)
        if speaker is None:
            return NotOnRoster()
        known = _keep_chat(unit, speaker, inbound)
        reply = self._dialog(Turn(speaker, unit, self.installation), inbound, known=known)
        _keep_reply(unit, inbound, reply)
        return reply

    def _dialog(self, turn: Turn, inbound: Inbound, *, known: bool) -> Reply | None:
        if inbound.kind == "installed":
            return None if known else home.welcome(turn.speaker)
        if inbound.kind == "file_consent" and inbound.consent:
            return _consent(turn, inbound.consent)
        if not inbound.data:
            return take(turn, verb_of(inbound.text), {})
        data = {name: value for name, value in inbound.data.items() if name not in _OURS}
        reply = take(turn, inbound.verb, data)
        if isinstance(reply, Queued) and inbound.reply_to_id and _asked_for(turn, reply.dispatch):
            turn.unit.progress_cards.put(reply.dispatch, inbound.reply_to_id)
        return reply


_OURS = frozenset({"verb", "msteams"})  # fields of a tap that are not the command's


def _asked_for(turn: Turn, dispatch_id: int) -> bool:
    """Say whether the speaker asked for a send: only their chat shows its progress."""
    dispatch = turn.unit.deliveries.dispatch(dispatch_id)
    return dispatch is not None and dispatch.asked_by in {
        person.id for person in turn.speaker.people
    }


def to_bytes(reply: Reply) -> bytes:
    """Return a reply as the bytes of a message."""
    return message_bytes([attachment(reply)], reply.lock_screen())


def _consent(turn: Turn, consent: FileConsent) -> Reply:
    export = str(consent.context.get("export", ""))
    if consent.accepted:
        return request_summary.accept(turn, export, consent.upload)
    return request_summary.decline(turn, export)


def _keep_chat(unit: Unit, speaker: Speaker, inbound: Inbound) -> bool:
    """Store a new address of the person; say whether they had the app before."""
    before = speaker.chat
    now = Chat(
        aad_object_id=inbound.aad_object_id,
        tenant_id=inbound.tenant_id,
        teams_user_id=inbound.teams_user_id,
        conversation_id=inbound.conversation_id,
        service_url=inbound.service_url,
        time_zone=inbound.time_zone or (before.time_zone if before else "Europe/London"),
    )
    if before != now:
        unit.people.see(now, unit.now)
    return before is not None and before.state == "installed"


def _keep_reply(unit: Unit, inbound: Inbound, reply: Reply | None) -> None:
    """Store the reply for a repeat.

    A reply with a ticket is made again instead, so that no row links it to a person's chat.
    """
    if inbound.data.get("ticket") or (reply is not None and getattr(reply, "ticket", None)):
        return
    kept = "\n".join(freeze(reply)) if reply and inbound.kind == "invoke" else ""
    unit.processed_activities.keep(inbound.conversation_id, inbound.activity_id, kept, unit.now)


def _thawed(inbound: Inbound, kept: str) -> Reply | None:
    """Return the stored reply; an answer that went out as a message is not repeated."""
    kind, _, content = kept.partition("\n")
    return thaw(Frozen(kind, content)) if kind and inbound.kind == "invoke" else None


def _refused(refusal: Refusal) -> Reply:
    if refusal.code == "not-on-roster":
        return NotOnRoster()
    if refusal.code in OUT_OF_DATE:
        return Stale(sentence=refusal.sentence, advice=refusal.advice)
    return ProblemReply(code=refusal.code, sentence=refusal.sentence, advice=refusal.advice)


def _address(inbound: Inbound) -> Address:
    return Address(
        inbound.tenant_id, inbound.conversation_id, inbound.service_url, inbound.aad_object_id
    )
