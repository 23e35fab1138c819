"""The periodic tasks of the clock, as a table: what each looks for, and how often.

Every task may be repeated, and run in several processes at once: what is due is a row, and a row is
claimed once.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from dialogs.asking.wave_lifecycle import STEPS, WaveStep
from dialogs.people.erase import keep_ledger_now
from dialogs.sending.catch_up import catch_up
from dialogs.trust.audit_trail import keep_heads_now
from dialogs.trust.escalate import plan_steps, take_steps
from dialogs.trust.keep_watch import keep_watch
from dialogs.trust.try_alerts import end_tests
from dialogs.turn import Installation
from scheduler.bounced_emails import note_bounced
from scheduler.canary import judge_all
from scheduler.card_updates import update_cards
from scheduler.channel_posts import post_in_channels, update_posts
from scheduler.chat_cards import show_in_chats
from scheduler.clock_steps import look_at_the_clock
from scheduler.delivery_context import DeliveryContext, EmailContext
from scheduler.emails import enlist, send_emails
from scheduler.messages import Delivery
from scheduler.plan_check_ins import come_back_to_plans
from scheduler.progress_cards import ProgressCardUpdates
from scheduler.recurring import send_again
from scheduler.retention import end_what_is_over
from scheduler.run_each import each_in_turn
from scheduler.summary_files import SummaryContext, draw_wanted, upload_accepted
from scheduler.sweep_answers import sweep_answers
from scheduler.waves_over import WavesOver
from storage.store import Store
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class PeriodicTask:
    """One thing the clock does.

    `every` counts ticks; `again` repeats the task at once while it finds something; `stop` asks a
    task that takes long to come to its end.
    """

    name: str
    every: int
    run: Callable[[], Awaitable[object]]
    again: bool = False
    stop: Callable[[], None] = lambda: None


def delivering(context: DeliveryContext) -> tuple[PeriodicTask, ...]:
    """Return the task that sends; the rate limit may make it last, so nothing waits behind it."""
    delivery = Delivery(context)
    return (PeriodicTask("deliver", 1, delivery.run_dry, again=True, stop=delivery.stop),)


def updating(context: DeliveryContext) -> tuple[PeriodicTask, ...]:
    """Return the task that updates cards; it, too, may last as long as the rate limit makes it."""
    return (PeriodicTask("update cards", 1, lambda: update_cards(context), again=True),)


def showing(context: DeliveryContext) -> tuple[PeriodicTask, ...]:
    """Return the task that shows taps on every device; a changed text may keep the others busy."""
    return (PeriodicTask("tapped cards", 1, lambda: show_in_chats(context), again=True),)


def posting(context: DeliveryContext) -> tuple[PeriodicTask, ...]:
    """Return the tasks of channels."""
    return (
        PeriodicTask("post in channels", 1, lambda: post_in_channels(context), again=True),
        PeriodicTask("update posts", 1, lambda: update_posts(context), again=True),
    )


def writing(context: EmailContext) -> tuple[PeriodicTask, ...]:
    """Return the tasks of e-mail; a mail server may be slow, so nothing else waits behind it."""
    return (
        PeriodicTask("queue e-mails", 5, lambda: enlist(context), again=True),
        PeriodicTask("send e-mails", 1, lambda: send_emails(context), again=True),
        PeriodicTask(
            "lost e-mails",
            2,
            lambda: context.store.act(lambda unit: unit.emails.expire_leases(unit.now)),
        ),
        PeriodicTask("bounced e-mails", 300, lambda: note_bounced(context)),
    )


def alerting(store: Store, installation: Installation) -> tuple[PeriodicTask, ...]:
    """Return the tasks on which an alert depends; nothing that may last holds them up."""

    def act(work: Callable[[Unit], object]) -> Callable[[], Awaitable[object]]:
        return lambda: store.act(work)

    return (
        PeriodicTask("lost leases", 2, act(lambda unit: unit.claims.expire(unit.now))),
        PeriodicTask("alerts", 1, act(lambda unit: tend_alerts(unit, installation))),
        PeriodicTask("watch", 5, act(lambda unit: keep_watch(unit, installation))),
    )


def tend_alerts(unit: Unit, installation: Installation) -> int:
    """End alerts and tests that someone has answered; tell more people of the other concerns."""
    ended = unit.alerts.end_answered(unit.now) + end_tests(unit)
    return ended + take_steps(unit, installation) + plan_steps(unit, installation)


def keeping_house(context: DeliveryContext, summaries: SummaryContext) -> tuple[PeriodicTask, ...]:
    """Return every other task."""
    store, here = context.store, context.installation

    def act(work: Callable[[Unit], object]) -> Callable[[], Awaitable[object]]:
        return lambda: store.act(work)

    return (
        PeriodicTask("clock steps", 1, act(lambda unit: look_at_the_clock(unit, here))),
        PeriodicTask(
            "process heartbeat",
            5,
            act(lambda unit: unit.heartbeats.beat_process(context.worker, unit.now)),
        ),
        PeriodicTask("canaries", 1, act(judge_all)),
        PeriodicTask(
            "finished sends", 5, act(lambda unit: unit.lanes.wake() + unit.lanes.finish())
        ),
        *(PeriodicTask(step.name, 1, partial(take_in_turn, store, here, step)) for step in STEPS),
        PeriodicTask("missed sends", 1, act(lambda unit: catch_up(unit, here)), again=True),
        PeriodicTask("cancelled sends", 5, act(lambda unit: unit.changes.skip_leftovers(unit.now))),
        PeriodicTask("recurring sends", 1, lambda: send_again(store, here)),
        PeriodicTask("come back to plans", 30, lambda: come_back_to_plans(store, here)),
        PeriodicTask("progress cards", 1, unless_held(store, ProgressCardUpdates(context).show)),
        PeriodicTask("draw files", 1, unless_held(store, lambda: draw_wanted(summaries))),
        PeriodicTask("hand over files", 1, unless_held(store, lambda: upload_accepted(summaries))),
        PeriodicTask("sweep answers", 5, lambda: sweep_answers(store, here)),
        PeriodicTask("audit heads", 60, lambda: asyncio.to_thread(keep_heads_now, store)),
        PeriodicTask("erasure ledger", 60, lambda: asyncio.to_thread(keep_ledger_now, store)),
        PeriodicTask("waves that are over", 10, WavesOver(store).keep_next),
        PeriodicTask("retention", 300, lambda: end_what_is_over(store)),
    )


async def take_in_turn(store: Store, installation: Installation, step: WaveStep) -> int:
    """Do one step with every wave that is due, each in a unit of its own."""
    due = await store.read(step.due)
    return await each_in_turn(
        due, lambda wave: store.act(lambda unit: step.take(unit, installation, wave))
    )


def unless_held(store: Store, run: Callable[[], Awaitable[int]]) -> Callable[[], Awaitable[int]]:
    """Return a task that sends without a queue, at rest while a restore has not been resumed."""

    async def run_unless_held() -> int:
        held = await store.read(lambda unit: unit.backups.holds())
        return 0 if held else await run()

    return run_unless_held
