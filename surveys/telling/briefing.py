"""A seven-minute briefing, and how one is read from Markdown with YAML front matter.

A missing heading is allowed, an unknown one is refused by name; the text itself is not judged here.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, field_validator

from surveys.asking.plain_yaml import Plain, read_plain
from surveys.problems import Refusal
from surveys.records import fields

HEADINGS = (
    "Background",
    "What happened",
    "What we found",
    "Good practice",
    "What must change",
    "What you can do now",
    "Questions for your team",
)
LONGEST = 14_000  # characters in all: with markup and links the card must stay under 24 KB
MOST_LINKS = 6
LONGEST_REF = 60

_FRONT = re.compile(r"\A\ufeff?---\r?\n(?P<front>.*?)\r?\n---\r?\n(?P<body>.*)\Z", re.DOTALL)
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:\d+)?(/[^\s<>\"]*)?")


def _one(raw: Any) -> str:
    """Return the value of a setting as text: 2026 is as good a reference as A-1."""
    if isinstance(raw, Mapping | Sequence) and not isinstance(raw, str):
        raise ValueError("must be one value, not a list")
    return "" if raw is None else str(raw)


def _several(raw: Any) -> Sequence[Any]:
    """Return a list as it is, and text split at its semicolons."""
    if raw is None or raw == "":
        return ()
    if isinstance(raw, Mapping):
        raise ValueError("must be a list")
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        return cast("Sequence[Any]", raw)
    return _one(raw).split(";")


def _titled(raw: Any) -> Any:
    """Return a link with its two names, also where it was written as `title: address`."""
    if not isinstance(raw, Mapping):
        raise ValueError("must have a title and an address")
    link = cast("Mapping[str, Any]", raw)
    if len(link) == 1 and not {"title", "address"} & set(link):
        return {"title": next(iter(link)), "address": next(iter(link.values()))}
    return link


def is_safe_address(address: str) -> bool:
    """Say whether we may send readers there: an https address in one piece."""
    return _ADDRESS.fullmatch(address) is not None


def _line(most: int) -> Any:
    return fields.needed(fields.words(most))


_One = BeforeValidator(_one)
_Several = BeforeValidator(_several)


class Link(BaseModel):
    """A place to read more: https only, so that no reader is sent astray."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, _line(120), _One]
    address: Annotated[str, _line(1000), _One]

    @field_validator("address")
    @classmethod
    def _https_only(cls, value: str) -> str:
        if not is_safe_address(value):
            raise ValueError("must be an https address")
        return value


class Briefing(BaseModel):
    """Learning pushed to people: the sections in the order of `HEADINGS`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    partnership: Annotated[str, _line(200), _One]
    ref: Annotated[str, _line(LONGEST_REF), _One]
    title: Annotated[str, _line(160), _One]
    action_refs: Annotated[tuple[Annotated[str, _line(60), _One], ...], _Several] = ()
    links: Annotated[tuple[Annotated[Link, BeforeValidator(_titled)], ...], _Several] = ()
    embargo_until: Annotated[date | None, fields.optional(fields.day), _One] = None
    sections: tuple[tuple[str, str], ...]

    @field_validator("links")
    @classmethod
    def _few(cls, links: tuple[Link, ...]) -> tuple[Link, ...]:
        if len(links) > MOST_LINKS:
            raise ValueError(f"there are {len(links)}; use at most {MOST_LINKS}")
        return links

    def reads_as(self, other: "Briefing") -> bool:
        """Say whether a reader sees the same: title, text and links."""
        return (self.title, self.sections, self.links) == (other.title, other.sections, other.links)


def parse_briefing(text: str, where: str = "briefing") -> Briefing:
    """Read a briefing file; raises `Refusal("file-unreadable")` naming the place and the reason."""
    match = _FRONT.match(text)
    if match is None:
        raise _refused(where, "the file must begin with settings between two --- lines")
    front = _front_matter(match["front"], where)
    sections = _sections(match["body"], where)
    try:
        return Briefing.model_validate({**front, "sections": sections})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = " ".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise _refused(f"{where}, {place or 'settings'}", _plain(first["msg"])) from None


def _refused(where: str, why: str) -> Refusal:
    return Refusal("file-unreadable", where=where, why=f"{why.rstrip('.')}.")


def _plain(message: str) -> str:
    known = {
        "Field required": "is missing",
        "Extra inputs are not permitted": "is not a setting we know",
    }
    return known.get(message, message.removeprefix("Value error, "))


def _front_matter(text: str, where: str) -> dict[str, Plain]:
    try:
        # The empty line takes the place of the --- above, so that line numbers count from the top.
        front = read_plain(f"\n{text}").value
    except Refusal as refusal:
        raise _refused(where, refusal.sentence[:1].lower() + refusal.sentence[1:]) from None
    if not isinstance(front, dict):
        raise _refused(where, "the settings must be name: value lines")
    if "sections" in front:
        raise _refused(f"{where}, sections", "is not a setting we know")
    return front


def _sections(body: str, where: str) -> tuple[tuple[str, str], ...]:
    if len(body) > LONGEST:
        raise _refused(where, f"the text is longer than {LONGEST:,} characters")
    before, *parts = re.split(r"^##[ \t]+(.+?)[ \t]*\r?$", body, flags=re.MULTILINE)
    if before.strip():
        raise _refused(where, "there is text before the first heading")
    found = dict(zip(parts[::2], (part.strip() for part in parts[1::2]), strict=True))
    _refuse_odd_headings(parts[::2], where)
    if not any(found.values()):
        raise _refused(where, "no section has any text")
    return tuple((name, found[name]) for name in HEADINGS if found.get(name))


def _refuse_odd_headings(names: list[str], where: str) -> None:
    for name in names:
        if name not in HEADINGS:
            raise _refused(
                f"{where}, heading {fields.quoted(name)}", f"use one of: {', '.join(HEADINGS)}"
            )
        if names.count(name) > 1:
            raise _refused(f"{where}, heading “{name}”", "is used twice")
