"""The doors put together: both on one port, with the one sender that they and the clock share.

Importing this module takes seconds, because the SDK does; only what serves imports it.
"""

import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

import aiohttp
from aiohttp import web

from bot.connections import LimitedRunner
from bot.network.sessions import open_session
from bot.settings import Settings
from bot.teams.allowed_tenants import AllowedTenants
from bot.teams.bearer import Bearer, TokenAddress
from bot.teams.door import TeamsDoor
from bot.teams.entra_token import EntraToken
from bot.teams.gate import GateRules
from bot.teams.host import build_teams_host
from bot.teams.rate_limit import RateLimit
from bot.teams.roster import names_of
from bot.teams.sdk import BotIdentity, TeamsSdk
from bot.teams.sender import SendRules, TeamsSender
from bot.teams.signing_keys import KeySource
from bot.teams.tenant_news import NotedSender, TenantNews
from bot.teams.tokens import TokenCheck
from bot.web import Readiness, Watched, WebSettings, open_web_door
from dialogs.replies import Reply
from dialogs.table import take_page
from dialogs.turn import Command, Installation
from storage.shared_rate_limit import StoredRateLimit
from storage.store import Store
from surveys.problems import Refusal


class Doors:
    """The doors of one process: `sender` for all that sends, `listening` to let people in."""

    def __init__(
        self,
        settings: Settings,
        session: aiohttp.ClientSession,
        clock: Callable[[], datetime],
        store: Store,
    ) -> None:
        self._settings = settings
        self._keys: KeySource | None = None  # of Teams' tokens, where calls need one
        self._sdk = TeamsSdk(_identity(settings))
        self.sender = TeamsSender(
            session=session,
            rules=SendRules(settings.bot_id, settings.hosts, local=settings.is_local),
            rate_limit=RateLimit(
                settings.send_rate, StoredRateLimit(store, settings.send_rate, time.time)
            ),
            clock=clock,
            bearer=_bearer(settings, session, self._sdk),
        )

    @asynccontextmanager
    async def listening(
        self,
        store: Store,
        installation: Installation,
        watched: Watched,
        host: str,
        port: int,
    ) -> AsyncGenerator[str]:
        """Serve the Teams endpoint, the pages and health; give the base address."""
        app = web.Application()
        self._open_pages(app, store, installation, self._with_keys(watched))
        app.add_routes(await self._teams_routes(store, installation))
        runner = LimitedRunner(app, shutdown_timeout=5)
        await runner.setup()
        try:
            await _open_port(runner, host, port)
            shown = f"[{host}]" if ":" in host else host
            yield f"http://{shown}:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()

    def _open_pages(
        self,
        app: web.Application,
        store: Store,
        installation: Installation,
        watched: Watched,
    ) -> None:
        async def page(command: Command) -> Reply:
            return await store.act(lambda unit: take_page(unit, command, installation))

        settings = WebSettings(
            production=not self._settings.is_local,
            proxies=self._settings.proxy_networks,
            metrics_token=self._settings.metrics_token.get_secret_value(),
        )
        open_web_door(app, page, watched, settings)

    def _with_keys(self, watched: Watched) -> Watched:
        """Let readiness say, too, whether Teams' keys have ever been fetched."""

        async def ready() -> Readiness:
            if self._keys is not None:
                self._keys.keep_trying()  # no one is sent here, so no message would ask for them
            fetched = self._keys is None or self._keys.fetched
            return replace(await watched.readiness(), keys=fetched)

        return watched._replace(readiness=ready)

    async def _teams_routes(self, store: Store, installation: Installation) -> list[web.RouteDef]:
        settings = self._settings

        async def look_up(
            service_url: str, conversation_id: str, teams_user_id: str
        ) -> tuple[str, ...] | None:
            return await names_of(self.sender, service_url, conversation_id, teams_user_id)

        rules = GateRules(
            settings.bot_id,
            settings.tenants,
            settings.hosts,
            settings.tokens_required,
            local=settings.is_local,
        )
        allowed = AllowedTenants(
            settings.tenants, lambda: store.read(lambda unit: unit.tenants.states())
        )
        news = TenantNews(store)
        sender = NotedSender(self.sender, news)
        door = TeamsDoor(store, installation, sender, look_up, allowed.only)
        return await build_teams_host(
            rules,
            news.of_turn(door),
            sdk=self._sdk,
            tokens=await self._tokens(),
            allowed=allowed.now,
        )

    async def _tokens(self) -> TokenCheck | None:
        settings = self._settings
        if not settings.tokens_required:
            return None
        self._keys = KeySource(self.sender.session, settings.metadata_url, local=settings.is_local)
        await self._keys.warm()
        return TokenCheck(self._keys, settings.bot_id)


async def _open_port(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise Refusal("port-taken", host=host, port=port) from error


@asynccontextmanager
async def open_doors(
    settings: Settings, clock: Callable[[], datetime], store: Store
) -> AsyncGenerator[Doors]:
    """Give the doors for as long as the process runs."""
    async with open_session(settings.network) as session:
        yield Doors(settings, session, clock, store)


def _identity(settings: Settings) -> BotIdentity:
    return BotIdentity(
        client_id=settings.client_id,
        client_secret=settings.client_secret.get_secret_value(),
        tenant_id=settings.tenant_id,
        managed_identity_client_id=settings.managed_identity_client_id,
        openid_metadata_url=settings.openid_metadata_url,
    )


def _bearer(settings: Settings, session: aiohttp.ClientSession, sdk: TeamsSdk) -> Bearer | None:
    """Return how we get our own token: from the address that is set, else Entra; none locally."""
    if settings.token_url:
        secret = settings.client_secret.get_secret_value()
        fetch = TokenAddress(
            session, settings.token_url, settings.bot_id, secret, local=settings.is_local
        )
        return Bearer(fetch)
    if settings.is_local:
        return None
    return Bearer(EntraToken(sdk.identity, sdk.cloud, settings.network))
