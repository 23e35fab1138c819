"""Tells BotBuilder what the gate has verified, and gives it nothing else.

The stock authentication builds two REST clients a turn and fetches keys and tokens on the event
loop. Ours attests to exactly the activity that the gate admitted in this task, and gives out no
connector and no token client, so that nothing is ever sent through BotBuilder.
"""
# botbuilder ships no types, so types of its members are taken from its source.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from contextvars import ContextVar
from typing import NoReturn

from botbuilder.schema import Activity
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)
from botframework.connector.auth.user_token_client import UserTokenClient

from bot.teams.gate import Admitted

ADMITTED: ContextVar[Admitted | None] = ContextVar("admitted", default=None)


class AttestedIdentity(ClaimsIdentity):
    """The identity of a turn, carrying the admitted activity to the handler."""

    def __init__(self, admitted: Admitted) -> None:
        super().__init__(dict(admitted.claims), is_authenticated=True)
        self.admitted = admitted


class NoConnector(ConnectorClient):
    """Satisfies BotBuilder, which demands a connector; it has no address and no operations."""

    # The parent would build a REST client.
    def __init__(self) -> None:  # pyright: ignore[reportMissingSuperCall]
        pass


class NoConnectorFactory(ConnectorFactory):
    """Gives out the connector that can do nothing, one for all turns."""

    _only = NoConnector()

    async def create(self, service_url: str, audience: str) -> ConnectorClient:
        """Return the connector without operations, whatever is asked for."""
        del service_url, audience
        return self._only


class Attestation(BotFrameworkAuthentication):
    """Attests to an activity admitted in this task; refuses every other call."""

    _factory = NoConnectorFactory()

    async def authenticate_request(
        self, activity: Activity, auth_header: str
    ) -> AuthenticateRequestResult:
        """Attest to what the gate admitted; raises `PermissionError` when nothing was."""
        del activity, auth_header
        admitted = ADMITTED.get()
        if admitted is None:
            raise PermissionError("no activity was admitted in this task")
        result = AuthenticateRequestResult()
        result.claims_identity = AttestedIdentity(admitted)
        result.connector_factory = self._factory
        return result

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> NoReturn:
        """Refuse: activities come by HTTP POST only."""
        del auth_header, channel_id_header
        raise PermissionError("streaming is not offered")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> NoReturn:
        """Refuse: sending has one way out, and it is not this one."""
        del claims_identity
        raise PermissionError("nothing is sent through BotBuilder")

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> UserTokenClient:
        """Give no token client; BotBuilder stores what it is given and we never use it."""
        del claims_identity
        return None  # pyright: ignore[reportReturnType] - the untyped parent accepts it
