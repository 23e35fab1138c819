"""A package as it lies in its ZIP file: its files and its manifest, or what keeps it from that."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from bot.teams.app_package.manifest import MANIFEST

LARGEST_FILE, MOST_FILES = 2_000_000, 50  # bytes of one file, once it is unpacked


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """The files by name, the manifest (empty where it cannot be read), and what is wrong so far."""

    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]
    faults: tuple[str, ...] = ()

    @property
    def bot(self) -> Mapping[str, Any]:
        """The one bot of the manifest; empty where there is none."""
        bots = self.manifest.get("bots")
        found = cast("list[object]", bots) if isinstance(bots, list) else []
        return part(found[0]) if found else {}


def part(value: object) -> Mapping[str, Any]:
    """Return a part of a manifest that should have names; empty where it has none."""
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def open_package(content: bytes) -> OpenedPackage:
    """Return what is in a ZIP file; nothing in it is run, and what is too large is not unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            listed = packed.infolist()
            if len(listed) > MOST_FILES or any(one.file_size > LARGEST_FILE for one in listed):
                return _unreadable("The package is far larger than an app package can be.")
            files = {one.filename: packed.read(one) for one in listed if not one.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return _unreadable("This is not a ZIP file that we can open.")
    names = [one.filename for one in listed]
    return _with_manifest(files, tuple(_shape(names)))


def _unreadable(why: str) -> OpenedPackage:
    return OpenedPackage({}, {}, (why,))


def _shape(names: list[str]) -> Iterator[str]:
    """Yield what is wrong with the names in a ZIP file: all must be different, and in no folder."""
    folders = sorted({name for name in names if "/" in name or "\\" in name})
    if folders:
        yield f"Every file must be at the top of the ZIP, in no folder: {', '.join(folders)}."
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        yield f"There is more than one file of the name {', '.join(twice)}."


def _with_manifest(files: Mapping[str, bytes], faults: tuple[str, ...]) -> OpenedPackage:
    if MANIFEST not in files:
        return OpenedPackage(files, {}, (*faults, f"There is no {MANIFEST} at the top of the ZIP."))
    try:
        read = json.loads(files[MANIFEST].decode())
    except ValueError:
        return OpenedPackage(files, {}, (*faults, f"{MANIFEST} is not JSON in UTF-8."))
    if not isinstance(read, dict):
        return OpenedPackage(files, {}, (*faults, f"{MANIFEST} must be a JSON object."))
    return OpenedPackage(files, part(cast("object", read)), faults)
