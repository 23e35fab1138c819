"""The Teams SDK, set up so that only the values given here configure it.

The SDK reads an `.env` file at import and several environment variables when an app is made; we
turn the first off and pass every option that has such a fallback. Importing this module takes about
two seconds, so only `serve`, `worker` and `demo` do it.
"""
# botbuilder ships neither stubs nor a py.typed, so types of its members are taken from its source.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import os

# Before the imports below, because the SDK reads the file while it is being imported.
os.environ["PYTHON_DOTENV_DISABLED"] = "1"

from dataclasses import dataclass
from typing import cast

from botbuilder.core import ActivityHandler, InvokeResponse
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity
from microsoft_teams.api.auth.cloud_environment import (
    CHINA,
    PUBLIC,
    US_GOV,
    CloudEnvironment,
    with_overrides,
)
from microsoft_teams.apps import App
from microsoft_teams.apps.http.adapter import HttpMethod, HttpRouteHandler
from microsoft_teams.botbuilder import BotBuilderAdapter

from bot.teams.attestation import NoAuthentication, attested
from bot.teams.gate import Admitted
from bot.teams.inbound import activity_name

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


class NoServer:
    """Satisfies the SDK, which would start a server of its own: we serve, and it has no routes."""

    def register_route(self, method: HttpMethod, path: str, handler: HttpRouteHandler) -> None:
        """Leave out the SDK's own endpoint.

        It would take every activity a second time, fetch keys on the event loop and answer 500 to
        types that it has no model for.
        """

    def serve_static(self, path: str, directory: str) -> None:
        """Refuse: pages are plain aiohttp routes and never go through the SDK."""
        raise NotImplementedError(f"{path} is not served through the SDK")

    async def start(self, port: int) -> None:
        """Refuse: the composition root runs the server."""
        raise NotImplementedError(f"port {port} is opened by the composition root")

    async def stop(self) -> None:
        """Do nothing; the composition root stops the server."""


class OneOwnerBridge(BotBuilderAdapter):
    """The SDK's bridge to BotBuilder, whose handler alone answers what the gate has admitted."""

    def __init__(self) -> None:
        super().__init__(
            cloud_adapter=CloudAdapter(NoAuthentication()), http_server_adapter=NoServer()
        )

    async def process(self, admitted: Admitted, to: ActivityHandler) -> InvokeResponse | None:
        """Take an admitted activity to the handler; None where it is no invoke.

        BotBuilder gets what it needs to choose a method, and no more: parsing a whole activity
        there costs most of a turn and fails on unexpected types. The handler reads what was
        admitted.
        """
        activity = Activity(
            type=admitted.activity["type"],
            id="admitted",
            name=activity_name(admitted.activity),
            channel_id="msteams",
            service_url=admitted.activity["serviceUrl"],
        )
        identity = attested(admitted)
        answer = await self.cloud_adapter.process_activity(identity, activity, to.on_turn)
        return cast("InvokeResponse | None", answer)


class TeamsSdk:
    """One SDK app without routes: it hosts BotBuilder; tokens come from `EntraToken`."""

    def __init__(self, identity: BotIdentity) -> None:
        self.identity = identity
        self.cloud = cloud_for(identity.openid_metadata_url)
        self.bridge = OneOwnerBridge()
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
