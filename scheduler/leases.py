"""Leases: how long a claim belongs to its worker, queue by queue, and how they end with a process.

A lease is longer than all timeouts of one try together, so that no other worker takes on what is
still being sent.
"""

from collections.abc import Mapping
from datetime import timedelta

from scheduler.delivery_queue import QueueName
from storage.store import Store

LEASES: Mapping[QueueName, timedelta] = {
    QueueName.MESSAGES: timedelta(seconds=90),
    QueueName.EMAILS: timedelta(seconds=120),
    QueueName.POSTS: timedelta(minutes=3),
    QueueName.POST_UPDATES: timedelta(minutes=3),
    QueueName.CARD_UPDATES: timedelta(minutes=3),
    QueueName.CHAT_CARDS: timedelta(seconds=60),
}


def free_leases(store: Store) -> int:
    """End every lease on a message to a person now; return how many there were.

    Call this once, before delivering begins, and only where no other process can be sending: a
    SQLite file belongs to one process, so what is under a lease when it starts was being sent by a
    process that has stopped. Alerts are then sent again at once, not only when their lease runs
    out; every other message becomes "unknown", as it would have later.
    """
    return store.act_now(lambda unit: unit.claims.expire(unit.now, whatever_time_is_left=True))
