"""Composes an e-mail: who writes and why, the link and how long it works, how to stop these.

Its subject is fit for a lock screen: it says nothing about the survey, any child or any answer.
"""

from datetime import datetime

from dialogs.ports import OutgoingEmail
from dialogs.replies import (
    AlertTest,
    ConcernAlert,
    ConcernUnanswered,
    InviteToSurvey,
    Reply,
    ShowBriefing,
)
from dialogs.sending.compose_alert_email import alert_mail
from dialogs.turn import Installation
from surveys.asking.instrument import Reader
from surveys.asking.length import minutes_in_words
from surveys.asking.notices import help_lines
from surveys.london import day_in_words
from surveys.sending.email_delivery import BRIEFING_LASTS, EmailClaim

_NOT_A_REFERRAL = (
    "This e-mail is not a referral, and no one reads replies to it. "
    "If a child is in danger now, call 999. "
    "If you have a concern about a child, refer it in the usual way."
)
_WHY = "We are sending an e-mail because we may not have reached you in Microsoft Teams."


def mail_of(
    claim: EmailClaim, reply: Reply, installation: Installation, now: datetime
) -> OutgoingEmail | None:
    """Return the e-mail of a claim, or None for a message that is never e-mailed."""
    if isinstance(reply, ConcernAlert | ConcernUnanswered | AlertTest):
        return alert_mail(claim, reply, installation)
    about = _about(claim, reply, now)
    if about is None:
        return None
    address = f"{installation.public_url}/q/{claim.token}"
    asks, label, until = about
    return OutgoingEmail(
        to=claim.email,
        sender=claim.partnership,
        subject=reply.lock_screen(),
        before=(f"Hello {claim.name},", asks, _WHY),
        label=label,
        address=address,
        after=(*_after(until), *_help(installation), _stopping(claim, f"{address}/stop")),
        stop_address=f"{address}/stop",
        once=claim.once,
    )


def _about(claim: EmailClaim, reply: Reply, now: datetime) -> tuple[str, str, str] | None:
    """Return the opening sentence, the label of the link, and until when it works."""
    if isinstance(reply, InviteToSurvey):
        again = "This is a reminder. " if reply.reminder else ""
        asks = (
            f"{again}{claim.partnership} asks you to answer a short survey. "
            f"It takes about {minutes_in_words(reply.minutes)}. You do not have to take part."
        )
        return (
            asks,
            "Open the survey",
            f"until {reply.closes}" if reply.closes else "until the survey closes",
        )
    if isinstance(reply, ShowBriefing):
        tells = f"{claim.partnership} has a seven-minute briefing for you: {reply.title}"
        return tells, "Read the briefing", f"until {day_in_words(now + BRIEFING_LASTS)}"
    return None


def _after(until: str) -> tuple[str, ...]:
    return (
        f"This link is only for you. Please do not forward it. It works {until}.",
        "If you have already done this, here or in Teams, you do not need to do anything.",
    )


def _help(installation: Installation) -> tuple[str, ...]:
    lines = help_lines(Reader.PRACTITIONER, installation.local_help)
    return _NOT_A_REFERRAL, "\n".join(f"{line.name}: {line.number}" for line in lines)


def _stopping(claim: EmailClaim, address: str) -> str:
    return (
        f"You get this because you are on the list of people who work with {claim.partnership}. "
        f"To stop surveys and briefings, open this page and press Stop: {address}"
    )
