"""A letter: the e-mail that goes to somebody whom Teams could not reach, and the page that its address opens.

It is sent at most once for each delivery that ended without reaching anybody; what is not known stays not known.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from surveys.sending.delivery import DeliveryKind, State

KINDS = (DeliveryKind.BRIEFING, DeliveryKind.SURVEY, DeliveryKind.REMINDER)
UNREACHABLE = ("no_address", "not_installed", "blocked", "chat_gone", "tries_used_up")
"""The reasons for which Teams cannot reach somebody; nobody else is written to unasked."""

TRIES = 5
FRESH = timedelta(days=14)  # nobody is written to about a briefing that is older
BRIEFING_LASTS = timedelta(days=60)
JUST_WRITTEN = timedelta(hours=12)  # nobody is reminded so soon after the invitation
GIVEN_OUT = (
    State.SENDING,
    State.SENT,
    State.UNKNOWN,
    State.PROVEN,
)  # somebody may hold the address

LETTER_REASONS: dict[str, str] = {
    "opted_out": "they asked not to be contacted",
    "answered": "they had already answered",
    "closed": "the survey had closed",
    "cancelled": "the send was cancelled or withdrawn",
    "asked_lately": "they were written to about this survey shortly before",
    "put-off": "the mail server has put it off",
    "notify-429": "GOV.UK Notify takes no more for the moment",
    "tries_used_up": "the mail server put it off, time after time",
    "lost_reply": "the mail server's reply was lost: it may have arrived",
    "lease_ran_out": "the program stopped while sending: it may have arrived",
    "cannot-be-drawn": "this version of the program cannot show the message",
    "address-refused": "the mail server refused their address",
    "address-unusable": "their e-mail address cannot be used",
    "message-refused": "the mail server refused the message",
    "mail-unreachable": "the mail server cannot be reached",
    "mail-sign-in": "the mail server did not accept our sign-in",
    "mail-not-secure": "the mail server offers no secure connection",
    "sender-refused": "the mail server refused our own address",
    "notify-refused": "GOV.UK Notify refused our key or our template",
}


@dataclass(frozen=True, slots=True)
class EmailClaim:
    """One letter taken on by a worker; `token` is in its address, and kept nowhere else."""

    dispatch_id: int
    person_id: int
    token: str
    attempt: int
    kind: DeliveryKind
    dispatch_state: str
    wave_id: int | None
    wave_state: str | None
    progress: str | None  # how far the person is in that wave
    asked_lately: bool  # another letter about the same wave waits or has just gone
    name: str
    email: str
    partnership: str
    opted_out: bool
    away_until: date | None
    time_zone: str | None


@dataclass(frozen=True, slots=True)
class EmailDelivery:
    """What the address in a letter opens, and for whom."""

    dispatch_id: int
    person_id: int
    kind: DeliveryKind
    dispatch_state: str
    wave_id: int | None
    briefing_id: int | None
    sent_at: datetime


def letter_in_words(state: State, reason: str | None) -> str:
    """Say what became of a letter, in a sentence for a lead."""
    why = f" ({LETTER_REASONS.get(reason, f'code {reason}')})" if reason else ""
    return f"{_IN_WORDS[state]}{why}."


_IN_WORDS = {
    State.PENDING: "An e-mail waits to be sent",
    State.SENDING: "An e-mail is being sent",
    State.SENT: "An e-mail was sent",
    State.PROVEN: "They answered by the web page in our e-mail",
    State.UNKNOWN: "It is not known whether an e-mail arrived",
    State.FAILED: "An e-mail could not be sent",
    State.SKIPPED: "No e-mail was sent",
}
