"""The local Teams client as a package: the one version in `tests/package-lock.json`, and no other.

Where it is not installed it is fetched by that lock file; without a network it says so in seconds.
"""

import asyncio
import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.console.output import under_way

NAME = "@microsoft/m365agentsplayground"
HOME = Path(__file__).parents[3] / "tests"
LOOPBACK = Path(__file__).parent / "loopback.cjs"
LOOKS_FOR, FETCHES_FOR = 10, 180  # seconds
NO_NODE = (
    "The local Teams client needs Node.js and npm, and {missing} was not found: `make tools` "
    "installs what is missing."
)
NO_LOCK = "The local Teams client is fetched by {lock}, which is not there: use a whole checkout."
OFFLINE = (
    "The local Teams client could not be fetched, because npm's registry did not answer: go online "
    "and run `make demo` again. Everything else works without it."
)
NOT_INSTALLED = "The local Teams client could not be installed: `npm ci --prefix tests` says why."


class Absent(Exception):  # noqa: N818 - not an error: the demonstration goes on without it
    """The client cannot be started; the words say why, and what to do."""


def pinned() -> str:
    """Return the version in the lock file; raises `Absent` where there is no such file."""
    lock = HOME / "package-lock.json"
    if not lock.is_file():
        raise Absent(NO_LOCK.format(lock=lock))
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return str(packages[f"node_modules/{NAME}"]["version"])


async def client() -> Sequence[str]:
    """Return the command that starts the client, fetched where it is missing; raises `Absent`."""
    programs = {name: shutil.which(name) for name in ("node", "npm")}
    missing = [name for name, found in programs.items() if not found]
    if missing:
        raise Absent(NO_NODE.format(missing=" and ".join(missing)))
    version = pinned()
    if _installed() != version:
        await _fetch(str(programs["npm"]), version)
    return str(programs["node"]), "--require", str(LOOPBACK), str(_folder() / "cli.js")


def _folder() -> Path:
    return HOME / "node_modules" / NAME


def _installed() -> str | None:
    described = _folder() / "package.json"
    if not described.is_file():
        return None
    return str(json.loads(described.read_text(encoding="utf-8"))["version"])


async def _fetch(npm: str, version: str) -> None:
    """Look whether the registry answers before npm, which tries for a minute, is let loose."""
    with under_way(f"Fetching the local Teams client, Microsoft's Agents Playground {version}"):
        quick = ("--fetch-retries=0", f"--fetch-timeout={LOOKS_FOR * 1000}")
        if not await _runs(LOOKS_FOR, npm, "view", f"{NAME}@{version}", "version", *quick):
            raise Absent(OFFLINE)
        quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
        if not await _runs(FETCHES_FOR, npm, "ci", "--prefix", str(HOME), *quiet):
            raise Absent(NOT_INSTALLED)


async def _runs(seconds: float, *command: str) -> bool:
    """Say whether a command ends well in time; one that does not is ended."""
    silent = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *command, stdin=silent, stdout=silent, stderr=silent
    )
    try:
        async with asyncio.timeout(seconds):
            return await process.wait() == 0
    except TimeoutError:
        return False
    finally:
        with suppress(ProcessLookupError):  # it has ended
            process.kill()
