"""The two pictures of an app, by their own bytes: their kind, their size, where they show through.

The icon in colour has a ground; the outline is white on nothing.
"""

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image

from bot.teams.app_package.opened import OpenedPackage, part

SIDES = {"color": 192, "outline": 32}  # in dots
WHITE = (255, 255)  # the least and the most of a colour that is everywhere full


def icon_faults(opened: OpenedPackage) -> Iterator[str]:
    """Yield what is wrong with the icons that a manifest names."""
    named = part(opened.manifest.get("icons"))
    for kind, side in SIDES.items():
        name = named.get(kind)
        if isinstance(name, str):  # if not, the schema says so
            yield from _faults(opened, kind, name, side)


def _faults(opened: OpenedPackage, kind: str, name: str, side: int) -> Iterator[str]:
    if "/" in name or "\\" in name:
        yield f"icons.{kind} must be the name of a file in the ZIP, not {name}."
        return
    if name not in opened.files:
        yield f"icons.{kind} is {name}, which is not in the ZIP."
        return
    try:
        picture = Image.open(io.BytesIO(opened.files[name]), formats=["PNG"])
        size = picture.size
        dots: Any = picture.convert("RGBA") if max(size) <= 4 * side else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        yield f"{name} is not a PNG picture."
        return
    if size != (side, side):
        yield f"{name} is {size[0]} x {size[1]} dots; it must be {side} x {side}."
    if dots is not None:
        yield from _outline(name, dots) if kind == "outline" else _color(name, dots)


def _color(name: str, dots: Any) -> Iterator[str]:
    if dots.getchannel("A").getextrema() != (255, 255):
        yield f"{name} can be seen through; the icon in colour needs a ground of its own."


def _outline(name: str, dots: Any) -> Iterator[str]:
    """Yield what is wrong with an outline: it is white, on nothing."""
    least, most = dots.getchannel("A").getextrema()
    if least > 0:
        yield f"{name} must be seen through around the outline; it has a ground."
    if most == 0:
        yield f"{name} shows nothing."
    seen = Image.new("RGBA", dots.size, "white")
    seen.paste(dots.convert("RGB"), mask=dots.getchannel("A").point(_where_anything_is))
    if any(extent != WHITE for extent in seen.convert("RGB").getextrema()):
        yield f"{name} must be white where it is not seen through."


def _where_anything_is(alpha: int) -> int:
    return 255 if alpha else 0
