"""The e-mail to a person whom Teams could not reach, and the page that its link opens.

It is sent at most once for each delivery that failed; an unknown outcome stays unknown. An alert is
e-mailed to every lead, and sent again until it has gone (`Policy.must_arrive`).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from surveys.sending.delivery import DeliveryKind, State

KINDS = (DeliveryKind.BRIEFING, DeliveryKind.SURVEY, DeliveryKind.REMINDER)
UNREACHABLE = (
    "no_address",
    "not_installed",
    "blocked",
    "disabled",
    "chat_gone",
    "chat_refused",
    "chat-not-opened",
    "tries_used_up",
)
"""The reasons for which we e-mail a person unasked: Teams cannot reach them."""

TRIES = 5
FRESH = timedelta(days=14)  # no one is e-mailed about an older briefing
BRIEFING_LASTS = timedelta(days=60)
JUST_WRITTEN = timedelta(hours=12)  # no one is reminded so soon after the invitation
# In these states a person may have the link.
GIVEN_OUT = (State.SENDING, State.SENT, State.UNKNOWN, State.PROVEN)

EMAIL_REASONS: dict[str, str] = {
    "left": "they have left",
    "opted_out": "they asked not to be contacted",
    "answered": "they had already answered",
    "closed": "the survey had closed",
    "acknowledged": "someone took the concern on before it went to them",
    "cancelled": "the send was cancelled or withdrawn",
    "asked_lately": "we e-mailed them about this survey shortly before",
    "put-off": "the mail server asked us to try later",
    "notify-429": "GOV.UK Notify is busy",
    "tries_used_up": "the mail server asked us to try later each time we tried",
    "lost_reply": "the mail server's reply was lost: it may have arrived",
    "lease_ran_out": "the program stopped while sending: it may have arrived",
    "cannot-be-drawn": "this version of the program cannot show the message",
    "address-refused": "the mail server refused their address",
    "address-unusable": "we cannot use their e-mail address",
    "bounced": "their mail server sent it back: it does not know the address",
    "not-taken": "their mail server did not take it for three days",
    "notify-failed": "GOV.UK Notify could not send it",
    "message-refused": "the mail server refused the message",
    "mail-unreachable": "we cannot reach the mail server",
    "mail-sign-in": "the mail server did not accept our sign-in",
    "mail-not-secure": "the mail server offers no secure connection",
    "sender-refused": "the mail server refused the address we send from",
    "notify-refused": "GOV.UK Notify refused our key or our template",
}


@dataclass(frozen=True, slots=True)
class EmailClaim:
    """One e-mail claimed by a worker; `token` is in its link, and kept nowhere else."""

    dispatch_id: int
    person_id: int
    token: str
    attempt: int
    kind: DeliveryKind
    dispatch_state: str
    wave_id: int | None
    wave_state: str | None
    progress: str | None  # the state of the person's invitation in that wave
    asked_lately: bool  # another e-mail about the same wave waits or has just gone
    name: str
    email: str
    partnership: str
    opted_out: bool
    has_left: bool
    away_until: date | None
    time_zone: str | None

    @property
    def once(self) -> str:
        """The key under which it goes out, once; `sent_as` reads it."""
        return f"letter-{self.dispatch_id}-{self.person_id}-{self.attempt}"


class SentAs(NamedTuple):
    """Which delivery an e-mail was, at which attempt."""

    dispatch_id: int
    person_id: int
    attempt: int


_ONCE = re.compile(r"letter-([0-9]{1,18})-([0-9]{1,18})-([0-9]{1,9})")


def sent_as(once: str) -> SentAs | None:
    """Read the key of an e-mail; None for one that is not ours."""
    found = _ONCE.fullmatch(once)
    return SentAs(*map(int, found.groups())) if found else None


@dataclass(frozen=True, slots=True)
class EmailDelivery:
    """What the link in an e-mail or on a card opens, and for whom.

    `ticket` is that of a response without a name.
    """

    dispatch_id: int
    person_id: int
    kind: DeliveryKind
    dispatch_state: str
    wave_id: int | None
    briefing_id: int | None
    sent_at: datetime
    ticket: str | None = None


def email_in_words(state: State, reason: str | None) -> str:
    """Say what happened to an e-mail, in a sentence for a lead."""
    why = f" ({EMAIL_REASONS.get(reason, f'code {reason}')})" if reason else ""
    return f"{_IN_WORDS[state]}{why}."


_IN_WORDS = {
    State.PENDING: "An e-mail is waiting to be sent",
    State.SENDING: "An e-mail is being sent",
    State.SENT: "An e-mail was sent",
    State.PROVEN: "They used the web page in our e-mail",
    State.UNKNOWN: "We do not know whether an e-mail arrived",
    State.FAILED: "An e-mail could not be sent",
    State.SKIPPED: "No e-mail was sent",
}
