"""Someone new follows the README: what is written there works, or says in a sentence why not."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.console.commands import PROGRAM
from surveys.problems import PROBLEMS
from tests import tools
from tests.ports import free_port
from tests.tools import TOOLS

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
OTHERWISE = re.compile(r"(?<![/\\\w])(?:python3?|py) app\.py")


def run(*command: str, cwd: Path = ROOT, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def make(*targets: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """What someone at a prompt gets, also where `make test` is what runs us."""
    outer = {"MAKEFLAGS": "", "MAKELEVEL": "0", "MFLAGS": "", "MAKEOVERRIDES": ""}
    return run(shutil.which("make") or "make", *targets, **outer, **environment)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_names_the_python_that_make_setup_leaves(page: Path) -> None:
    assert OTHERWISE.findall(page.read_text(encoding="utf-8")) == []


def test_the_programs_own_advice_names_the_python_that_make_setup_leaves() -> None:
    said = [f"{one.sentence} {one.advice}" for one in PROBLEMS.values()]
    assert [words for words in said if OTHERWISE.search(words)] == []
    assert [words for words in said if f"`{PROGRAM} migrate`" in words]


def test_a_python_without_the_packages_is_told_in_a_sentence_how_to_get_them() -> None:
    said = run(sys.executable, "-S", "app.py", "migrate")  # -S: without what is installed
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert "Run `make setup`" in said.stderr
    assert len(said.stderr.strip().splitlines()) == 1


def test_the_version_is_the_projects() -> None:
    said = run(sys.executable, "app.py", "--version")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert said.returncode == 0
    assert f'version = "{said.stdout.split()[-1]}"' in project


def test_the_changelog_lists_releases_newest_first_and_ends_at_the_projects_version() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    project = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    released = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) - \d{4}-\d\d-\d\d", one) for one in headings[1:]]
    assert headings[0] == "Unreleased"
    assert project
    assert all(released)
    numbers = [tuple(map(int, one.groups())) for one in released if one]
    assert numbers == sorted(set(numbers), reverse=True)
    assert not numbers or numbers[0] == tuple(map(int, project[1].split(".")))


@pytest.mark.parametrize("target", ["demo", "run"])
def test_what_serves_takes_a_port_from_make(target: str) -> None:
    said = make("--dry-run", target, "PORT=3999")
    assert said.stdout.splitlines()[-1].endswith("--port 3999")
    assert f"make {target}" in make("help").stdout


def test_links_lead_to_the_port_that_make_was_given() -> None:
    plain, elsewhere = make("--dry-run", "run").stdout, make("--dry-run", "run", "PORT=3999").stdout
    assert "GT_PUBLIC_URL" not in plain
    assert "GT_PUBLIC_URL=${GT_PUBLIC_URL:-http://localhost:3999} " in elsewhere


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine whose `apt-get` and `npm` only note how they were called; npm comes by apt-get."""
    programs = tmp_path / "programs"
    programs.mkdir()
    npm = f"#!/bin/sh\necho npm $* >> {tmp_path}/calls\n"
    (tmp_path / "npm").write_text(npm)
    apt_get = (
        f"#!/bin/sh\necho apt-get $* >> {tmp_path}/calls\n"
        f"case $* in *npm*) cp {tmp_path}/npm {programs}/npm;; esac\n"
    )
    (programs / "apt-get").write_text(apt_get)
    (programs / "sudo").write_text('#!/bin/sh\nexec "$@"\n')
    for program in (tmp_path / "npm", *programs.iterdir()):
        program.chmod(0o755)
    for name in ("id", "cp"):
        (programs / name).symlink_to(shutil.which(name) or name)
    return tmp_path


@pytest.mark.parametrize("has_npm", [True, False], ids=["with npm", "without"])
def test_make_tools_asks_for_node_only_where_there_is_no_npm(machine: Path, has_npm: bool) -> None:
    if has_npm:
        shutil.copy(machine / "npm", machine / "programs" / "npm")
    done = make("tools", f"PROMTOOL={machine / 'npm'}", PATH=str(machine / "programs"))
    calls = (machine / "calls").read_text().splitlines()
    assert done.returncode == 0, done.stderr
    assert "chromium" in calls[1]
    assert calls[1].endswith("nodejs npm") is not has_npm
    assert calls[2].startswith("npm ci --prefix tests")


def test_the_packages_of_the_tests_are_listed_once() -> None:
    listed = re.search(r"^TOOLS := (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    gate = (ROOT / ".ci" / "run").read_text()
    assert listed
    assert [name for name in listed[1].split() if name in gate] == []
    assert "make tools" in gate


def test_a_skip_names_the_packages_that_are_missing_and_the_command_that_brings_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "tests" / "package.json", tmp_path)
    monkeypatch.setattr(tools, "TESTS", tmp_path)
    npm = TOOLS["npm"]
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert npm() is None
    assert npm.missing() == "tests/node_modules is missing: run `npm ci --prefix tests`"
    (tmp_path / "node_modules" / "axe-core").mkdir(parents=True)
    assert "lacks @microsoft/m365agentsplayground, adaptivecards, markdown-it:" in npm.missing()
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert npm.missing().endswith("npm is not installed: run `make tools`")
    assert TOOLS["node"].missing() == "Node.js is not installed: run `make tools`"


def test_a_lock_file_names_versions_and_no_address() -> None:
    lock = json.loads((ROOT / "tests" / "package-lock.json").read_text())
    wanted = json.loads((ROOT / "tests" / "package.json").read_text())["devDependencies"]
    locked = {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted}
    assert locked == wanted
    assert all("resolved" not in one for one in lock["packages"].values())


async def test_a_second_demonstration_names_the_first_and_touches_nothing(tmp_path: Path) -> None:
    port, folder = free_port(), tmp_path / "var" / "demo"
    first = await asyncio.create_subprocess_exec(
        *(sys.executable, str(ROOT / "app.py"), "demo", "--walkthrough", "--port", str(port)),
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
    )
    assert first.stdout is not None
    try:
        async for line in first.stdout:
            if "✓" in line.decode():
                break
        else:
            pytest.fail("the first demonstration ended before its first step")
        before = (folder / "demo.db").stat().st_ino
        second = await asyncio.to_thread(demo, tmp_path, free_port())
        elsewhere = await asyncio.to_thread(demo, tmp_path / "var", port)
        assert second.returncode == elsewhere.returncode == 1
        assert f"process {first.pid}, http://127.0.0.1:{port}" in second.stderr
        assert f"We could not open port {port} of 127.0.0.1." in elsewhere.stderr
        assert (folder / "demo.db").stat().st_ino == before
        assert not (tmp_path / "var" / "var" / "demo").exists()
    finally:
        first.terminate()
        await first.communicate()


def demo(folder: Path, port: int) -> "subprocess.CompletedProcess[str]":
    command = (sys.executable, str(ROOT / "app.py"), "demo", "--walkthrough", "--port", str(port))
    return run(*command, cwd=folder)
