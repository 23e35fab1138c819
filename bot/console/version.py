"""The version of this program, which is written down once: in `pyproject.toml`."""

import tomllib
from importlib import metadata
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def version() -> str:
    """Return the version of this checkout, or of the installed package."""
    if PROJECT.is_file():
        project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
        return str(project["version"])
    return metadata.version("golden-thread")
