"""A good app package, and the same with something changed: the manifest, its files, or the ZIP."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image

from bot.documents import app_icons
from bot.teams.app_package import write_package
from surveys.sending.app_package import AppPackage, PackageNeeds

BOT, APP = "8f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9", "1b2c3d4e-5f60-4172-8394-a5b6c7d8e9f0"
URL = "https://threads.northmoor.gov.uk"
PACKAGE = AppPackage(APP, BOT, "1.0.2")
NEEDS = PackageNeeds(BOT, URL, AppPackage(APP, BOT, "1.0.1", "of an earlier file"))
Change = Callable[[dict[str, Any]], object]


def good() -> bytes:
    return write_package(PACKAGE, URL, app_icons())


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return page.getvalue()


def manifest_of(content: bytes) -> dict[str, Any]:
    return json.loads(files_of(content)["manifest.json"])


def with_manifest(change: Change) -> bytes:
    """Return the good package after its manifest was changed."""
    manifest = manifest_of(good())
    change(manifest)
    return with_files({"manifest.json": json.dumps(manifest).encode()})


def with_files(files: Mapping[str, bytes]) -> bytes:
    """Return the good package with other files, or more."""
    return zipped({**files_of(good()), **files})


def picture(width: int, height: int, color: str | tuple[int, ...], fmt: str = "PNG") -> bytes:
    """Return a picture of one colour."""
    page = io.BytesIO()
    kind = "RGB" if fmt == "JPEG" else "RGBA"
    Image.new(kind, (width, height), color).save(page, fmt)
    return page.getvalue()
