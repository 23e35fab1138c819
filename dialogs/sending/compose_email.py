"""The words of a letter: who writes and why, where the page is and until when it works, how to get no more of these.

Its subject is what a lock screen may show; of the survey, of any child and of any answer it says nothing.
"""

from datetime import datetime

from dialogs.ports import OutgoingEmail
from dialogs.replies import InviteToSurvey, Reply, ShowBriefing
from dialogs.turn import Installation
from surveys.asking.instrument import Reader
from surveys.asking.notices import help_lines
from surveys.london import day_in_words
from surveys.sending.email_delivery import BRIEFING_LASTS, EmailClaim

_NOT_A_REFERRAL = (
    "This e-mail is not a referral, and nobody reads replies to it. If a child is in danger now, call 999. If you have "
    "a concern about a child, refer it in the usual way."
)
_WHY = "We write by e-mail because we may not have reached you in Microsoft Teams."


def mail_of(
    claim: EmailClaim, reply: Reply, installation: Installation, now: datetime
) -> OutgoingEmail | None:
    """Return the e-mail that a claimed letter is, or None for a message that is never sent as one."""
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
        once=f"letter-{claim.dispatch_id}-{claim.person_id}-{claim.attempt}",
    )


def _about(claim: EmailClaim, reply: Reply, now: datetime) -> tuple[str, str, str] | None:
    """Return what is asked or told, what the link is called, and until when it works."""
    if isinstance(reply, InviteToSurvey):
        minutes = "1 minute" if reply.minutes == 1 else f"{reply.minutes} minutes"
        again = "This is a reminder. " if reply.reminder else ""
        asks = f"{again}{claim.partnership} asks you to answer a short survey: about {minutes}, if you choose to."
        return (
            asks,
            "Open the survey",
            f"until {reply.closes}" if reply.closes else "as long as the survey is open",
        )
    if isinstance(reply, ShowBriefing):
        tells = f"{claim.partnership} has a seven-minute briefing for you: {reply.title}"
        return tells, "Read the briefing", f"until {day_in_words(now + BRIEFING_LASTS)}"
    return None


def _after(until: str) -> tuple[str, ...]:
    return (
        f"This address is for you alone: please do not forward it. It works {until}.",
        "If you have done this already, here or in Teams, there is nothing more to do.",
    )


def _help(installation: Installation) -> tuple[str, ...]:
    lines = help_lines(Reader.PRACTITIONER, installation.local_help)
    return _NOT_A_REFERRAL, "\n".join(f"{line.name}: {line.number}" for line in lines)


def _stopping(claim: EmailClaim, address: str) -> str:
    return (
        f"You get this because you are on the list of people who work with {claim.partnership}. To get no more surveys "
        f"and briefings, open this page and press Stop: {address}"
    )
