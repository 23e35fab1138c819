"""Post briefings in channels, at most once each, and put the posts again whose text was changed.

A channel gets the briefing as everybody may see it: nobody's links, nobody's acts.
"""

import asyncio
from datetime import timedelta

from dialogs.ports import Address, Delivered, Outcome, Refused, RetryLater, Unknown
from dialogs.replies import ChannelPost, Reply, ShowBriefing, thaw
from dialogs.telling.tracked_links import untracked
from scheduler.card_updates import LEASE, pause_tenants, put_again, texts_of, wait_after
from scheduler.deliver import DeliveryContext
from storage.unit import Unit
from surveys.sending.changes import PostClaim, SettledPost, Text
from surveys.sending.delivery import POLICIES, DeliveryKind, State

TOGETHER = 20
ZONE = "Europe/London"  # a channel has no time zone of its own
GONE = frozenset(
    {"chat_gone", "not_installed"}
)  # what an outcome says of a channel where nothing can be posted


async def post_in_channels(post: DeliveryContext) -> int:
    """Post what is due, one batch of it; return how many were taken on."""
    claims = await post.store.act(lambda unit: _claim(unit, post.worker))
    if claims:
        texts = await post.store.read(
            lambda unit: texts_of(unit, (claim.dispatch_id for claim in claims))
        )
        outcomes = await asyncio.gather(
            *(_send(post, claim, texts[claim.dispatch_id]) for claim in claims)
        )
        settled = [
            _meaning(post, one, out, texts[one.dispatch_id])
            for one, out in zip(claims, outcomes, strict=True)
        ]
        await post.store.act(lambda unit: _settle(unit, post, settled, outcomes))
    return len(claims)


def _claim(unit: Unit, worker: str) -> list[PostClaim]:
    unit.channels.expire(unit.now)
    return unit.channels.claim(worker, unit.now, TOGETHER, LEASE)


async def _send(post: DeliveryContext, claim: PostClaim, text: Text) -> Outcome:
    if not claim.installed:
        return Refused("not_installed")
    now = post.clock()
    opens = post.quiet.next_open(now, ZONE)
    if opens > now:
        return RetryLater(
            (opens - now).total_seconds(), throttled=False, reason="quiet", tried=False
        )
    body = _drawn(post, text)
    if body is None:
        return Refused("cannot-be-drawn")
    place = claim.place
    try:
        return await post.sender.send(
            Address(place.tenant_id, place.conversation_id, place.service_url, ""), body
        )
    except (
        Exception
    ) as problem:  # a fault of ours with one post must not leave those beside it unknown
        return Unknown(type(problem).__name__)


def _drawn(post: DeliveryContext, text: Text) -> bytes | None:
    """Draw a text for a channel; None where this version of the program cannot."""
    try:
        return post.draw(_for_everybody(thaw(text.says)))
    except Exception:  # whatever is wrong with it, other posts go on
        return None


def _for_everybody(reply: Reply) -> Reply:
    return ChannelPost(briefing=untracked(reply)) if isinstance(reply, ShowBriefing) else reply


def _meaning(post: DeliveryContext, claim: PostClaim, outcome: Outcome, text: Text) -> SettledPost:
    match outcome:
        case Delivered(activity_id):
            return SettledPost(claim, State.SENT, activity_id=activity_id, revision=text.revision)
        case RetryLater(tried=True) if claim.attempt >= POLICIES[DeliveryKind.BRIEFING].tries:
            return SettledPost(claim, State.FAILED, "tries_used_up")
        case RetryLater(tried=tried):
            wait = timedelta(seconds=wait_after(post, outcome, claim.attempt))
            return SettledPost(claim, State.PENDING, due_at=post.clock() + wait, tried=tried)
        case Refused(reason, recipient):
            return SettledPost(claim, State.FAILED, recipient or reason)
        case Unknown():
            return SettledPost(claim, State.UNKNOWN, "lost_reply")


def _settle(
    unit: Unit, post: DeliveryContext, settled: list[SettledPost], outcomes: list[Outcome]
) -> None:
    unit.channels.settle(post.worker, settled, unit.now)
    _learn(unit, settled, outcomes)


def _learn(unit: Unit, settled: list[SettledPost], outcomes: list[Outcome]) -> None:
    """Keep what the outcomes say of tenants and of channels."""
    places = [(one.post.place, outcome) for one, outcome in zip(settled, outcomes, strict=True)]
    pause_tenants(unit, places)
    for place, outcome in places:
        if isinstance(outcome, Refused) and outcome.recipient in GONE:
            unit.channels.remove(place.tenant_id, conversation_id=place.conversation_id)


async def update_posts(post: DeliveryContext) -> int:
    """Put posts that do not show the newest text, one batch of them; return how many were taken on."""
    claims = await post.store.act(
        lambda unit: unit.channels.claim_updates(unit.now, TOGETHER, LEASE)
    )
    if claims:
        texts = await post.store.read(
            lambda unit: texts_of(unit, (claim.dispatch_id for claim in claims))
        )
        outcomes = await asyncio.gather(
            *(_put(post, claim, texts[claim.dispatch_id]) for claim in claims)
        )
        settled = [
            _updated(post, one, out, texts[one.dispatch_id])
            for one, out in zip(claims, outcomes, strict=True)
        ]
        await post.store.act(lambda unit: _settle_updates(unit, settled, outcomes))
    return len(claims)


async def _put(post: DeliveryContext, claim: PostClaim, text: Text) -> Outcome:
    body = _drawn(post, text)
    if body is None or claim.activity_id is None:
        return RetryLater(2.0, throttled=False, reason="cannot-be-drawn")
    return await put_again(post, claim.place, claim.activity_id, body)


def _updated(post: DeliveryContext, claim: PostClaim, outcome: Outcome, text: Text) -> SettledPost:
    match outcome:
        case Delivered():
            return SettledPost(claim, State.SENT, revision=text.revision)
        case Refused(reason):
            return SettledPost(claim, State.SENT, reason)
        case _:
            wait = timedelta(seconds=wait_after(post, outcome, claim.attempt))
            return SettledPost(claim, State.SENT, due_at=post.clock() + wait)


def _settle_updates(unit: Unit, settled: list[SettledPost], outcomes: list[Outcome]) -> None:
    unit.channels.settle_updates(settled)
    pause_tenants(
        unit, [(one.post.place, outcome) for one, outcome in zip(settled, outcomes, strict=True)]
    )
