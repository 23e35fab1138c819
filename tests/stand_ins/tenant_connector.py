"""The connector of one tenant: it reads the bot's signed token, and answers 401 to one it refuses.

Whose token a tenant takes is the tenant's affair: the bot has one token, of its own tenant.
"""

import jwt

from bot.teams.development_connector import FAILURES, DevelopmentConnector, Recorded, Treatment
from tests.stand_ins.openid import CONNECTOR, ISSUER, OpenIdProvider


class TenantConnector(DevelopmentConnector):
    """Takes tokens of the tenants in `takes`, signed by the provider; `tokens` keeps what came."""

    def __init__(self, provider: OpenIdProvider, *takes: str) -> None:
        super().__init__()
        self.provider = provider
        self.takes = set(takes)
        self.tokens: list[str] = []

    def usual(self, recorded: Recorded) -> Treatment | None:
        """Answer 401 to what is not signed, or is of a tenant whose token is not taken."""
        token = recorded.headers.get("Authorization", "").removeprefix("Bearer ")
        self.tokens.append(token)
        key = self.provider.public_pem(self.provider.published[-1])
        try:
            claims = jwt.decode(
                token, key.decode(), algorithms=["RS256"], audience=CONNECTOR, issuer=ISSUER
            )
        except jwt.InvalidTokenError:
            return FAILURES["not-registered"]
        if claims.get("tid") not in self.takes:
            return FAILURES["not-registered"]
        return super().usual(recorded)
