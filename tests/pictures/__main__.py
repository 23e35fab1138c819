"""Draw a card, a form and the first page of a summary for the README (`make pictures`)."""

import asyncio
import subprocess
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from aiohttp.test_utils import TestServer
from playwright.async_api import async_playwright

from bot.console.demo.fill import fill
from bot.documents import write
from bot.teams.cards import draw
from dialogs.impact.give_out import work_out
from dialogs.replies import ShowBriefing
from dialogs.turn import Installation
from storage.store import Store
from storage.trust.encryption import new_keyring
from storage.unit import Unit
from surveys.impact.summary.structure import Summary
from surveys.library import lexicon
from tests.bot.web.opened import application, showing
from tests.bot.web.replies import question_of
from tests.builders.replies import briefing
from tests.doors.teams_client import browser_page, show
from tests.tools import need

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
PHONE = {"width": 390, "height": 1180}


def card(file: Path) -> None:
    """Draw a briefing as Teams shows it on a phone."""
    shown: ShowBriefing = briefing()
    with browser_page() as page:
        show(page, draw(shown), PHONE["width"])
        page.screenshot(path=file, full_page=True)


async def form(file: Path) -> None:
    """Draw the first question of the form for a child of 8 to 11 on a phone."""
    async with (
        TestServer(application(showing(question_of("child-8-11")))) as server,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(
            executable_path=need("chromium"), args=["--no-sandbox"]
        )
        page = await browser.new_page(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
        await page.goto(str(server.make_url("/f/abcd1234")))
        await page.screenshot(path=file)
        await browser.close()


def summary(file: Path) -> None:
    """Draw the first page of the demonstration summary whose sources contradict each other."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "summary.pdf"
        pdf.write_bytes(write(contradicted(f"sqlite:///{folder}/demo.db"), "pdf"))
        command = [
            "pdftoppm",
            "-png",
            "-r",
            "80",
            "-l",
            "1",
            "-singlefile",
            str(pdf),
            str(file.with_suffix("")),
        ]
        subprocess.run(command, check=True)


def contradicted(url: str) -> Summary:
    """Fill the demonstration and work its summaries out until one is contradicted."""
    keys, now = new_keyring(), datetime.now(UTC)
    installation = Installation("http://127.0.0.1:3978", 10, lexicon())
    fill(url, keys, installation, now)
    with closing(Store(url, keys, lambda: now)) as store:
        found = store.look(
            lambda unit: [
                work_out(unit, installation, *one, now.date()).summary for one in every_action(unit)
            ]
        )
    return next(one for one in found if one.label == "contradicted")


def every_action(unit: Unit) -> list[tuple[int, int]]:
    """Return partnership and action of every action."""
    places = [number for number, _, _ in unit.people.partnerships()]
    return [(place, action.id) for place in places for action in unit.evidence.actions(place)]


def main() -> None:
    """Draw all three."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    card(FOLDER / "card.png")
    asyncio.run(form(FOLDER / "form.png"))
    summary(FOLDER / "summary.png")


if __name__ == "__main__":
    main()
