"""The bot's own token from Microsoft Entra, by MSAL, the identity library that the SDK uses too.

MSAL is asked directly and not through the SDK, whose HTTP clients know neither our proxy nor whom
we trust. It is made anew for each token, so that after a refusal we get another one.
"""
# msal ships no types, so everything from it is Any.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false

import asyncio
import re
import time
from collections.abc import Mapping
from typing import Any, cast

import msal
from microsoft_teams.api.auth.cloud_environment import CloudEnvironment

from bot.network import Network
from bot.network.sessions import LibrarySession, open_requests
from bot.teams.bearer import RENEW_BEFORE_SECONDS, NoToken, Token
from bot.teams.sdk import BotIdentity

SECONDS = 15  # for each request
_EXCHANGE = "api://AzureADTokenExchange"
_CODE = re.compile(r"[a-z_]+")

Answer = Mapping[str, Any]


class EntraToken:
    """Fetches tokens with a secret, a managed identity, or one that vouches for the bot."""

    def __init__(self, identity: BotIdentity, cloud: CloudEnvironment, network: Network) -> None:
        self._identity, self._cloud, self._network = identity, cloud, network

    async def __call__(self) -> Token:
        """Fetch a token, off the event loop; raises `NoToken`."""
        if not self._identity.client_id:
            raise NoToken("token-no-credentials")
        try:
            answer = await asyncio.to_thread(self._ask)
        except Exception as problem:  # whatever MSAL or the network raises
            raise NoToken(f"token-{type(problem).__name__}") from None
        return _token(answer)

    def _ask(self) -> Answer:
        with open_requests(self._network, SECONDS) as http:
            identity = self._identity
            if identity.client_secret:
                return self._as_application(identity.client_secret, http)
            managed = identity.managed_identity_client_id or identity.client_id
            if managed == identity.client_id:
                resource = self._cloud.bot_scope.removesuffix("/.default")
                return _as_managed(managed, resource, http)
            vouching = {"client_assertion": lambda: _assertion(managed, http)}
            return self._as_application(vouching, http)

    def _as_application(self, credential: Any, http: LibrarySession) -> Answer:
        tenant = self._identity.tenant_id or self._cloud.login_tenant
        application: Any = msal.ConfidentialClientApplication(
            self._identity.client_id,
            client_credential=credential,
            authority=f"{self._cloud.login_endpoint}/{tenant}",
            http_client=http,
            instance_discovery=False,  # the clouds are known, and another host would be asked
        )
        return cast("Answer", application.acquire_token_for_client([self._cloud.bot_scope]))


def _as_managed(managed: str, resource: str, http: LibrarySession) -> Answer:
    whose: Any = (
        msal.SystemAssignedManagedIdentity()
        if managed == "system"
        else msal.UserAssignedManagedIdentity(client_id=managed)
    )
    client: Any = msal.ManagedIdentityClient(whose, http_client=http)
    return cast("Answer", client.acquire_token_for_client(resource=resource))


def _assertion(managed: str, http: LibrarySession) -> str:
    """Return the token with which a managed identity vouches for the bot."""
    return _token(_as_managed(managed, _EXCHANGE, http)).text


def _token(answer: Answer) -> Token:
    """Return the token of an answer; what Entra says in words stays out of the log."""
    text, code = answer.get("access_token"), str(answer.get("error", ""))
    if not isinstance(text, str):
        raise NoToken(f"token-{code if _CODE.fullmatch(code) else 'refused'}")
    lasts = max(float(answer.get("expires_in", 0)), RENEW_BEFORE_SECONDS + 60)
    return Token(text, time.time() + lasts)
