"""The clocks of one process, put together from what they send through.

Each clock ticks by itself, so that a slow mail server or a long send holds up nothing else.
"""

from dialogs.ports import Outgoing
from dialogs.telling.tracked_links import personal_with
from dialogs.turn import Installation
from scheduler.clock import ScheduledClock
from scheduler.delivery_context import DeliveryContext, EmailContext
from scheduler.periodic_tasks import (
    alerting,
    delivering,
    keeping_house,
    posting,
    showing,
    updating,
    writing,
)
from scheduler.summary_files import SummaryContext
from storage.store import Store


def clocks_of(
    store: Store, installation: Installation, out: Outgoing
) -> tuple[ScheduledClock, ...]:
    """Return clocks: messages, both card updates, posts, alerts, e-mails, and one for the rest."""
    to_teams = DeliveryContext(
        store=store,
        sender=out.sender,
        draw=out.draw,
        installation=installation,
        quiet=out.quiet,
        clock=out.clock,
        worker=out.worker,
        rate=installation.send_rate,
        personal=personal_with(store.keyring),
    )
    files = SummaryContext(store, out.sender, installation, out.write_file, out.draw, out.clock)
    tasks = {
        "messages": delivering(to_teams),
        "card updates": updating(to_teams),
        "tapped cards": showing(to_teams),
        "channel posts": posting(to_teams),
        "alerts": alerting(store, installation),
        "housekeeping": keeping_house(to_teams, files),
    }
    if (emails := _emails(store, installation, out)) is not None:
        tasks["e-mails"] = writing(emails)
    return tuple(
        ScheduledClock(one, out.tick_seconds, out.report, name, out.around)
        for name, one in tasks.items()
    )


def _emails(store: Store, installation: Installation, out: Outgoing) -> EmailContext | None:
    if out.mailer is None:
        return None
    return EmailContext(store, out.mailer, installation, out.quiet, out.clock, out.worker)
