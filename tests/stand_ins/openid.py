"""An OpenID provider on this machine: metadata, keys that rotate, and signed tokens.

It signs exactly what it is asked to sign, good or bad, so that a test can send any token to the
gate.
"""

import json
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.teams.development_connector import serving

ISSUER = "https://api.botframework.com"
CONNECTOR = "https://api.botframework.com"  # the audience of the bot's own tokens


class OpenIdProvider:
    """Keys by id; the newest signs unless another is named."""

    def __init__(self, audience: str, issuer: str = ISSUER) -> None:
        self.audience = audience
        self.issuer = issuer
        self.address = ""
        self.fetches = 0
        self.failures = 0  # so many of the next fetches fail
        self.token_requests: list[dict[str, str]] = []
        self.tokens_of = ""  # the tenant whose tokens it gives out, signed; without one, opaque
        self.endorsements: dict[str, list[str] | None] = {}
        self._keys: dict[str, rsa.RSAPrivateKey] = {}
        self.published: list[str] = []
        self.rotate()

    @property
    def metadata_url(self) -> str:
        return f"{self.address}/v1/.well-known/openidconfiguration"

    @property
    def token_url(self) -> str:
        return f"{self.address}/token"

    def rotate(self, *, publish: bool = True, endorsements: list[str] | None = None) -> str:
        """Make a new signing key, publish it alone, and return its id."""
        key_id = f"key-{len(self._keys) + 1}"
        self._keys[key_id] = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.endorsements[key_id] = ["msteams"] if endorsements is None else endorsements
        if publish:
            self.published = [key_id]
        return key_id

    def token(
        self, *, key_id: str | None = None, header_key_id: str | None = None, **claims: Any
    ) -> str:
        """Sign a token; claims given as None are left out."""
        now = int(time.time())
        usual = {
            "iss": self.issuer,
            "aud": self.audience,
            "iat": now,
            "nbf": now,
            "exp": now + 3600,
        }
        payload = {name: value for name, value in (usual | claims).items() if value is not None}
        signer = key_id or list(self._keys)[-1]
        return jwt.encode(
            payload, self._keys[signer], algorithm="RS256", headers={"kid": header_key_id or signer}
        )

    def public_pem(self, key_id: str) -> bytes:
        return (
            self._keys[key_id]
            .public_key()
            .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )

    def application(self) -> web.Application:
        application = web.Application()
        application.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        application.router.add_get("/keys", self._jwks)
        application.router.add_post("/token", self._token)
        return application

    async def _metadata(self, request: web.Request) -> web.Response:
        self.fetches += 1
        if self.failures:
            self.failures -= 1
            return web.Response(status=503)
        return web.json_response({"issuer": self.issuer, "jwks_uri": f"{self.address}/keys"})

    async def _jwks(self, request: web.Request) -> web.Response:
        return web.json_response({"keys": [self._published(key_id) for key_id in self.published]})

    def _published(self, key_id: str) -> dict[str, Any]:
        entry = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._keys[key_id].public_key()))
        entry |= {"kid": key_id, "use": "sig"}
        endorsements = self.endorsements[key_id]
        return entry if endorsements is None else entry | {"endorsements": endorsements}

    async def _token(self, request: web.Request) -> web.Response:
        self.token_requests.append(
            {name: str(value) for name, value in (await request.post()).items()}
        )
        token = f"opaque-{len(self.token_requests)}"
        if self.tokens_of:
            token = self.token(aud=CONNECTOR, tid=self.tokens_of, jti=token)
        return web.json_response(
            {"access_token": token, "expires_in": 3600, "token_type": "Bearer"}
        )


@asynccontextmanager
async def running_provider(audience: str) -> AsyncGenerator[OpenIdProvider]:
    provider = OpenIdProvider(audience)
    async with serving(provider.application()) as address:
        provider.address = address
        yield provider
