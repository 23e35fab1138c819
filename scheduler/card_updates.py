"""Put delivered cards again whose text was changed: to put one twice does no harm, so what fails is simply tried again.

A card is drawn once for everybody who did the same with it; nobody's acts are lost from theirs.
"""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import timedelta

from dialogs.ports import Address, Delivered, Outcome, Refused, RetryLater
from dialogs.replies import Reply, ShowBriefing, thaw
from scheduler.deliver import DeliveryContext
from storage.unit import Unit
from surveys.sending.changes import CardUpdate, Place, Text, Updated
from surveys.sending.delivery import State

TOGETHER = 50
LEASE = timedelta(minutes=3)  # longer than every timeout on the way together
SOON = timedelta(seconds=5)  # until what was being sent when the text was changed has been settled
FIRST_WAIT, LONGEST_WAIT = 2.0, 600.0
MOST_TRIES = 100  # half a day at the longest wait
TRY_AGAIN = frozenset({"not-authorised"})  # our own sign-in is mended, and says nothing of the card
HAVE_CARD = frozenset({State.SENT, State.PROVEN, State.UNKNOWN})

Drawn = Mapping[tuple[int, frozenset[str]], bytes | None]


async def update_cards(post: DeliveryContext) -> int:
    """Put the cards that are due, one batch of them; return how many were taken on."""
    claims = await post.store.act(lambda unit: unit.card_updates.claim(unit.now, TOGETHER, LEASE))
    if claims:
        texts = await post.store.read(
            lambda unit: texts_of(unit, (claim.dispatch_id for claim in claims))
        )
        alike = {(claim.dispatch_id, claim.acts) for claim in claims}
        drawn = {(dispatch, acts): _drawn(post, texts[dispatch], acts) for dispatch, acts in alike}
        outcomes = await asyncio.gather(*(_one(post, claim, drawn) for claim in claims))
        settled = [
            _meaning(post, one, out, texts[one.dispatch_id])
            for one, out in zip(claims, outcomes, strict=True)
        ]
        await post.store.act(lambda unit: _settle(unit, settled, outcomes))
    return len(claims)


def texts_of(unit: Unit, dispatches: Iterable[int]) -> dict[int, Text]:
    """Return what these dispatches say now."""
    return {dispatch: unit.changes.text(dispatch) for dispatch in set(dispatches)}


def _drawn(post: DeliveryContext, text: Text, acts: frozenset[str]) -> bytes | None:
    """Draw a text for those who did the same with it; None where this version of the program cannot."""
    try:
        return post.draw(_with_acts(thaw(text.says), acts))
    except Exception:  # whatever is wrong with it, the other cards go on
        return None


def _with_acts(reply: Reply, acts: frozenset[str]) -> Reply:
    return (
        ShowBriefing.model_validate(dict(reply) | {"acts": acts})
        if isinstance(reply, ShowBriefing)
        else reply
    )


async def _one(post: DeliveryContext, claim: CardUpdate, drawn: Drawn) -> Outcome:
    """Put one card, unless nothing can be put yet, or ever."""
    if claim.state is State.SENDING:
        return RetryLater(SOON.total_seconds(), throttled=False, reason="being-sent", tried=False)
    if claim.activity_id is None or claim.state not in HAVE_CARD:
        return Refused("card-not-known" if claim.state in HAVE_CARD else "")
    if claim.place is None or claim.place.conversation_id is None:
        return Refused("chat_gone")
    body = drawn[claim.dispatch_id, claim.acts]
    if body is None:
        return RetryLater(FIRST_WAIT, throttled=False, reason="cannot-be-drawn")
    personal = post.personal(body, claim.dispatch_id, claim.person_id)
    return await put_again(post, claim.place, claim.activity_id, personal)


async def put_again(post: DeliveryContext, place: Place, activity_id: str, body: bytes) -> Outcome:
    """Put a card in place of one that was sent; a fault of ours with it is no reason to lose the others beside it."""
    address = Address(
        place.tenant_id, place.conversation_id, place.service_url, place.aad_object_id
    )
    try:
        return await post.sender.update(address, activity_id, body)
    except Exception as problem:
        return RetryLater(FIRST_WAIT, throttled=False, reason=type(problem).__name__)


def _meaning(post: DeliveryContext, claim: CardUpdate, outcome: Outcome, text: Text) -> Updated:
    match outcome:
        case Delivered():
            return Updated(claim, revision=text.revision)
        case Refused(reason) if reason not in TRY_AGAIN:
            return Updated(claim, reason=reason or None)
        case _ if claim.attempt >= MOST_TRIES:
            return Updated(claim, reason="tries_used_up")
        case _:
            return Updated(
                claim,
                due_at=post.clock() + timedelta(seconds=wait_after(post, outcome, claim.attempt)),
            )


def wait_after(post: DeliveryContext, outcome: Outcome, attempt: int) -> float:
    """Return the seconds to wait: as long as we were told, else a draw below a wait that doubles with each try."""
    if isinstance(outcome, RetryLater) and (outcome.throttled or not outcome.tried):
        return outcome.after_seconds
    return post.jitter(min(FIRST_WAIT * 2 ** min(attempt, 10), LONGEST_WAIT))


def _settle(unit: Unit, settled: list[Updated], outcomes: list[Outcome]) -> None:
    unit.card_updates.settle(settled)
    places = [one.update.place for one in settled]
    pause_tenants(
        unit,
        [(place, out) for place, out in zip(places, outcomes, strict=True) if place is not None],
    )


def pause_tenants(unit: Unit, outcomes: Iterable[tuple[Place, Outcome]]) -> None:
    """Let nobody write to a tenant that asked us to be still, for as long as it asked."""
    for place, outcome in outcomes:
        if isinstance(outcome, RetryLater) and outcome.throttled:
            until = unit.now + timedelta(seconds=outcome.after_seconds)
            unit.deliveries.pause_tenant(place.tenant_id, until)
