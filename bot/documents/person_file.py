"""A person's file as PDF, and as JSON with the same words."""

import json
from dataclasses import asdict
from datetime import date

from bot.documents import blocks
from bot.documents.blocks import Block
from bot.documents.pages import Pages, Section, pdf
from surveys.trust.person_file import HeldPart, PersonFile


def write(file: PersonFile, on: date, fmt: str) -> bytes:
    """Return a file as `pdf` or `json`."""
    if fmt == "json":
        return (json.dumps(asdict(file), indent=2, ensure_ascii=False) + "\n").encode()
    return pdf(_pages(file, on))


def _pages(file: PersonFile, on: date) -> Pages:
    return Pages(
        title=f"What is held about {file.name}",
        subtitle=f"{file.email} · made {file.made}",
        partnership=file.partnership,
        foot="Personal: for this person alone",
        on=on,
        largest=22,
        smallest=18,
        opening=[Section("What is in this file", _opening(file))],
        sections=[
            *(Section(part.title, _part(part)) for part in file.parts),
            Section("Who has seen or changed it", [blocks.bullets(file.seen)]),
        ],
    )


def _opening(file: PersonFile) -> list[Block]:
    return [
        blocks.text(
            "Everything that Golden Thread holds about you in this partnership, where it came "
            "from, how long it is kept, and who has looked at it. If something is wrong, ask your "
            "Golden Thread administrator to correct the list of people, or to erase you."
        ),
        blocks.facts("What is not in it, and why", file.not_given),
    ]


def _part(part: HeldPart) -> list[Block]:
    lines = ("; ".join(f"{name}: {value}" for name, value in line) for line in part.lines)
    return [
        blocks.text(f"Where it came from: {part.source}. How long it is kept: {part.kept}."),
        blocks.bullets(lines),
    ]
