"""The Teams door: an inbound activity becomes a command, its reply a card, in one unit of work.

It is idempotent: a repeated activity gets the reply of the first. We answer only after the commit.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from bot.answer_time import CHAT_TICK, leave_at_tick
from bot.teams.activity import message_bytes
from bot.teams.card_json import answer_json
from bot.teams.cards import attachment
from bot.teams.cards.versions import MESSAGE
from bot.teams.channel_registry import learn_channels
from bot.teams.inbound import FileConsent, Inbound
from bot.teams.refused_cards import ENDS_A_CARD, refused_card
from dialogs import home
from dialogs.conversations import Answered, Tap, as_it_is, said, tapped
from dialogs.impact import request_summary
from dialogs.people import accounts
from dialogs.ports import Address, RetryLater, Sender
from dialogs.replies import NotOnRoster, Reply, freeze, thaw
from dialogs.table import take_typed
from dialogs.trust.hear import hear_refused, strings_in, written_in
from dialogs.turn import Installation, Turn
from storage.database.deferred import AlreadyThere
from storage.store import Store
from storage.unit import Unit
from surveys.accounts import TeamsAccount
from surveys.people import Chat, ChatState, Speaker
from surveys.problems import Refusal
from surveys.sending.changes import Place
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import MessageVersion

# Service URL, conversation, Teams user id -> names of the account; None if we could not look.
LookUp = Callable[[str, str, str], Awaitable[tuple[str, ...] | None]]
LONGEST_PAUSE = 8.0  # seconds that an answer may wait: Teams retries after about fifteen


@dataclass(frozen=True, slots=True)
class TeamsDoor:
    """Takes each activity through its dialog; `look_up` finds the names of an unknown account."""

    store: Store
    installation: Installation
    sender: Sender
    look_up: LookUp
    only_tenant: Callable[[], str] = str  # the tenant, where we know of exactly one

    async def __call__(self, inbound: Inbound) -> str | None:
        """Return the card, as JSON, that answers an invoke; anything else a message answers.

        What answers words leaves at a tick.
        """
        began = monotonic()
        try:
            answered = await self._answered(inbound)
            if inbound.text or written_in(_typed(inbound)):
                await leave_at_tick(began, CHAT_TICK)
        except Exception:
            # The handler answers a failed tap itself; a message shows no such answer.
            if inbound.kind == "message":
                await self._say(inbound, Answered(refused_card(Refusal("not-saved"))))
            raise
        if inbound.kind == "invoke":
            return answer_json(answered, _typed(inbound)) if answered else None
        if answered is not None:
            await self._say(inbound, answered)
        return None

    async def _say(self, inbound: Inbound, answered: Answered) -> None:
        """Answer by a message; where Teams throttles us for a moment, once more after it."""
        address, body = _address(inbound), to_bytes(answered.reply, answered.at)
        outcome = await self.sender.send(address, body)
        if isinstance(outcome, RetryLater) and outcome.after_seconds <= LONGEST_PAUSE:
            await asyncio.sleep(outcome.after_seconds)
            await self.sender.send(address, body)

    async def _answered(self, inbound: Inbound) -> Answered | None:
        if inbound.kind == "channel":
            return await self._taken(inbound)
        if not inbound.aad_object_id:
            return Answered(NotOnRoster())
        try:
            answered = await self._taken(inbound)
            if _is_unknown(answered):
                await self._introduced(inbound)
                answered = await self._taken(inbound)
        except Refusal as refusal:
            return await self._refused(inbound, refusal)
        except Exception:  # a fault of ours must not lose a call for help either
            with suppress(Exception):
                await self._hear(inbound, Refusal("not-saved"))
            raise
        return answered

    async def _refused(self, inbound: Inbound, refusal: Refusal) -> Answered:
        """Hear what was refused; show its card again, with what was typed, if it is of use."""
        await self._hear(inbound, refusal)
        if inbound.data and refusal.code not in ENDS_A_CARD:
            with suppress(Refusal):
                return await self.store.read(
                    lambda unit: self._as_it_is(unit, inbound, _tap(inbound), refusal)
                )
        return Answered(refused_card(refusal, written_in(_typed(inbound))))

    async def _hear(self, inbound: Inbound, refusal: Refusal) -> None:
        """Hear what was refused, in a unit of its own: the refusal has undone the first."""

        def hear(unit: Unit) -> None:
            speaker = self._speaker(unit, inbound)
            if speaker is not None:
                hear_refused(Turn(speaker, unit, self.installation), _typed(inbound), refusal)

        if any(strings_in(_typed(inbound))):
            await self.store.act(hear)

    def _as_it_is(
        self, unit: Unit, inbound: Inbound, tap: Tap, refusal: Refusal | None = None
    ) -> Answered:
        speaker = self._speaker(unit, inbound)
        if speaker is None:
            raise Refusal("not-on-roster")
        return as_it_is(Turn(speaker, unit, self.installation), tap, refusal)

    def _speaker(self, unit: Unit, inbound: Inbound) -> Speaker | None:
        only = self.only_tenant()
        return unit.people.speaker(inbound.tenant_id, inbound.aad_object_id, only)

    async def _taken(self, inbound: Inbound) -> Answered | None:
        """Return the dialog's answer; a repeat changes nothing and gets the answer of the first.

        Repeats are rare, so we do not check first: storing the activity fails if it is there, and
        so does storing the next version of a card that another tap has moved on.
        """
        try:
            return await self.store.act(lambda unit: self._turn(unit, inbound))
        except AlreadyThere:
            kept = await self._kept(inbound)
            if kept is None:  # another tap on the same card came first: this one is too late
                return await self.store.act(lambda unit: self._turn(unit, inbound))
            return await self._repeated(inbound, kept)
        except Refusal as refusal:  # perhaps only because the first was processed
            kept = None if refusal.code == "not-saved" else await self._kept(inbound)
            if kept is None:
                raise
            return await self._repeated(inbound, kept)

    async def _kept(self, inbound: Inbound) -> str | None:
        return await self.store.read(
            lambda unit: unit.processed_activities.reply_to(
                inbound.conversation_id, inbound.activity_id
            )
        )

    async def _repeated(self, inbound: Inbound, kept: str) -> Answered | None:
        """Return the stored answer; one that went out as a message is not repeated."""
        if not kept or inbound.kind != "invoke":
            return None
        first, _, rest = kept.partition("\n")
        if not rest:
            tap = replace(_tap(inbound), at=MessageVersion.read(first))
            return await self.store.read(lambda unit: self._as_it_is(unit, inbound, tap))
        content, _, at = rest.partition("\n")
        return Answered(thaw(Frozen(first, content)), MessageVersion.read(at))

    async def _introduced(self, inbound: Inbound) -> None:
        """Bind an account that we do not know to a person, or refuse it in words."""
        names = await self.look_up(
            inbound.service_url, inbound.conversation_id, inbound.teams_user_id
        )
        if names is None:
            raise Refusal("cannot-check")
        account = TeamsAccount(inbound.tenant_id, inbound.aad_object_id, names)
        only = self.only_tenant()
        told = await self.store.act(lambda unit: accounts.introduce(unit, account, only))
        if told:
            raise Refusal(told)

    def _turn(self, unit: Unit, inbound: Inbound) -> Answered | None:
        """Run one unit of work; store nothing about someone on no roster."""
        if inbound.kind == "channel":
            learn_channels(unit, inbound)
            _keep_answer(unit, inbound, None)  # a repeat must not undo what came after
            return None
        if inbound.kind == "receipt":
            who = (inbound.tenant_id, inbound.aad_object_id)
            unit.deliveries.prove_by_receipt(*who, inbound.last_read)
            return None
        if inbound.kind == "removed":
            if home.removed(unit, inbound.tenant_id, inbound.aad_object_id):
                # A repeat must not undo that the app was installed again.
                _keep_answer(unit, inbound, None)
            return None
        speaker = self._speaker(unit, inbound)
        if speaker is None:
            return Answered(NotOnRoster())
        if speaker.unbound:
            accounts.bind_on_roster(unit, speaker)
        known = _keep_chat(unit, speaker, inbound)
        answered = self._dialog(Turn(speaker, unit, self.installation), inbound, known=known)
        _keep_answer(unit, inbound, answered)
        return answered

    def _dialog(self, turn: Turn, inbound: Inbound, *, known: bool) -> Answered | None:
        """Run the dialog; what goes out as a message of its own is kept as one."""
        if inbound.data and inbound.kind in {"invoke", "message"}:
            answered = tapped(turn, _tap(inbound))
            alone = inbound.kind == "message"  # an older client's tap
            return said(turn, _place(inbound), answered.reply) if alone else answered
        if inbound.kind == "installed":
            reply = None if known else home.welcome(turn.speaker)
        elif inbound.kind == "file_consent" and inbound.consent:
            reply = _consent(turn, inbound.consent)
        else:
            reply = take_typed(turn, inbound.text)
        return said(turn, _place(inbound), reply) if reply else None


_OURS = frozenset({"verb", "msteams", MESSAGE})  # fields of a tap that are not the command's


def _typed(inbound: Inbound) -> dict[str, Any]:
    """Return what a tap sent, without the fields that are ours."""
    return {name: value for name, value in inbound.data.items() if name not in _OURS}


def _tap(inbound: Inbound) -> Tap:
    at = MessageVersion.read(inbound.data.get(MESSAGE))
    return Tap(_place(inbound), inbound.reply_to_id, at, inbound.verb, _typed(inbound))


def _place(inbound: Inbound) -> Place:
    return Place(
        inbound.tenant_id, inbound.conversation_id, inbound.service_url, inbound.aad_object_id
    )


def _is_unknown(answered: Answered | None) -> bool:
    return answered is not None and isinstance(answered.reply, NotOnRoster)


def to_bytes(reply: Reply, at: MessageVersion | None = None) -> bytes:
    """Return a reply as the bytes of a message, whose buttons name it as `at`."""
    return message_bytes([attachment(reply, at)], reply.notification())


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
    return before is not None and before.state is ChatState.INSTALLED


def _keep_answer(unit: Unit, inbound: Inbound, answered: Answered | None) -> None:
    """Store the answer for a repeat; what the message's row holds is shown from there."""
    kept = ""
    if answered and inbound.kind == "invoke":
        at = str(answered.at or "")
        kept = at if answered.kept else "\n".join((*freeze(answered.reply), at))
    unit.processed_activities.keep(inbound.conversation_id, inbound.activity_id, kept, unit.now)


def _address(inbound: Inbound) -> Address:
    return Address(
        inbound.tenant_id, inbound.conversation_id, inbound.service_url, inbound.aad_object_id
    )
