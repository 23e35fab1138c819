"""Every client that calls out, each with a server behind a council's proxy to call.

A caller gives back what it got: the same good answer whichever way it went, or what it says of a
failure.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.mail import NotifyMailer, SmtpMailer
from bot.network import Network
from bot.network.sessions import open_session
from bot.smtp_server import SmtpServer
from bot.teams.bearer import Bearer, NoToken, TokenAddress
from bot.teams.development_connector import DevelopmentConnector
from bot.teams.entra_token import EntraToken
from bot.teams.rate_limit import RateLimit
from bot.teams.sdk import BotIdentity, cloud_for
from bot.teams.sender import SendRules, TeamsSender
from bot.teams.signing_keys import KeySource
from dialogs.ports import Address, Delivered
from tests.bot.mail.conftest import A_MAIL
from tests.stand_ins.activities import CLIENT_ID, PERSON, TENANT
from tests.stand_ins.council_network import CouncilNetwork
from tests.stand_ins.mail_server import running_mail_server
from tests.stand_ins.notify import KEY, TEMPLATE, running_notify
from tests.stand_ins.openid import OpenIdProvider

CONNECTOR, LOGIN = "smba.trafficmanager.net", "login.microsoftonline.com"
KEYS, MAIL = "login.council.test", "mail.council.test"
NOTIFY = "api.notifications.service.gov.uk"
WAY = f"https://{CONNECTOR}/teams"

Got = str
Call = Callable[[Network], Awaitable[Got]]
Posts = Callable[[], int]
Stage = Callable[[CouncilNetwork], AbstractAsyncContextManager[tuple[Call, Posts]]]


@asynccontextmanager
async def behind(
    council: CouncilNetwork, host: str, application: web.Application
) -> AsyncGenerator[None]:
    """Serve an application over TLS as a host that only the proxy knows."""
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=council.tls(host)).start()
    council.leads(f"{host}:443", runner.addresses[0][1])
    try:
        yield
    finally:
        await runner.cleanup()


def entra(answer: Handler) -> web.Application:
    """Return Microsoft's sign-in for one tenant, whose token endpoint answers so."""

    async def describe(_request: web.Request) -> web.Response:
        base = f"https://{LOGIN}/{TENANT}"
        facts = {"authorization_endpoint": f"{base}/a", "token_endpoint": f"{base}/token"}
        return web.json_response(facts | {"issuer": f"{base}/v2.0"})

    application = web.Application()
    application.router.add_get(f"/{TENANT}/v2.0/.well-known/openid-configuration", describe)
    application.router.add_post(f"/{TENANT}/token", answer)
    return application


@asynccontextmanager
async def connector(council: CouncilNetwork) -> AsyncGenerator[tuple[Call, Posts]]:
    """Send one message to a person in Teams."""
    there = DevelopmentConnector()
    rules = SendRules(CLIENT_ID, frozenset({CONNECTOR}))

    async def call(network: Network) -> Got:
        async with open_session(network) as session:
            sender = TeamsSender(session, rules, RateLimit(25), lambda: datetime.now(UTC))
            outcome = await sender.send(Address(TENANT, "a:1chat", WAY, PERSON), b"{}")
            return "ok" if isinstance(outcome, Delivered) else outcome.reason

    application = web.Application()
    application.add_subapp("/teams", there.application())
    async with behind(council, CONNECTOR, application):
        yield call, lambda: len(there.requests)


@asynccontextmanager
async def token(council: CouncilNetwork) -> AsyncGenerator[tuple[Call, Posts]]:
    """Get the bot's token by MSAL, with a secret."""
    posts: list[str] = []

    async def give(request: web.Request) -> web.Response:
        posts.append(str((await request.post())["client_secret"]))
        return web.json_response({"access_token": "ours", "expires_in": 3600})

    async def call(network: Network) -> Got:
        identity = BotIdentity(CLIENT_ID, "hush-hush", TENANT)
        return await _token_of(Bearer(EntraToken(identity, cloud_for(""), network)), "ours")

    async with behind(council, LOGIN, entra(give)):
        yield call, lambda: len(posts)


@asynccontextmanager
async def token_address(council: CouncilNetwork) -> AsyncGenerator[tuple[Call, Posts]]:
    """Get the bot's token at the address of `GT_TOKEN_URL`."""
    provider = OpenIdProvider(CLIENT_ID)

    async def call(network: Network) -> Got:
        async with open_session(network) as session:
            fetch = TokenAddress(session, f"https://{KEYS}/token", CLIENT_ID, "hush-hush")
            return await _token_of(Bearer(fetch), "opaque-1")

    async with behind(council, KEYS, provider.application()):
        yield call, lambda: len(provider.token_requests)


async def _token_of(bearer: Bearer, expected: str) -> Got:
    try:
        return "ok" if await bearer.text() == expected else "another token"
    except NoToken as problem:
        return str(problem)


@asynccontextmanager
async def keys(council: CouncilNetwork) -> AsyncGenerator[tuple[Call, Posts]]:
    """Fetch the keys with which Teams signs."""
    provider = OpenIdProvider(CLIENT_ID)
    provider.address = f"https://{KEYS}"

    async def call(network: Network) -> Got:
        async with open_session(network) as session:
            source = KeySource(session, provider.metadata_url)
            return "ok" if await source.with_key("key-1") else "no keys"

    async with behind(council, KEYS, provider.application()):
        yield call, lambda: 0


def _mail(from_the_start: bool) -> Stage:
    port = 465 if from_the_start else 587

    @asynccontextmanager
    async def stage(council: CouncilNetwork) -> AsyncGenerator[tuple[Call, Posts]]:
        server = SmtpServer(MAIL, port, from_the_start=from_the_start)

        async def call(network: Network) -> Got:
            mailer = SmtpMailer(server, "gt@council.test", lambda: datetime.now(UTC), network)
            return getattr(await mailer.send(A_MAIL), "reason", "ok")

        secured = council.tls(MAIL)
        how = {"ssl_context" if from_the_start else "tls_context": secured}
        with running_mail_server(None, **how) as there:
            council.leads(f"{MAIL}:{port}", there.port)
            yield call, lambda: len(there.taken)

    return stage


@asynccontextmanager
async def notify(council: CouncilNetwork) -> AsyncGenerator[tuple[Call, Posts]]:
    """Send one e-mail through GOV.UK Notify."""

    async def call(network: Network) -> Got:
        outcome = await NotifyMailer(KEY, TEMPLATE, network=network).send(A_MAIL)
        return getattr(outcome, "reason", "ok")

    with running_notify(over=council.tls(NOTIFY)) as there:
        council.leads(f"{NOTIFY}:443", there.port)
        yield call, lambda: len(there.posted)


STAGES: Mapping[str, Stage] = {
    "connector": connector,
    "token": token,
    "token-address": token_address,
    "keys": keys,
    "smtp": _mail(from_the_start=False),
    "smtps": _mail(from_the_start=True),
    "notify": notify,
}
