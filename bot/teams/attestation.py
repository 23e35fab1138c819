"""Tells BotBuilder what the gate has verified, and gives it nothing else.

The stock authentication builds two REST clients a turn and fetches keys and tokens on the event
loop. Ours authenticates nothing by itself: `attested` says what the gate has admitted, with no
connector and no token client, so that nothing is ever sent through BotBuilder.
"""
# botbuilder ships no types, so types of its members are taken from its source.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

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


_FACTORY = NoConnectorFactory()


def attested(admitted: Admitted) -> AuthenticateRequestResult:
    """Return what BotBuilder takes in place of a request's authentication."""
    result = AuthenticateRequestResult()
    result.claims_identity = AttestedIdentity(admitted)
    result.connector_factory = _FACTORY
    return result


class NoAuthentication(BotFrameworkAuthentication):
    """Refuses every call: the gate is the only one that authenticates."""

    async def authenticate_request(self, activity: Activity, auth_header: str) -> NoReturn:
        """Refuse: a turn without an attested activity."""
        del activity, auth_header
        raise PermissionError("the gate has admitted nothing")

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
