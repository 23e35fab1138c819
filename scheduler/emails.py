"""Send letters: find whom Teams could not reach, claim, commit, let go of the database, send, keep what became of each.

A letter goes at most once. Where the door itself is shut - no server, no sign-in - every letter waits, and says why.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dialogs.ports import EmailAccepted, EmailOutcome, Mailer, Refused, RetryLater, Unknown
from dialogs.replies import Reply, thaw
from dialogs.sending.compose_email import mail_of
from dialogs.turn import Installation
from storage.store import Store
from storage.unit import Unit
from surveys.asking.wave import FINISHED, OPEN
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.email_delivery import TRIES, EmailClaim, SettledEmail
from surveys.sending.frozen import Frozen
from surveys.sending.quiet_hours import LONDON, Quiet

BATCH = 20
TOGETHER = 500
LEASE = timedelta(seconds=120)
SHUT = timedelta(hours=1)
LONGEST_WAIT, MOST_DOUBLINGS = 3600.0, 10
OVER: dict[str, Callable[[EmailClaim], bool]] = {
    "cancelled": lambda claim: claim.dispatch_state in {"cancelled", "withdrawn"},
    "opted_out": lambda claim: claim.opted_out,
    "closed": lambda claim: (
        claim.wave_id is not None and (claim.wave_state != OPEN or claim.progress is None)
    ),
    "answered": lambda claim: claim.progress == FINISHED,
    "asked_lately": lambda claim: claim.kind is DeliveryKind.REMINDER and claim.asked_lately,
}


class EmailUnavailable(Exception):  # noqa: N818 - a state of the door, told to the journal by its name
    """Nothing goes by e-mail for now."""


@dataclass(frozen=True, slots=True)
class EmailContext:
    """Everything that writing to people needs; `jitter` draws a wait between nothing and the seconds given."""

    store: Store
    mailer: Mailer
    installation: Installation
    quiet: Quiet
    clock: Callable[[], datetime]
    worker: str
    jitter: Callable[[float], float]


async def enlist(room: EmailContext) -> int:
    """Note who is to be written to; return how many are new."""
    return await room.store.act(lambda unit: unit.emails.enlist(unit.now, TOGETHER))


async def send_letters(room: EmailContext) -> int:
    """Send what is due now, a few at a time; return how many were taken on. Raises `EmailUnavailable`."""
    tokens = [secrets.token_urlsafe(16) for _ in range(BATCH)]
    claims = await room.store.act(
        lambda unit: unit.emails.claim(room.worker, unit.now, tokens, LEASE)
    )
    if not claims:
        return 0
    replies = await room.store.read(
        lambda unit: _replies(unit, {claim.dispatch_id for claim in claims})
    )
    done = await asyncio.gather(
        *(_one(room, claim, replies[claim.dispatch_id]) for claim in claims)
    )
    await room.store.act(lambda unit: _keep(unit, room.worker, done))
    if any(one.shut_for for one in done):
        raise EmailUnavailable
    return len(claims)


def _replies(unit: Unit, dispatches: set[int]) -> dict[int, Reply | None]:
    return {dispatch: _thawed(unit.deliveries.content(dispatch)) for dispatch in dispatches}


def _thawed(frozen: Frozen) -> Reply | None:
    """Thaw a frozen reply; None where this version of the program cannot, which must not hold up other letters."""
    try:
        return thaw(frozen)
    except (KeyError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class _Done:
    """A settled letter, and for how long its outcome says that the door is shut."""

    settled: SettledEmail
    shut_for: timedelta | None = None


async def _one(room: EmailContext, claim: EmailClaim, reply: Reply | None) -> _Done:
    now = room.clock()
    early = _before_sending(room.quiet, claim, now)
    if early is not None:
        return _Done(early)
    mail = mail_of(claim, reply, room.installation, now) if reply else None
    if mail is None:
        return _Done(SettledEmail(claim, State.FAILED, "cannot-be-drawn"))
    try:
        outcome = await room.mailer.send(mail)
    except (
        Exception
    ) as problem:  # a fault of ours with one letter must not leave those sent beside it unknown
        outcome = Unknown(type(problem).__name__)
    return _meaning(room, claim, outcome)


def _before_sending(quiet: Quiet, claim: EmailClaim, now: datetime) -> SettledEmail | None:
    """Look once more before sending: cancelled, opted out, answered, closed, away, or night where they are."""
    over = next((reason for reason, holds in OVER.items() if holds(claim)), None)
    if over:
        return SettledEmail(claim, State.SKIPPED, over)
    opens = quiet.next_open(now, claim.time_zone or LONDON, claim.away_until)
    return SettledEmail(claim, State.PENDING, due_at=opens, tried=False) if opens > now else None


def _meaning(room: EmailContext, claim: EmailClaim, outcome: EmailOutcome) -> _Done:
    now = room.clock()
    match outcome:
        case EmailAccepted():
            return _Done(SettledEmail(claim, State.SENT))
        case Unknown():
            return _Done(SettledEmail(claim, State.UNKNOWN, "lost_reply"))
        case RetryLater(after, _, reason, False):
            wait = timedelta(seconds=after)
            return _Done(SettledEmail(claim, State.PENDING, reason, now + wait, tried=False), wait)
        case RetryLater(after):
            return _Done(
                _again(claim, "put-off", now + timedelta(seconds=_backoff(room, claim, after)))
            )
        case Refused(reason, _, True):
            return _Done(_again(claim, reason, now + SHUT), SHUT)
        case Refused(reason):
            return _Done(SettledEmail(claim, State.FAILED, reason))


def _backoff(room: EmailContext, claim: EmailClaim, after: float) -> float:
    """Draw a wait that doubles with each try, half of it certain, and never passes an hour."""
    longest = min(after * 2 ** min(claim.attempt, MOST_DOUBLINGS), LONGEST_WAIT)
    return longest / 2 + room.jitter(longest / 2)


def _again(claim: EmailClaim, reason: str, due_at: datetime) -> SettledEmail:
    """Send it again at `due_at`, unless its tries are used up."""
    if claim.attempt >= TRIES:
        return SettledEmail(claim, State.FAILED, "tries_used_up" if reason == "put-off" else reason)
    return SettledEmail(claim, State.PENDING, reason, due_at)


def _keep(unit: Unit, worker: str, done: list[_Done]) -> None:
    unit.emails.settle(worker, [one.settled for one in done], unit.now)
    shut = max((one.shut_for for one in done if one.shut_for), default=None)
    if shut:
        unit.emails.hold(unit.now + shut)
