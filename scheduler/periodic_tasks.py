"""The rounds of the clock, as a table: what each looks for, and how often.

Every round is safe to repeat and to run in several processes at once: what is due is a row, and a row is taken once.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from dialogs.asking.wave_lifecycle import STEPS, WaveStep
from dialogs.turn import Installation
from scheduler.canary import judge_all
from scheduler.card_updates import update_cards
from scheduler.channel_posts import post_in_channels, update_posts
from scheduler.delivery_context import DeliveryContext, EmailContext
from scheduler.emails import enlist, send_emails
from scheduler.messages import Delivery
from scheduler.plan_check_ins import come_back_to_plans
from scheduler.progress_cards import ProgressCardUpdates
from scheduler.recurring import send_again
from scheduler.run_each import each_in_turn
from scheduler.summary_files import SummaryContext, draw_wanted, upload_accepted
from storage.store import Store
from storage.unit import Unit

DAY = timedelta(days=1)
SWEPT_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class PeriodicTask:
    """One thing the clock does; `every` counts ticks, `again` repeats it at once while it finds something.

    `stop` tells one that takes long to come to its end.
    """

    name: str
    every: int
    run: Callable[[], Awaitable[object]]
    again: bool = False
    stop: Callable[[], None] = lambda: None


def delivering(post: DeliveryContext) -> tuple[PeriodicTask, ...]:
    """Return the round that sends; it may take as long as the rate allows, so nothing else waits behind it."""
    delivery = Delivery(post)
    return (PeriodicTask("deliver", 1, delivery.run_dry, again=True, stop=delivery.stop),)


def updating(post: DeliveryContext) -> tuple[PeriodicTask, ...]:
    """Return the round that puts changed cards again; it too may take as long as the rate allows."""
    return (PeriodicTask("update cards", 1, lambda: update_cards(post), again=True),)


def posting(post: DeliveryContext) -> tuple[PeriodicTask, ...]:
    """Return the rounds of channels."""
    return (
        PeriodicTask("post in channels", 1, lambda: post_in_channels(post), again=True),
        PeriodicTask("update posts", 1, lambda: update_posts(post), again=True),
    )


def writing(room: EmailContext) -> tuple[PeriodicTask, ...]:
    """Return the rounds of the second door; a mail server may be slow, so nothing else waits behind it."""
    return (
        PeriodicTask("enlist letters", 5, lambda: enlist(room), again=True),
        PeriodicTask("send letters", 1, lambda: send_emails(room), again=True),
        PeriodicTask(
            "lost letters",
            5,
            lambda: room.store.act(lambda unit: unit.emails.expire_leases(unit.now)),
        ),
    )


def keeping_house(post: DeliveryContext, desk: SummaryContext) -> tuple[PeriodicTask, ...]:
    """Return every other round."""

    def act(work: Callable[[Unit], object]) -> Callable[[], Awaitable[object]]:
        return lambda: post.store.act(work)

    return (
        PeriodicTask("lost leases", 5, act(lambda unit: unit.claims.expire(unit.now))),
        PeriodicTask("canaries", 1, act(judge_all)),
        PeriodicTask(
            "finished sends", 5, act(lambda unit: unit.lanes.wake() + unit.lanes.finish())
        ),
        *(
            PeriodicTask(step.name, 1, partial(take_in_turn, post.store, post.installation, step))
            for step in STEPS
        ),
        PeriodicTask(
            "what was called off", 5, act(lambda unit: unit.changes.skip_leftovers(unit.now))
        ),
        PeriodicTask("recurring sends", 1, lambda: send_again(post.store, post.installation)),
        PeriodicTask(
            "come back to plans", 30, lambda: come_back_to_plans(post.store, post.installation)
        ),
        PeriodicTask("progress cards", 1, ProgressCardUpdates(post).show),
        PeriodicTask("draw files", 1, lambda: draw_wanted(desk)),
        PeriodicTask("hand over files", 1, lambda: upload_accepted(desk)),
        PeriodicTask("sweep answers", 30, act(lambda unit: unit.answers.sweep(SWEPT_TOGETHER))),
        PeriodicTask("tidy", 300, act(tidy)),
    )


async def take_in_turn(store: Store, installation: Installation, step: WaveStep) -> int:
    """Do one step with every wave that is due, each in a unit of its own."""
    due = await store.read(step.due)
    return await each_in_turn(
        due, lambda wave: store.act(lambda unit: step.take(unit, installation, wave))
    )


def tidy(unit: Unit) -> int:
    """Let go of what has served its time: seen activities after a day, files after theirs."""
    return unit.processed_activities.forget(unit.now - DAY) + unit.summary_requests.forget(unit.now)
