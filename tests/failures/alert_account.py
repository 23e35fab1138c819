"""What became of each concern: who has it, whether it is shown, and what came of it too late."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import select

from dialogs.trust.watch_alerts import not_reached
from storage import tables as t
from storage.unit import Unit
from surveys.trust.concern_record import ConcernState
from tests.failures.house import House
from tests.failures.leads import Leads, first_told
from tests.failures.planted import is_not_planted
from tests.failures.post_office import PostOffice

WENT_WELL = "taken"


@dataclass(frozen=True, slots=True)
class AlertAccount:
    """What became of all; the lists name the concerns for which a promise was broken."""

    raised: int
    taken_on: int
    shown: Sequence[str]
    unknown: Sequence[str]  # neither taken on nor shown
    after: Sequence[str]  # of which something went out once a lead had it
    waits: Sequence[float]  # seconds from raised to the first lead's card
    sends: int
    failed: int
    mails: int

    @property
    def share_failed(self) -> float:
        """Return the share of the messages to Teams that failed in some way."""
        return self.failed / max(self.sends, 1)

    def holds(self, concerns: int) -> None:
        """Fail where a promise was broken."""
        assert self.raised == concerns, f"{self.raised} of {concerns} are there"
        assert not self.unknown, f"neither taken on nor shown: {self.unknown}"
        assert not self.after, f"something went out after a lead had them: {self.after}"

    def in_words(self) -> str:
        """Return the figures as a lead reads them."""
        waits = sorted(self.waits)
        times = f"p50 {median(waits):.1f} s, slowest {waits[-1]:.0f} s" if waits else "none"
        return (
            f"acknowledged {self.taken_on} · shown as not reached {len(self.shown)} · lost "
            f"{len(self.unknown)}; {times} from raised to the first lead's card; {self.mails} "
            f"e-mails; sent after a lead had it {len(self.after)}"
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """A concern in the database."""

    id: int
    ref: str
    state: str
    raised_at: datetime


def reckon_alerts(home: House, leads: Leads, mail: PostOffice, grace: float) -> AlertAccount:
    """Compare the concerns with what came to the leads, in Teams and by e-mail."""
    seen = home.line.seen()
    known, shown = home.look(_known), home.look(not_reached)
    since = time.time() - time.monotonic()  # between the program's clock and ours
    numbers = {one.ref: one.id for one in known}
    came = [(one.concern, one.at) for one in seen if one.concern is not None]
    came += [(numbers[ref], at) for ref, at in mail.came]
    first = first_told(seen)
    new = {one.ref for one in known if one.state == ConcernState.NEW}
    return AlertAccount(
        raised=len(known),
        taken_on=len(known) - len(new),
        shown=shown,
        unknown=sorted(new - set(shown)),
        after=[
            f"concern {concern}, {at - leads.taken[concern]:.1f} s"
            for concern, at in came
            if concern in leads.taken and at > leads.taken[concern] + grace
        ],
        waits=[
            first[one.id].at + since - one.raised_at.timestamp() for one in known if one.id in first
        ],
        sends=len(seen),
        failed=sum(one.how != WENT_WELL for one in seen),
        mails=len(mail.came),
    )


def _known(unit: Unit) -> list[_Known]:
    c = t.concerns.c
    query = select(c.id, c.ref, c.state, c.raised_at).where(is_not_planted(c)).order_by(c.id)
    return [_Known(*row) for row in unit.connection.execute(query)]
