"""The account between what the program says of each message and what the connector saw of it.

Nothing may be lost: whom it calls sent was accepted, and whom it calls waiting or failed was not.
Nothing may come twice. Where it does not know, it says why.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from surveys.sending.delivery import REACHED, State
from tests.failures.house import Fate, House
from tests.failures.processes import Message

# states that say: they have not got it
NOT_SAID = frozenset({State.PENDING, State.FAILED, State.SKIPPED})
NEEDS_A_REASON = frozenset({State.UNKNOWN, State.FAILED, State.SKIPPED})


@dataclass(frozen=True, slots=True)
class Account:
    """What became of everyone; the lists name the chats for which a promise was broken."""

    counts: Counter[State]
    posts: int
    lost: Sequence[str]  # called sent, and never accepted
    denied: Sequence[str]  # accepted, and called waiting, failed or skipped
    duplicated: Sequence[str]  # accepted more than once
    repeated: Sequence[str]  # more messages than times it was taken on
    unexplained: Sequence[str]

    def holds(self) -> None:
        """Fail, with the chats, where a promise was broken."""
        broken = {
            name: (len(chats), chats[:5])
            for name in ("lost", "denied", "duplicated", "repeated", "unexplained")
            if (chats := getattr(self, name))
        }
        assert not broken, f"{broken}; {self.in_words()}"

    def in_words(self) -> str:
        """Return the figures as a lead reads them, with what must be nothing."""
        sent = sum(self.counts[state] for state in REACHED)
        unknown, failed = self.counts[State.UNKNOWN], self.counts[State.FAILED]
        told = f"sent {sent:,} · not known {unknown:,} · failed {failed:,}"
        left = sum(self.counts[state] for state in (State.PENDING, State.SENDING))
        waiting = f" · waiting {left:,}" if left else ""
        return f"{told}{waiting}; lost {len(self.lost)}, duplicated {len(self.duplicated)}"


def reckon(before: Sequence[Message], rows: Sequence[Fate], after: Sequence[Message]) -> Account:
    """Compare the rows with the messages that came before they were read, and by afterwards."""
    posts = Counter(message.chat for message in before)
    known = {message.chat for message in before if message.accepted}
    accepted = Counter(message.chat for message in after if message.accepted)
    return Account(
        counts=Counter(row.state for row in rows),
        posts=len(after),
        lost=[row.chat for row in rows if row.state in REACHED and not accepted[row.chat]],
        denied=[row.chat for row in rows if row.state in NOT_SAID and row.chat in known],
        duplicated=[chat for chat, times in accepted.items() if times > 1],
        repeated=[row.chat for row in rows if posts[row.chat] > row.attempt],
        unexplained=[row.chat for row in rows if row.state in NEEDS_A_REASON and not row.reason],
    )


def everybody_accounted_for(house: House, people: int) -> Account:
    """Fail where a promise is broken now; return how everyone stands."""
    counts = house.counts()
    assert counts.total() == house.audience() == people, f"{counts} are not {people} people"
    before, rows = house.line.seen(), house.fates()
    account = reckon(before, rows, house.line.seen())
    account.holds()
    return account
