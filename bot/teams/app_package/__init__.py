"""The package by which a Teams administrator brings the app into a tenant: made, and checked.

It is a ZIP file of a manifest and two icons. The same app at the same version gives the same bytes.
"""

import io
import json
import zipfile
from dataclasses import replace

from bot.teams.app_package.icon_rules import icon_faults
from bot.teams.app_package.manifest import COLOR, MANIFEST, OUTLINE, manifest
from bot.teams.app_package.opened import open_package
from bot.teams.app_package.own_rules import own_faults
from bot.teams.app_package.schema_rules import schema_faults
from surveys.sending.app_package import AppIcons, AppPackage, PackageNeeds, hash_of

__all__ = ["package_faults", "write_package"]

_NO_HOUR = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can name


def write_package(package: AppPackage, public_url: str, icons: AppIcons) -> bytes:
    """Return a package for an installation at that address, as a ZIP file."""
    said = json.dumps(manifest(package, public_url), indent=2, ensure_ascii=False)
    files = {MANIFEST: f"{said}\n".encode(), COLOR: icons.color, OUTLINE: icons.outline}
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, _NO_HOUR), content, zipfile.ZIP_DEFLATED)
    return page.getvalue()


def package_faults(content: bytes, needs: PackageNeeds) -> list[str]:
    """Return all that is wrong with a package, a plain sentence each; none if Teams takes it.

    The package that was made last is held against the other rules only: it is no older than itself.
    """
    opened = open_package(content)
    if not opened.manifest:
        return list(opened.faults)
    if needs.last and hash_of(content) == needs.last.file_hash:
        needs = replace(needs, last=None)
    found = (*opened.faults, *schema_faults(opened), *own_faults(opened, needs))
    return list(dict.fromkeys((*found, *icon_faults(opened))))
