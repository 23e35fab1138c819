"""Steps of the walkthrough for an evaluator: one action's summary in every format, each once.

The files left in the demonstration's folder are those that came through the doors, byte for byte.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from bot.console.demo.browser_person import opened, pressed
from bot.console.demo.cards import Card, NotSeen, choice, expect, page_of, words
from bot.console.demo.story import Story
from bot.console.demo.teams_person import CONSENT

BEGINS: Mapping[str, bytes] = {
    "pdf": b"%PDF-",
    "docx": b"PK",
    "xlsx": b"PK",
    "csv": b"",
    "json": b"{",
}
INTO_ONEDRIVE = ("pdf", "docx", "xlsx", "csv")


async def into_onedrive(story: Story) -> str:
    """The evaluator allows four files to be put into OneDrive."""
    elin = story.evaluator
    for fmt in INTO_ONEDRIVE:
        offered = await _offered(story, fmt)
        await elin.consents(offered, accepts=True)
        content = await _uploaded(story, str(offered["name"]))
        expect(
            len(content) == offered["content"]["sizeInBytes"],
            f"The {fmt} file is not as large as was offered.",
        )
        await elin.receives_attachment(lambda one: str(one["contentType"]).endswith("file.info"))
        _keep(story, fmt, content)
    return (
        f"Elin asks for the summary of “{story.facts.action}” and allows it into her OneDrive: "
        "PDF, Word, Excel and CSV."
    )


async def by_download(story: Story) -> str:
    """She declines the fifth, and downloads it once."""
    offered = await _offered(story, "json")
    await story.evaluator.consents(offered, accepts=False)
    card = await story.evaluator.receives(lambda one: "ready to download" in words(one))
    address = page_of(card)
    page = await opened(story.session, address)
    expect(page.status == 200, "The download's page did not open.")
    file = await pressed(story.session, address)
    expect(file.status == 200, "The file could not be downloaded.")
    again = await pressed(story.session, address)
    expect(
        again.status >= 400 and again.content != file.content, "The file could be downloaded twice."
    )
    _keep(story, "json", file.content)
    return "She declines JSON, downloads it from the page once, and is refused the second time."


async def what_it_says(story: Story) -> str:
    """The summary does not overclaim, and says that the answers of today count from tomorrow."""
    summary = json.loads((story.folder / _name(story, "json")).read_text(encoding="utf-8"))
    expect(
        summary["label"] == "strong", f"The summary's label is “{summary['label']}”, not “strong”."
    )
    expect(summary["least_favourable"], "The summary does not name its least favourable finding.")
    family = _answered(summary, story.facts.family.wave)
    expected = story.facts.family.answered
    expect(family == expected, f"{family} families are counted, not {expected}.")
    later = any("may not be counted yet" in caveat for caveat in summary["caveats"])
    expect(later, "The summary does not say that the answers of today are not counted yet.")
    return (
        f"It says “strong”, names the least favourable finding, counts {family} families, and says "
        "that the form of today is kept apart from names first and counts from tomorrow."
    )


async def yearly_report(story: Story) -> str:
    """The evaluator writes the yearly report with the command line; only what is released shows."""
    files = await asyncio.to_thread(story.commands.write_packs, story.facts.partnership)
    [whole] = [file for file in files if file.suffix == ".json"]
    pack = json.loads(whole.read_text(encoding="utf-8"))
    released = [one for action in pack["feedback"]["you_said"] for one in action["released"]]
    expect(
        len(released) == story.facts.released,
        f"{len(released)} of “you said, we did” are shown, not {story.facts.released}.",
    )
    names = ", ".join(file.name for file in files)
    return (
        f"She writes the yearly report, {pack['year']['words']}. It has the {len(released)} “you "
        f"said, we did” that Marcus released, and not the one that waits: {names}."
    )


def _answered(summary: Mapping[str, Any], wave: str) -> int:
    """Return how many answered the wave of that name."""
    return sum(int(one["answered"] or 0) for one in summary["participation"] if one["wave"] == wave)


async def _offered(story: Story, fmt: str) -> Card:
    elin = story.evaluator
    chooser = await elin.taps(await elin.says("summary", "Tap an action"), "summary")
    action = choice(chooser, "action", story.facts.action)
    reply = await elin.taps(chooser, "make-summary", action=action, format=fmt)
    expect("being made" in words(reply), "Elin was not told that her summary is being made.")
    return await elin.receives_attachment(
        lambda one: one["contentType"] == CONSENT and str(one["name"]).endswith(f".{fmt}")
    )


async def _uploaded(story: Story, name: str) -> bytes:
    for _ in range(1200):
        found = [
            one.body
            for one in list(story.connector.delivered)
            if one.kind == "upload" and one.path.endswith(name)
        ]
        if found:
            return found[-1]
        await asyncio.sleep(0.05)
    raise NotSeen(f"{name} was not put where Elin allowed.")


def _keep(story: Story, fmt: str, content: bytes) -> None:
    expect(content.startswith(BEGINS[fmt]) and len(content) > 500, f"The {fmt} file is not one.")
    (story.folder / _name(story, fmt)).write_bytes(content)


def _name(story: Story, fmt: str) -> str:
    return f"summary-{story.facts.action_ref.lower()}.{fmt}"
