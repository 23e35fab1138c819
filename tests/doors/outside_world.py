"""The world outside a bare machine: Microsoft's services, a mail server, Teams and a phone.

It runs in a network of its own as `python -m tests.doors.outside_world FOLDER`, with certificates
of a council's authority, and takes orders as lines: one line of JSON answers each.
"""

import asyncio
import json
import re
import ssl
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot.teams.development_connector import DevelopmentConnector
from tests.stand_ins.activities import CLIENT_ID, PERSON, TENANT, message
from tests.stand_ins.mail_server import MailServer, running_mail_server, tls
from tests.stand_ins.openid import OpenIdProvider

ADDRESS, MACHINE = "192.0.2.2", "192.0.2.1"
SITE = "golden-thread.council.example"
LOGIN, TEAMS = "login.microsoft.example", "teams.microsoft.example"
MAIL = "mail.council.example"
MAIL_USER, MAIL_PASSWORD = "golden-thread", "p@ss/word"
SERVICE_URL = f"https://{TEAMS}/"
SECONDS = 120.0


class World:
    """What is out there; `order` does one thing and says what was seen."""

    def __init__(self, session: aiohttp.ClientSession, mail: MailServer) -> None:
        self.session, self.mail = session, mail
        self.provider = OpenIdProvider(CLIENT_ID)
        self.provider.address = f"https://{LOGIN}"
        self.connector = DevelopmentConnector()

    def application(self) -> web.Application:
        """Return the services of Microsoft, each under its name."""
        app = web.Application()
        app.add_domain(LOGIN, self.provider.application())
        app.add_domain(TEAMS, self.connector.application())
        return app

    async def order(self, name: str) -> Mapping[str, Any]:
        """Carry out an order by its name."""
        return await ORDERS[name](self)

    async def page(self) -> Mapping[str, Any]:
        """Open a page as a family's phone does, and fetch its style sheet."""
        async with self.session.get(f"https://{SITE}/g") as answer:
            text = await answer.text()
        (sheet,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
        async with self.session.get(f"https://{SITE}{sheet}") as style:
            return {
                "status": answer.status,
                "style": style.status,
                "bytes": len(await style.read()),
            }

    async def hidden(self) -> Mapping[str, Any]:
        """Try what is for the operator alone."""
        found: dict[str, int] = {}
        for path in ("/metrics", "/readyz"):
            async with self.session.get(f"https://{SITE}{path}") as answer:
                found[path] = answer.status
        return found

    async def write(self) -> Mapping[str, Any]:
        """Write to the bot as a lead: signed, through the proxy; read what it sends back."""
        said = message("help", serviceUrl=SERVICE_URL)
        return {"status": await self.post(said, self.provider.token(serviceurl=SERVICE_URL))} | {
            "answers": await self.delivered()
        }

    async def forge(self) -> Mapping[str, Any]:
        """Write to the bot with a token that someone else has signed."""
        stranger = OpenIdProvider(CLIENT_ID).token(serviceurl=SERVICE_URL)
        return {"status": await self.post(message("help", serviceUrl=SERVICE_URL), stranger)}

    async def post(self, body: Mapping[str, Any], token: str) -> int:
        """Post an activity to the bot, and return the status."""
        headers = {"Authorization": f"Bearer {token}"}
        address = f"https://{SITE}/api/messages"
        async with self.session.post(address, json=body, headers=headers) as answer:
            return answer.status

    async def delivered(self) -> list[Mapping[str, Any]]:
        """Wait until the bot has sent something, and return what, with the token that it bore."""
        await until(lambda: bool(self.connector.delivered))
        return [
            {
                "kind": one.kind,
                "token": one.headers.get("Authorization", ""),
                "bytes": len(one.body),
            }
            for one in self.connector.delivered
        ]

    async def mails(self) -> Mapping[str, Any]:
        """Wait for an e-mail, and return who got which, and whether over TLS."""
        await until(lambda: bool(self.mail.taken))
        return {
            "mails": [
                {"to": one.to, "subject": str(one.message["Subject"]), "secured": one.secured}
                for one in self.mail.taken
            ]
        }


ORDERS: Mapping[str, Callable[[World], Awaitable[Mapping[str, Any]]]] = {
    "page": World.page,
    "hidden": World.hidden,
    "write": World.write,
    "forge": World.forge,
    "mails": World.mails,
}
PEOPLE = (
    "partnership,agency,name,email,roles,aad_object_id\n"
    f"North,North Council,Ann Lead,ann@council.example,lead,{PERSON}\n"
)
SETTINGS = {
    "CLIENT_ID": CLIENT_ID,
    "TENANT_ID": TENANT,
    "CLIENT_SECRET": "a-secret",
    "GT_CONNECTOR_HOSTS": TEAMS,
    "GT_OPENID_METADATA_URL": f"https://{LOGIN}/v1/.well-known/openidconfiguration",
    "GT_TOKEN_URL": f"https://{LOGIN}/token",
    "GT_MAIL_FROM": "golden-thread@council.example",
}


async def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds, or give up."""
    async with asyncio.timeout(SECONDS):
        while not holds():  # noqa: ASYNC110 - servers in other threads and applications fill it
            await asyncio.sleep(0.1)


async def take_orders(folder: Path) -> None:
    """Serve, and carry out orders until there are no more."""
    secured = tls(str(folder / "microsoft.crt"), str(folder / "microsoft.key"))
    post = tls(str(folder / "mail.crt"), str(folder / "mail.key"))
    trust = ssl.create_default_context(cafile=str(folder / "authority.crt"))
    how = {"tls_context": post, "user": MAIL_USER, "password": MAIL_PASSWORD, "hostname": ADDRESS}
    connector = aiohttp.TCPConnector(ssl=trust, resolver=OneMachine())
    async with aiohttp.ClientSession(connector=connector) as session:
        with running_mail_server(**how) as mail:
            world = World(session, mail)
            runner = web.AppRunner(world.application())
            await runner.setup()
            await web.TCPSite(runner, ADDRESS, 443, ssl_context=secured).start()
            print(json.dumps({"mail": mail.port}), flush=True)
            while name := (await asyncio.to_thread(sys.stdin.readline)).strip():
                print(json.dumps(await world.order(name)), flush=True)
            await runner.cleanup()


class OneMachine(aiohttp.abc.AbstractResolver):
    """Every name leads to the machine."""

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[Any]:
        """Return its address."""
        return [
            {"hostname": host, "host": MACHINE, "port": port, "family": 2, "proto": 0, "flags": 0}
        ]

    async def close(self) -> None:
        """Nothing is open."""


if __name__ == "__main__":
    asyncio.run(take_orders(Path(sys.argv[1])))
