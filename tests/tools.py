"""Tools that some suites need beside Python: where one is missing, its suite says so and how to bring it.

With GT_TESTS_MUST_RUN=1 a missing tool is a failure, so that a green run on the build machine means all of it ran.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable


def _on_path(*names: str) -> Callable[[], str | None]:
    return lambda: next((found for name in names if (found := shutil.which(name))), None)


def _postgresql() -> str | None:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return str(installed[0].parent) if installed else _directory(shutil.which("initdb"))


def _chromium() -> str | None:
    """A browser, and a driver that starts: Playwright brings its own Node.js, which wants a library of the system's."""
    node, _ = compute_driver_executable()
    starts = subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0
    return _on_path("chromium", "chromium-browser", "google-chrome")() if starts else None


def _npm_packages() -> str | None:
    directory = Path(__file__).parent / "node_modules"
    return str(directory) if (directory / "adaptivecards").is_dir() else None


def _directory(file: str | None) -> str | None:
    return str(Path(file).resolve().parent) if file else None


TOOLS: dict[str, Callable[[], str | None]] = {
    "postgresql": _postgresql,
    "chromium": _chromium,
    "node": _on_path("node"),
    "npm": _npm_packages,
    "pdftotext": _on_path("pdftotext"),
}


def need(tool: str) -> str:
    """Return where `tool` stands (a program, or a directory of programs or packages); skip or fail without it."""
    found = TOOLS[tool]()
    if found:
        return found
    message = f"{tool} is not installed: run `make tools`"
    if os.environ.get("GT_TESTS_MUST_RUN") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
