"""What `check` tries over the network: our own pages, Microsoft's services and the second door.

Nothing is sent but requests for pages and sign-ins: for a token of the bot, to the mail server, to
GOV.UK Notify. What cannot be tried before the program serves is reported as such, not as a fault.
"""

import smtplib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime

from notifications_python_client.authentication import (  # pyright: ignore[reportMissingTypeStubs]
    create_jwt_token,  # pyright: ignore[reportUnknownVariableType]
)

from bot.console.answers import Ask, asking, host_of
from bot.console.check_pages import look_at_pages
from bot.console.check_tokens import look_at_own_token, look_at_signing_keys
from bot.console.program import CheckResult
from bot.network import Network, OutgoingProxy, certificates_in
from bot.network.destinations import NOTIFY_HOST
from bot.network.silence import why_no_answer
from bot.settings import Settings
from bot.smtp_server import NotSecure, SmtpServer, open_smtp

SECONDS = 5
NOTIFY = f"https://{NOTIFY_HOST}"
_UUID_LENGTH = 36
_PLACES = ("((subject))", "((body))")  # of the template


def reachability(settings: Settings, ask: Ask | None = None) -> Iterator[CheckResult]:
    """Try what this installation needs; a local one without tokens needs no one else."""
    network = settings.network
    ask = ask or asking(network, SECONDS)
    if network.ca_file:
        yield _authorities(network.ca_file, datetime.now(UTC))
    if network.proxy:
        yield _outgoing_proxy(network.proxy)
    yield from look_at_pages(settings, ask)
    if settings.tokens_required:
        yield from look_at_signing_keys(settings, ask)
    if settings.token_url or not settings.is_local:
        yield look_at_own_token(settings, ask)
    if not settings.is_local:
        # only the first: the others are clouds of other countries
        first = min(settings.hosts, key=settings.connector_hosts.lower().index)
        yield _service("connector", f"https://{first}/", ask)
    if settings.smtp_server is not None:
        yield _mail_server(settings.smtp_server, network)
    if settings.notify_api_key.get_secret_value():
        yield look_at_notify(settings, ask)


def look_at_notify(settings: Settings, ask: Ask, service: str = NOTIFY) -> CheckResult:
    """Fetch our template from GOV.UK Notify, which shows that key and template are right."""
    key = settings.notify_api_key.get_secret_value()
    secret, of_service = key[-_UUID_LENGTH:], key[-2 * _UUID_LENGTH - 1 : -_UUID_LENGTH - 1]
    token: str = create_jwt_token(secret, of_service)
    answer = ask(
        f"{service}/v2/template/{settings.notify_template}",
        headers={"Authorization": f"Bearer {token}"},
    )
    host = host_of(service)
    if answer.why:
        return CheckResult("notify", False, f"{host} cannot be reached: {answer.why}")
    if answer.status in {401, 403}:
        words = f"{host} refused our key ({answer.status}): check GT_NOTIFY_API_KEY"
        return CheckResult("notify", False, words)
    if answer.status != 200:
        words = f"{host} does not have our template ({answer.status}): check GT_NOTIFY_TEMPLATE"
        return CheckResult("notify", False, words)
    text = f"{answer.facts.get('subject')} {answer.facts.get('body')}"
    missing = [place for place in _PLACES if place not in text]
    if missing:
        words = f"our template at {host} lacks {' and '.join(missing)}: see GT_NOTIFY_TEMPLATE"
        return CheckResult("notify", False, words)
    return CheckResult("notify", True, f"{host} takes our key and has our template")


def _authorities(file: str, now: datetime) -> CheckResult:
    """Say until when the certificate authorities of `GT_CA_FILE` are good."""
    ends = [one.not_valid_after_utc for one in certificates_in(file)]
    over = sum(end <= now for end in ends)
    if over:
        words = f"{over} of the {len(ends)} in {file} have ended: ask for the new ones"
        return CheckResult("certificate authorities", False, words)
    words = f"{len(ends)} in {file}, good until {min(ends):%Y-%m-%d}"
    return CheckResult("certificate authorities", True, words)


def _outgoing_proxy(proxy: OutgoingProxy) -> CheckResult:
    try:
        socket.create_connection((proxy.host, proxy.port), SECONDS).close()
    except OSError:
        words = f"{proxy.name} cannot be reached: check GT_OUTGOING_PROXY"
        return CheckResult("outgoing proxy", False, words)
    return CheckResult("outgoing proxy", True, f"{proxy.name} answers")


def _mail_server(server: SmtpServer, network: Network) -> CheckResult:
    """Say whether the mail server would accept mail from us; nothing is sent."""
    name = f"{server.host}:{server.port}"
    try:
        open_smtp(server, network, SECONDS).close()
    except NotSecure:
        words = f"{name} offers no TLS, and nothing is sent without it: check GT_SMTP_URL"
        return CheckResult("mail server", False, words)
    except smtplib.SMTPResponseException as error:
        words = f"{name} refused the connection (status {error.smtp_code})"
        if isinstance(error, smtplib.SMTPAuthenticationError):
            advice = "check the user and password in GT_SMTP_URL"
            words = f"{name} refused our sign-in ({error.smtp_code}): {advice}"
        return CheckResult("mail server", False, words)
    except smtplib.SMTPException:
        words = f"{name} does not answer like a mail server: check GT_SMTP_URL"
        return CheckResult("mail server", False, words)
    except OSError as error:
        why = why_no_answer(error, network)
        return CheckResult("mail server", False, f"{name} cannot be reached: {why}")
    return CheckResult("mail server", True, f"{name} answers")


def _service(name: str, address: str, ask: Ask) -> CheckResult:
    """Say whether anything answers there, whatever the answer."""
    answer = ask(address)
    if answer.why:
        return CheckResult(name, False, f"{host_of(address)} cannot be reached: {answer.why}")
    return CheckResult(name, True, f"{host_of(address)} answers")
