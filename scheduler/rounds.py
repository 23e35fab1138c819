"""The rounds of the clock, as a table: what each looks for, and how often.

Every round is safe to repeat and to run in several processes at once: what is due is a row, and a row is taken once.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from dialogs.open_waves import close_due, open_due, remind_due
from dialogs.ports import Address
from dialogs.progress import queued
from dialogs.replies import Queued
from scheduler.deliver import Post, deliver_batch
from scheduler.files import Desk, draw_wanted, upload_accepted
from storage.unit import Unit

DAY = timedelta(days=1)
SWEPT_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Round:
    """One thing the clock does; `every` counts ticks, `again` repeats it at once while it finds something."""

    name: str
    every: int
    run: Callable[[], Awaitable[object]]
    again: bool = False


def delivering(post: Post) -> tuple[Round, ...]:
    """Return the rounds that send; they may take as long as the rate allows, so nothing else waits behind them."""
    return (
        Round("deliver", 1, lambda: deliver_batch(post), again=True),
        Round("lost leases", 5, lambda: post.store.act(lambda unit: unit.deliveries.expire_leases(unit.now))),
    )


def keeping_house(post: Post, desk: Desk) -> tuple[Round, ...]:
    """Return every other round."""

    def act(work: Callable[[Unit], object]) -> Callable[[], Awaitable[object]]:
        return lambda: post.store.act(work)

    return (
        Round("open waves", 1, act(open_due)),
        Round("remind", 1, act(remind_due)),
        Round("close waves", 1, act(close_due)),
        Round("progress cards", 1, lambda: show_progress(post)),
        Round("draw files", 1, lambda: draw_wanted(desk)),
        Round("hand over files", 1, lambda: upload_accepted(desk)),
        Round("sweep answers", 30, act(lambda unit: unit.answers.sweep(SWEPT_TOGETHER))),
        Round("tidy", 300, act(tidy)),
    )


def tidy(unit: Unit) -> int:
    """Let go of what has served its time: seen activities after a day, files after theirs."""
    return unit.inbox.forget(unit.now - DAY) + unit.orders.forget(unit.now)


async def show_progress(post: Post) -> int:
    """Update the lead's card of every send that has come a step further."""
    behind = await post.store.read(lambda unit: unit.deliveries.cards_behind())
    for dispatch, share in behind:
        await _update(post, dispatch.id, share)
    return len(behind)


async def _update(post: Post, dispatch_id: int, share: int) -> None:
    found = await post.store.read(lambda unit: _card(unit, dispatch_id))
    if found is not None:
        address, card_id, body = found[0], found[1], post.draw(found[2])
        await post.sender.update(address, card_id, body)
    await post.store.act(lambda unit: unit.deliveries.card(dispatch_id, shows=share // 25 * 25))


def _card(unit: Unit, dispatch_id: int) -> tuple[Address, str, Queued] | None:
    dispatch = unit.deliveries.dispatch(dispatch_id)
    chat = unit.people.chat_of(dispatch.asked_by) if dispatch and dispatch.asked_by else None
    if dispatch is None or chat is None or dispatch.card_id is None:
        return None
    address = Address(chat.tenant_id, chat.conversation_id, chat.service_url, chat.aad_object_id)
    return address, dispatch.card_id, queued(unit, dispatch.partnership_id, dispatch_id)
