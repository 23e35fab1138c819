"""Composes the e-mail of an alert: reference, priority, time, partnership, how to open it.

Nothing else is in it: no words of an answer, no age, no school and no name, not even the lead's.
"""

from dialogs.ports import OutgoingEmail
from dialogs.replies import AlertTest, ConcernAlert, ConcernUnanswered, known_facts
from dialogs.turn import Installation
from surveys.sending.email_delivery import EmailClaim

Alert = ConcernAlert | ConcernUnanswered | AlertTest
_HOW = (
    "Open Golden Thread in Teams, where you are signed in, and type “concerns”. "
    "You and the other leads are told again until one of you takes it on."
)
_RING = "Please ring the safeguarding leads of this partnership now. Only they can open it."
_TEST = (
    "This is only a test. No one has raised a concern. "
    "Open Golden Thread in Teams and press “It reached me” on the card with this title."
)
_IN_DANGER = "If a child is in danger now, call 999. No one reads replies to this e-mail."


def alert_mail(claim: EmailClaim, reply: Alert, installation: Installation) -> OutgoingEmail:
    """Return the e-mail of an alert; no one can stop these."""
    return OutgoingEmail(
        to=claim.email,
        sender=claim.partnership,
        subject=reply.lock_screen(),
        before=(f"{reply.lock_screen()}.", "\n".join(_facts(reply)), *_what_to_do(reply)),
        label="Open Golden Thread in Teams",
        address=installation.teams_chat,
        after=(_IN_DANGER,),
        stop_address=None,
        once=claim.once,
    )


def _facts(reply: Alert) -> list[str]:
    if isinstance(reply, AlertTest):
        return [f"Partnership: {reply.partnership}", f"Sent: {reply.asked}"]
    return [f"{name}: {value}" for name, value in known_facts(reply)]


def _what_to_do(reply: Alert) -> tuple[str, ...]:
    if isinstance(reply, AlertTest):
        return (_TEST,)
    if isinstance(reply, ConcernUnanswered):
        return (_RING,)
    return (reply.told_because, _HOW) if reply.told_because else (_HOW,)
