"""Send e-mails to people whom Teams could not reach, each at most once.

While the mail server takes nothing (it cannot be reached, or it does not accept our sign-in), every
e-mail waits, with the reason.
"""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dialogs.ports import EmailOutcome, OutgoingEmail
from dialogs.replies import Reply
from dialogs.sending.compose_email import mail_of
from scheduler.before_sending import before_email
from scheduler.delivery_context import EmailContext
from scheduler.delivery_loop import deliver_batch
from scheduler.delivery_queue import BatchQueue, QueueName
from scheduler.learning import learn_from_emails
from storage.unit import Unit
from surveys.sending.email_delivery import EmailClaim
from surveys.trust.training import MARK, NOTIFIED

ENLISTED_TOGETHER = 500
TOKEN_BYTES = 16


class EmailUnavailable(Exception):  # noqa: N818 - a state of the mail server, logged under its name
    """Nothing goes by e-mail for now."""


async def enlist(context: EmailContext) -> int:
    """Queue an e-mail to each person whom Teams cannot reach; return how many are new."""
    return await context.store.act(lambda unit: unit.emails.enlist(unit.now, ENLISTED_TOGETHER))


async def send_emails(context: EmailContext) -> int:
    """Send one batch of what is due; return how many were taken on. Raises `EmailUnavailable`."""
    done = await deliver_batch(EMAILS, context)
    if any(one.mail_shut_for for one in done):
        raise EmailUnavailable
    return len(done)


def _claim(unit: Unit, worker: str, most: int, lease: timedelta) -> Sequence[EmailClaim]:
    tokens = [secrets.token_urlsafe(TOKEN_BYTES) for _ in range(most)]
    return unit.emails.claim(worker, unit.now, tokens, lease)


def _draw(context: EmailContext, claim: EmailClaim, reply: Reply) -> OutgoingEmail | None:
    mail = mail_of(claim, reply, context.installation, context.clock())
    if mail is None or not reply.training:
        return mail
    subject, before = f"{NOTIFIED}{mail.subject}", (f"{MARK}.", *mail.before)
    return replace(mail, subject=subject, before=before)


async def _send(context: EmailContext, _claim: EmailClaim, mail: OutgoingEmail) -> EmailOutcome:
    return await context.mailer.send(mail)


EMAILS: BatchQueue[EmailContext, EmailClaim, OutgoingEmail] = BatchQueue(
    name=QueueName.EMAILS,
    batch=20,
    claim=_claim,
    alike=lambda claim: claim.token,
    before_sending=before_email,
    draw=_draw,
    send=_send,
    settle=lambda unit, worker, settled: unit.emails.settle(worker, settled, unit.now),
    learn=learn_from_emails,
)
