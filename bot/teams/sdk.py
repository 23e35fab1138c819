"""The Teams SDK, set up so that only the values given here configure it.

The SDK reads an `.env` file at import and several environment variables when an app is made; we
turn the first off and pass every option that has such a fallback. Importing this module takes about
two seconds, so only `serve`, `worker` and `demo` do it.
"""
# botbuilder ships neither stubs nor a py.typed, so types of its members are taken from its source.
# pyright: reportMissingTypeStubs=false

import os
import time

# Before the imports below, because the SDK reads the file while it is being imported.
os.environ["PYTHON_DOTENV_DISABLED"] = "1"

from dataclasses import dataclass

from botbuilder.integration.aiohttp import CloudAdapter
from microsoft_teams.api.auth.cloud_environment import (
    CHINA,
    PUBLIC,
    US_GOV,
    CloudEnvironment,
    with_overrides,
)
from microsoft_teams.apps import App
from microsoft_teams.apps.http.adapter import (
    HttpMethod,
    HttpRequest,
    HttpResponse,
    HttpRouteHandler,
)
from microsoft_teams.botbuilder import BotBuilderAdapter

from bot.teams.attestation import Attestation
from bot.teams.bearer import RENEW_BEFORE_SECONDS, FetchToken, NoToken, Token

ENDPOINT = "/api/messages"
_SERVICE_URL = "https://smba.trafficmanager.net/teams"


@dataclass(frozen=True, slots=True)
class BotIdentity:
    """The bot's registration, as the settings have it; empty strings where there is none."""

    client_id: str = ""
    client_secret: str = ""
    tenant_id: str = ""
    managed_identity_client_id: str = ""
    openid_metadata_url: str = ""


class AiohttpAdapter:
    """The SDK's HTTP adapter protocol: stores the handlers for our own server."""

    def __init__(self) -> None:
        self.handlers: dict[str, HttpRouteHandler] = {}

    def register_route(self, method: HttpMethod, path: str, handler: HttpRouteHandler) -> None:
        """Store a handler for `path`; the protocol knows POST only."""
        del method
        self.handlers[path] = handler

    def serve_static(self, path: str, directory: str) -> None:
        """Refuse: pages are plain aiohttp routes and never go through the SDK."""
        raise NotImplementedError(f"{path} is not served through the SDK")

    async def start(self, port: int) -> None:
        """Refuse: the composition root runs the server."""
        raise NotImplementedError(f"port {port} is opened by the composition root")

    async def stop(self) -> None:
        """Do nothing; the composition root stops the server."""


class OneOwnerBridge(BotBuilderAdapter):
    """The bridge with nothing behind it: BotBuilder's handler answers, or we send an empty 200.

    The stock bridge passes every activity but an answered invoke on to the SDK, which has no routes
    here, fetches keys on the event loop and answers 500 to types that it has no model for.
    """

    def register_route(self, method: HttpMethod, path: str, handler: HttpRouteHandler) -> None:
        """Register BotBuilder alone for `path`."""
        del handler
        super().register_route(method, path, _nothing_more)


async def _nothing_more(request: HttpRequest) -> HttpResponse:
    del request
    return HttpResponse(status=200, body=None)


class TeamsSdk:
    """One SDK app without routes: it hosts BotBuilder and provides tokens for `identity`."""

    def __init__(self, identity: BotIdentity) -> None:
        self.identity = identity
        self.cloud = cloud_for(identity.openid_metadata_url)
        self.adapter = AiohttpAdapter()
        self.bridge = OneOwnerBridge(
            cloud_adapter=CloudAdapter(Attestation()), http_server_adapter=self.adapter
        )
        self.app = App(
            client_id=identity.client_id or None,
            client_secret=identity.client_secret or None,
            tenant_id=identity.tenant_id or None,
            managed_identity_client_id=identity.managed_identity_client_id or None,
            cloud=self.cloud,
            service_url=_SERVICE_URL,
            messaging_endpoint=ENDPOINT,
            http_server_adapter=self.bridge,
            dangerously_allow_unauthenticated_requests=False,
            default_connection_name="none",
            fetch_user_token=False,
            telemetry={"agent365": False},
        )


def cloud_for(openid_metadata_url: str) -> CloudEnvironment:
    """Return the SDK's cloud with this metadata address, else the public one with that address."""
    for cloud in (PUBLIC, US_GOV, CHINA):
        if cloud.openid_metadata_url == openid_metadata_url:
            return cloud
    return with_overrides(PUBLIC, openid_metadata_url=openid_metadata_url or None)


def sdk_token(sdk: TeamsSdk) -> FetchToken:
    """Return a function that fetches the bot's token through the SDK, off the event loop."""

    async def fetch() -> Token:
        try:
            token = await sdk.app.token_provider.get_app_token()
        # The SDK passes on whatever its identity library raises.
        except Exception as problem:
            raise NoToken(f"token-{type(problem).__name__}") from None
        if token is None:
            raise NoToken("token-no-credentials")
        expires = token.expiration
        return Token(
            str(token), expires / 1000 if expires else time.time() + RENEW_BEFORE_SECONDS + 60
        )

    return fetch
