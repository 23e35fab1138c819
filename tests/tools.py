"""Tools that some suites need beside Python: a skip names what is missing and what brings it.

With GT_TESTS_MUST_RUN=1 a missing tool is a failure, so that a green run on the build machine means
all of it ran.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

MAKE_TOOLS = "run `make tools`"
TESTS = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: `find` says where it stands, `missing` what to say without it."""

    find: Callable[[], str | None]
    missing: Callable[[], str]

    def __call__(self) -> str | None:
        """Return where it stands: a program, or a directory of programs or packages."""
        return self.find()


def _on_path(*names: str) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def _program(name: str, words: str) -> Tool:
    return Tool(lambda: _on_path(name), lambda: f"{words} is not installed: {MAKE_TOOLS}")


def _promtool() -> str | None:
    """The one on the machine, or the one that `make tools` brings without the server beside it."""
    brought = TESTS.parent / "var" / "tools" / "promtool"
    return str(brought) if brought.is_file() else _on_path("promtool")


def _postgresql() -> str | None:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return str(installed[0].parent) if installed else _directory(shutil.which("initdb"))


def _directory(file: str | None) -> str | None:
    return str(Path(file).resolve().parent) if file else None


def _chromium() -> str | None:
    """A browser, and a driver that starts: its own Node.js wants a library of the system."""
    node, _ = compute_driver_executable()
    starts = subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0
    return _on_path(*BROWSERS) if starts else None


def _no_chromium() -> str:
    if _on_path(*BROWSERS):
        return f"Playwright's driver does not start without the library libatomic1: {MAKE_TOOLS}"
    return f"Chromium is not installed: {MAKE_TOOLS}"


def _absent_packages() -> list[str]:
    wanted = json.loads((TESTS / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    return [name for name in wanted if not (TESTS / "node_modules" / name).is_dir()]


def _npm_packages() -> str | None:
    return None if _absent_packages() else str(TESTS / "node_modules")


def _no_packages() -> str:
    if not (TESTS / "node_modules").is_dir():
        what = "tests/node_modules is missing"
    else:
        what = f"tests/node_modules lacks {', '.join(_absent_packages())}"
    if _on_path("npm"):
        return f"{what}: run `npm ci --prefix tests`"
    return f"{what}, and npm is not installed: {MAKE_TOOLS}"


TOOLS = {
    "postgresql": Tool(_postgresql, lambda: f"PostgreSQL is not installed: {MAKE_TOOLS}"),
    "chromium": Tool(_chromium, _no_chromium),
    "node": _program("node", "Node.js"),
    "caddy": _program("caddy", "Caddy"),
    "nginx": _program("nginx", "nginx"),
    "systemd-analyze": _program("systemd-analyze", "systemd-analyze"),
    "npm": Tool(_npm_packages, _no_packages),
    "promtool": Tool(_promtool, lambda: f"promtool (of Prometheus) is not here: {MAKE_TOOLS}"),
    "pdftotext": _program("pdftotext", "pdftotext (of poppler-utils)"),
}


def need(tool: str) -> str:
    """Return where `tool` stands; skip or fail without it, and say what is missing."""
    found = TOOLS[tool]()
    if found:
        return found
    message = TOOLS[tool].missing()
    if os.environ.get("GT_TESTS_MUST_RUN") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
