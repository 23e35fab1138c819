"""Starts Microsoft's Agents Playground, the local Teams client, once for each person to play.

It is given our identifiers, because those that it makes up are not valid; it listens on this
machine only; what is started here is ended by its own process id.
"""

import asyncio
import json
import os
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.console.demo.cast import entra_id
from bot.console.demo.client_package import client
from bot.console.demo.facts import DemoFacts, Player

FIRST_PORT = 56150
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Stage:
    """The address at which one person can be played."""

    player: Player
    address: str


@asynccontextmanager
async def playgrounds(
    facts: DemoFacts, bot: str, ids: tuple[str, str], folder: Path, *, opens: bool
) -> AsyncGenerator[Sequence[Stage]]:
    """Run one client for each of the three people; `opens` lets the first open a browser.

    Raises `Absent` where the client is not available; gives no stage for one that does not start.
    """
    command = await client()
    started: list[asyncio.subprocess.Process] = []
    try:
        for place, player in enumerate(facts.players):
            scene = _Scene(
                facts, player, (bot, *ids), folder, FIRST_PORT + place, opens and not place
            )
            started.append(await _start(command, scene))
        listening = await asyncio.gather(*(_address(process) for process in started))
        stages = [
            Stage(player, address)
            for player, address in zip(facts.players, listening, strict=False)
            if address
        ]
        yield stages
    finally:
        for process in started:
            await _end(process)


@dataclass(frozen=True, slots=True)
class _Scene:
    """One client to start; `bot` is its address, its id and its tenant."""

    facts: DemoFacts
    player: Player
    bot: tuple[str, str, str]
    folder: Path
    port: int
    opens: bool


async def _start(command: Sequence[str], scene: _Scene) -> asyncio.subprocess.Process:
    home = (scene.folder / f"playground-{scene.player.part}").resolve()
    address, bot_id, tenant_id = scene.bot
    file = _written(home, configuration(scene.facts, scene.player, bot_id, tenant_id))
    environment = {
        **os.environ,
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(file),
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(home / "log"),
        "TEAMSAPPTESTER_BROWSER": "default" if scene.opens else "none",
    }
    return await asyncio.create_subprocess_exec(
        *command,
        *("-e", f"{address}/api/messages", "-c", "msteams", "-p", str(scene.port), "--dt"),
        cwd=home,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # children of its own are ended together with it
    )


def _written(home: Path, document: Mapping[str, Any]) -> Path:
    """Write the configuration; JSON is YAML too."""
    home.mkdir(parents=True, exist_ok=True)
    file = home / ".m365agentsplayground.yml"
    file.write_text(json.dumps(document, indent=2), encoding="utf-8")
    return file


def configuration(
    facts: DemoFacts, player: Player, bot_id: str, tenant_id: str
) -> Mapping[str, Any]:
    """Return the configuration in which `player` plays; five others and a channel it must have."""
    others = [one for one in (*facts.players, *facts.others) if one is not player]
    return {
        "version": "0.1.1",
        "tenantId": tenant_id,
        "bot": {"id": bot_id, "name": "Golden Thread"},
        "currentUser": _user(player),
        "users": [_user(one) for one in others],
        "personalChat": {"id": f"playground-{player.part}"},
        "groupChat": {"id": "playground-group", "name": "Not used"},
        "team": {
            "id": "playground-team",
            "name": "Not used",
            "aadGroupId": entra_id("team@ashmere.example"),
            "channels": [{"id": "playground-channel", "name": "Not used"}],
        },
    }


def _user(player: Player) -> Mapping[str, str]:
    first, _, last = player.name.partition(" ")
    return {
        "id": str(uuid5(NAMESPACE_URL, player.email)),
        "name": player.name,
        "userPrincipleName": player.email,
        "aadObjectId": player.aad_object_id,
        "givenName": first,
        "surname": last,
        "email": player.email,
    }


async def _address(process: asyncio.subprocess.Process) -> str | None:
    """Return where the client says that it listens: on another port where that one is taken."""
    if process.stdout is None:
        return None
    try:
        async with asyncio.timeout(SECONDS):
            async for line in process.stdout:
                said = line.decode(errors="replace").strip()
                if said.startswith("Listening on "):
                    return f"http://127.0.0.1:{said.removeprefix('Listening on ')}"
    except TimeoutError:
        return None
    return None


async def _end(process: asyncio.subprocess.Process) -> None:
    """End what was started here, and its children with it."""
    with suppress(ProcessLookupError):  # it may have ended by itself
        _signal(process)
    try:
        async with asyncio.timeout(5):
            await process.wait()
    except TimeoutError:
        process.kill()


def _signal(process: asyncio.subprocess.Process) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, 15)
    else:  # Windows has no groups of processes
        process.terminate()
