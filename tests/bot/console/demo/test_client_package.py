"""The local Teams client: one version and no other; without Node.js or a network it says why."""

import asyncio
import json
import shutil
import time
from pathlib import Path

import pytest

from bot.console.demo import client_package
from bot.console.demo.client_package import LOOKS_FOR, LOOPBACK, NAME, Absent, client, pinned
from tests.tools import need

TESTS = Path(__file__).parents[3]


async def test_the_installed_client_is_the_pinned_one_and_starts_bound_to_this_machine() -> None:
    packages = Path(need("npm"))
    installed = json.loads((packages / NAME / "package.json").read_text(encoding="utf-8"))
    command = await client()
    wanted = json.loads((TESTS / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert pinned() == installed["version"] == wanted[NAME]
    assert tuple(command[1:]) == ("--require", str(LOOPBACK), str(packages / NAME / "cli.js"))


async def test_without_a_network_it_is_said_within_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need("node")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(TESTS / name, tmp_path / name)
    monkeypatch.setattr(client_package, "HOME", tmp_path)  # where nothing is installed yet
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_noproxy", "127.0.0.1")
    began = time.monotonic()
    with pytest.raises(Absent, match="did not answer: go online"):
        await asyncio.wait_for(client(), LOOKS_FOR + 30)
    assert time.monotonic() - began < LOOKS_FOR + 30
    assert not (tmp_path / "node_modules").exists()


async def test_a_machine_without_node_is_told_what_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Absent, match="node and npm was not found: `make tools`"):
        await client()
