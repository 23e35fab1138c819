"""The rounds of the clock, as a table: what each looks for, and how often.

Every round is safe to repeat and to run in several processes at once: what is due is a row, and a row is taken once.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from dialogs.asking.wave_lifecycle import STEPS, Step
from dialogs.turn import House
from scheduler.card_updates import update_cards
from scheduler.channel_posts import post_in_channels, update_posts
from scheduler.claim_and_settle import judge_all
from scheduler.deliver import Delivery, Post
from scheduler.emails import MailRoom, enlist, send_letters
from scheduler.plan_check_ins import come_back_to_plans
from scheduler.progress_cards import ProgressCards
from scheduler.recurring import send_again
from scheduler.run_each import each_in_turn
from scheduler.summary_files import Desk, draw_wanted, upload_accepted
from storage.store import Store
from storage.unit import Unit

DAY = timedelta(days=1)
SWEPT_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Round:
    """One thing the clock does; `every` counts ticks, `again` repeats it at once while it finds something.

    `stop` tells one that takes long to come to its end.
    """

    name: str
    every: int
    run: Callable[[], Awaitable[object]]
    again: bool = False
    stop: Callable[[], None] = lambda: None


def delivering(post: Post) -> tuple[Round, ...]:
    """Return the round that sends; it may take as long as the rate allows, so nothing else waits behind it."""
    delivery = Delivery(post)
    return (Round("deliver", 1, delivery.run_dry, again=True, stop=delivery.stop),)


def updating(post: Post) -> tuple[Round, ...]:
    """Return the round that puts changed cards again; it too may take as long as the rate allows."""
    return (Round("update cards", 1, lambda: update_cards(post), again=True),)


def posting(post: Post) -> tuple[Round, ...]:
    """Return the rounds of channels."""
    return (
        Round("post in channels", 1, lambda: post_in_channels(post), again=True),
        Round("update posts", 1, lambda: update_posts(post), again=True),
    )


def writing(room: MailRoom) -> tuple[Round, ...]:
    """Return the rounds of the second door; a mail server may be slow, so nothing else waits behind it."""
    return (
        Round("enlist letters", 5, lambda: enlist(room), again=True),
        Round("send letters", 1, lambda: send_letters(room), again=True),
        Round(
            "lost letters",
            5,
            lambda: room.store.act(lambda unit: unit.letters.expire_leases(unit.now)),
        ),
    )


def keeping_house(post: Post, desk: Desk) -> tuple[Round, ...]:
    """Return every other round."""

    def act(work: Callable[[Unit], object]) -> Callable[[], Awaitable[object]]:
        return lambda: post.store.act(work)

    return (
        Round("lost leases", 5, act(lambda unit: unit.claims.expire(unit.now))),
        Round("canaries", 1, act(judge_all)),
        Round("finished sends", 5, act(lambda unit: unit.lanes.wake() + unit.lanes.finish())),
        *(
            Round(step.name, 1, partial(take_in_turn, post.store, post.house, step))
            for step in STEPS
        ),
        Round("what was called off", 5, act(lambda unit: unit.changes.skip_leftovers(unit.now))),
        Round("recurring sends", 1, lambda: send_again(post.store, post.house)),
        Round("come back to plans", 30, lambda: come_back_to_plans(post.store, post.house)),
        Round("progress cards", 1, ProgressCards(post).show),
        Round("draw files", 1, lambda: draw_wanted(desk)),
        Round("hand over files", 1, lambda: upload_accepted(desk)),
        Round("sweep answers", 30, act(lambda unit: unit.answers.sweep(SWEPT_TOGETHER))),
        Round("tidy", 300, act(tidy)),
    )


async def take_in_turn(store: Store, house: House, step: Step) -> int:
    """Do one step with every wave that is due, each in a unit of its own."""
    due = await store.read(step.due)
    return await each_in_turn(
        due, lambda wave: store.act(lambda unit: step.take(unit, house, wave))
    )


def tidy(unit: Unit) -> int:
    """Let go of what has served its time: seen activities after a day, files after theirs."""
    return unit.inbox.forget(unit.now - DAY) + unit.orders.forget(unit.now)
