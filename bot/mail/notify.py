"""E-mail through GOV.UK Notify: one POST each, which no library below us retries or redirects.

The template has ((subject)) as its subject and ((body)) as its message, and nothing else. What
Notify could not deliver is asked for afterwards.
"""

# notifications_python_client ships no types, so everything from it is Any.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false

import ssl
from collections.abc import Sequence
from typing import Any

import requests
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3 import exceptions as below

from bot.mail.drawing import one_line, plain_text
from bot.mail.threads import AGAIN, SHUT, TOTAL_SECONDS, ThreadedMailer
from bot.network import DIRECT, Network
from bot.network.destinations import NOTIFY_HOST
from bot.network.sessions import open_requests
from dialogs.ports import (
    BouncedEmail,
    EmailAccepted,
    EmailOutcome,
    OutgoingEmail,
    Refused,
    RetryLater,
    Unknown,
)

PLACEHOLDERS = ("subject", "body")  # of the template
PUBLIC = f"https://{NOTIFY_HOST}"
MOST_FAILED = 2000  # looked at in one go
BOUNCES = {
    "permanent-failure": "bounced",
    "temporary-failure": "not-taken",
    "technical-failure": "notify-failed",
}
_UNREACHABLE = RetryLater(SHUT, throttled=False, reason="mail-unreachable", tried=False)


class NotifyMailer(ThreadedMailer):
    """Sends through one service, with one template."""

    def __init__(
        self, api_key: str, template: str, base_url: str = PUBLIC, network: Network = DIRECT
    ) -> None:
        super().__init__()
        self._key, self._template, self._base_url = api_key, template, base_url
        self._network = network

    def hand_over(self, mail: OutgoingEmail) -> EmailOutcome:
        """Make one POST."""
        # One client per e-mail: they are not thread-safe, and an old connection may be dead.
        client = self._client()
        address = mail.stop_address or ""
        stop = address if address.startswith("https:") else None
        words = dict(zip(PLACEHOLDERS, (one_line(mail.subject), plain_text(mail)), strict=True))
        try:
            client.send_email_notification(
                mail.to, self._template, words, reference=mail.once, one_click_unsubscribe_url=stop
            )
        except APIError as problem:
            return _outcome(problem)
        except OSError:
            return Unknown("lost_reply")
        finally:
            client.request_session.close()
        return EmailAccepted()

    def look_back(self) -> Sequence[BouncedEmail]:
        """Ask for what failed in the last days, newest first; after an error, the next time."""
        client, found, last = self._client(), list[BouncedEmail](), None
        try:
            while len(found) < MOST_FAILED:
                page = client.get_all_notifications("failed", "email", older_than=last)
                failed: list[dict[str, Any]] = page["notifications"]
                if not failed:
                    break
                found += [_bounced(one) for one in failed]
                last = failed[-1]["id"]
        except (APIError, OSError):
            pass
        finally:
            client.request_session.close()
        return found

    def _client(self) -> Any:
        client: Any = NotificationsAPIClient(
            self._key, base_url=self._base_url, timeout=TOTAL_SECONDS
        )
        client.request_session = open_requests(self._network, TOTAL_SECONDS)
        return client


def _bounced(failed: dict[str, Any]) -> BouncedEmail:
    reason = BOUNCES.get(str(failed.get("status")), "notify-failed")
    return BouncedEmail(str(failed.get("reference")), reason)


def _outcome(problem: Any) -> EmailOutcome:
    answer: requests.Response | None = problem.response
    if answer is None:
        return _UNREACHABLE if _never_connected(problem.__cause__) else Unknown("lost_reply")
    if answer.status_code == 429:
        return RetryLater(AGAIN, throttled=True, reason="notify-429", tried=False)
    if 200 <= answer.status_code < 300:  # accepted, though the response cannot be read
        return EmailAccepted()
    if answer.status_code >= 500:
        return Unknown("lost_reply")
    if answer.status_code == 400 and "email_address" in answer.text:
        return Refused("address-refused")
    return Refused("notify-refused", stops_dispatch=True)


def _never_connected(cause: BaseException | None) -> bool:
    """Say whether it failed before there was a connection, so that nothing was sent."""
    if isinstance(cause, requests.ConnectTimeout):
        return True
    reason = getattr(cause.args[0], "reason", None) if cause is not None and cause.args else None
    untrusted = isinstance(reason, below.SSLError) and isinstance(
        reason.args[0], ssl.SSLCertVerificationError
    )
    return untrusted or isinstance(reason, below.NewConnectionError | below.ProxyError)
