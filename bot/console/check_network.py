"""What `check` tries over the network: our own pages, Microsoft's services and the second door.

Nothing is sent but requests for pages and sign-ins: for a token of the bot, to the mail server, to
GOV.UK Notify. What cannot be tried before the program serves is reported as such, not as a fault.
"""

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from socket import gaierror
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from notifications_python_client.authentication import (  # pyright: ignore[reportMissingTypeStubs]
    create_jwt_token,  # pyright: ignore[reportUnknownVariableType]
)

from bot.console.answers import Ask, WebAnswer, host_of
from bot.console.check_pages import look_at_pages
from bot.console.check_tokens import look_at_own_token, look_at_signing_keys
from bot.console.program import CheckResult
from bot.settings import Settings
from bot.smtp_server import NotSecure, SmtpServer, open_smtp

SECONDS = 5
NOTIFY = "https://api.notifications.service.gov.uk"
_MOST = 1_000_000  # bytes of an answer
_OPENER = build_opener(ProxyHandler({}))  # as the bot itself, which goes through no proxy
_UUID_LENGTH = 36
_PLACES = ("((subject))", "((body))")  # of the template


def reachability(settings: Settings, ask: Ask | None = None) -> Iterator[CheckResult]:
    """Try what this installation needs; a local one without tokens needs no one else."""
    ask = ask or ask_over_network
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
        yield _mail_server(settings.smtp_server)
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


def _mail_server(server: SmtpServer) -> CheckResult:
    """Say whether the mail server would accept mail from us; nothing is sent."""
    name = f"{server.host}:{server.port}"
    try:
        open_smtp(server, SECONDS).close()
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
        return CheckResult("mail server", False, f"{name} cannot be reached: {_silent(error).why}")
    return CheckResult("mail server", True, f"{name} answers")


def _service(name: str, address: str, ask: Ask) -> CheckResult:
    """Say whether anything answers there, whatever the answer."""
    answer = ask(address)
    if answer.why:
        return CheckResult(name, False, f"{host_of(address)} cannot be reached: {answer.why}")
    return CheckResult(name, True, f"{host_of(address)} answers")


def ask_over_network(
    address: str,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> WebAnswer:
    """Make a request as the bot itself does; it is an `Ask`."""
    if not address.startswith(("https://", "http://")):  # an answer may have named it
        return WebAnswer(why="it is no address of the web")
    body = None if form is None else urlencode(form).encode()
    try:
        request = Request(address, data=body, headers=dict(headers or {}))  # noqa: S310 - see above
        with _OPENER.open(request, timeout=SECONDS) as answer:
            return WebAnswer(answer.status, answer.read(_MOST), date=_date(answer.headers))
    except HTTPError as error:  # an answer, too
        with error:
            return WebAnswer(error.code, error.read(_MOST), date=_date(error.headers))
    except URLError as error:
        return _silent(error.reason)
    except (OSError, HTTPException) as error:
        return _silent(error)


def _date(headers: Message) -> datetime | None:
    """Return the time of an answer, where the server says it with its zone."""
    try:
        said = parsedate_to_datetime(headers["Date"] or "")
    except ValueError:
        return None
    return said if said.tzinfo else None


def _silent(reason: object) -> WebAnswer:
    """Return why there was no answer, in words; a port on which nothing listens is silence."""
    if isinstance(reason, gaierror):
        return WebAnswer(why="the name cannot be found")
    if isinstance(reason, ssl.SSLError):
        return WebAnswer(why="its certificate is not trusted")
    if isinstance(reason, TimeoutError):
        return WebAnswer(why=f"no answer within {SECONDS} seconds")
    return WebAnswer(
        why="nothing is listening there", is_silence=isinstance(reason, ConnectionRefusedError)
    )
