"""The yardstick: a bare bot of the Teams SDK, with one card handler that stores nothing.

It runs on the SDK's default host and checks tokens with the SDK's own validator. Its access log is
off, which makes it faster than by default.
"""

import asyncio
import os
import sys

os.environ["PYTHON_DOTENV_DISABLED"] = (
    "1"  # before the SDK, which reads an .env file while it is imported
)

import uvicorn
from fastapi import FastAPI
from microsoft_teams.api import AdaptiveCardActionMessageResponse, AdaptiveCardInvokeActivity
from microsoft_teams.api.auth.cloud_environment import PUBLIC, with_overrides
from microsoft_teams.apps import ActivityContext, App, FastAPIAdapter

from tests.bench.taps import CLIENT_ID, TENANT


def server_on(port: int, application: FastAPI) -> uvicorn.Server:
    """Return the SDK's own server, on this machine only and without its access log."""
    return uvicorn.Server(
        uvicorn.Config(application, host="127.0.0.1", port=port, log_level="warning")
    )


def bot(port: int, provider: str) -> App:
    """Return the bot; `provider` is the address of the OpenID stand-in, with keys under `/keys`."""
    app = App(
        client_id=CLIENT_ID,
        client_secret="never used",
        tenant_id=TENANT,
        cloud=with_overrides(PUBLIC, openid_metadata_url=f"{provider}/openidconfiguration"),
        http_server_adapter=FastAPIAdapter(
            server_factory=lambda application: server_on(port, application)
        ),
    )

    @app.on_card_action_execute
    async def taken(  # pyright: ignore[reportUnusedFunction] - the SDK keeps it
        _context: ActivityContext[AdaptiveCardInvokeActivity],
    ) -> AdaptiveCardActionMessageResponse:
        return AdaptiveCardActionMessageResponse(value="Thank you.")

    return app


if __name__ == "__main__":
    _port, _provider = int(sys.argv[1]), sys.argv[2]
    asyncio.run(bot(_port, _provider).start(_port))
