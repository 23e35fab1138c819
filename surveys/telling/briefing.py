"""A seven-minute briefing, and how one is read from Markdown with YAML front matter.

A missing heading is allowed, an unknown one is refused by name; nothing else about the text is judged here.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from surveys.problems import Refusal

HEADINGS = (
    "Background",
    "What happened",
    "What we found",
    "Good practice",
    "What must change",
    "What you can do now",
    "Questions for your team",
)
LONGEST = 14_000  # characters in all: the card must stay under 24 KB with its markup and links

_FRONT = re.compile(r"\A\ufeff?---\r?\n(?P<front>.*?)\r?\n---\r?\n(?P<body>.*)\Z", re.DOTALL)


class Link(BaseModel):
    """A place to read more: https only, so that no reader is sent astray."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1, max_length=120)
    address: str = Field(max_length=1000)

    @field_validator("address")
    @classmethod
    def _https_only(cls, value: str) -> str:
        if not re.fullmatch(r"https://[A-Za-z0-9.-]+(:\d+)?(/[^\s<>\"]*)?", value):
            msg = "must be an https address"
            raise ValueError(msg)
        return value


class Briefing(BaseModel):
    """Learning pushed to people: the sections in the order of `HEADINGS`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    partnership: str = Field(min_length=1)
    ref: str = Field(min_length=1, max_length=60)
    title: str = Field(min_length=1, max_length=160)
    action_refs: tuple[str, ...] = ()
    links: tuple[Link, ...] = Field(default=(), max_length=6)
    embargo_until: date | None = None
    sections: tuple[tuple[str, str], ...]

    @property
    def must_change(self) -> str | None:
        """The words under *What must change*, if there are any."""
        return dict(self.sections).get("What must change")


def parse_briefing(text: str, where: str = "briefing") -> Briefing:
    """Read a briefing file; raises `Refusal("file-unreadable")` naming the place and the reason."""
    match = _FRONT.match(text)
    if match is None:
        raise Refusal("file-unreadable", where=where, why="it must begin with settings between two --- lines")
    front = _front_matter(match["front"], where)
    sections = _sections(match["body"], where)
    try:
        return Briefing.model_validate({**front, "sections": sections})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "settings"
        raise Refusal("file-unreadable", where=f"{where}, {place}", why=_plain(first["msg"])) from None


def _plain(message: str) -> str:
    known = {"Field required": "is missing", "Extra inputs are not permitted": "is not a setting we know"}
    return known.get(message, message.removeprefix("Value error, "))


def _front_matter(text: str, where: str) -> dict[str, Any]:
    try:
        front: object = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        raise Refusal("file-unreadable", where=f"{where}{line}", why="the settings are not valid YAML") from None
    if not isinstance(front, Mapping):
        raise Refusal("file-unreadable", where=where, why="the settings must be name: value lines")
    fields = {str(key): value for key, value in cast("Mapping[object, Any]", front).items()}
    if "sections" in fields:
        raise Refusal("file-unreadable", where=f"{where}, sections", why="is not a setting we know")
    return fields


def _sections(body: str, where: str) -> tuple[tuple[str, str], ...]:
    if len(body) > LONGEST:
        raise Refusal("file-unreadable", where=where, why=f"the text is longer than {LONGEST:,} characters")
    before, *parts = re.split(r"^##[ \t]+(.+?)[ \t]*\r?$", body, flags=re.MULTILINE)
    if before.strip():
        raise Refusal("file-unreadable", where=where, why="there is text before the first heading")
    found = dict(zip(parts[::2], (part.strip() for part in parts[1::2]), strict=True))
    _refuse_odd_headings(parts[::2], where)
    if not any(found.values()):
        raise Refusal("file-unreadable", where=where, why="no section has any text")
    return tuple((name, found[name]) for name in HEADINGS if found.get(name))


def _refuse_odd_headings(names: list[str], where: str) -> None:
    for name in names:
        if name not in HEADINGS:
            raise Refusal(
                "file-unreadable", where=f"{where}, heading “{name}”", why=f"use one of: {', '.join(HEADINGS)}"
            )
        if names.count(name) > 1:
            raise Refusal("file-unreadable", where=f"{where}, heading “{name}”", why="it stands twice")
