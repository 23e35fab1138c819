"""A person at Microsoft's Agents Playground: types, taps what the page shows, fills boxes.

The page is driven as a person would drive it; only what it cannot show (a file card) is sent by the
client's own routes, with what it was given over its own socket. It also takes screenshots.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Page, WebSocket

from tests.tools import need

PICTURES = Path(__file__).parents[2] / "var" / "artefacts" / "playground"
WIDE, TALL, PHONE = 1280, 900, 390
TIMEOUT_MS = 15_000
OPENING_MS = 60_000  # the client's own script is large, and three are opened at once
# The client does not narrow to a phone's width; its column is narrowed, so that the cards must fit.
AS_ON_A_PHONE = ".ac-adaptiveCard {{ box-sizing: border-box; width: {width}px !important; }}"
# The client gives elements its own ids but leaves ours in aria-controls: its fault, not the card's.
WITHOUT_LOST_NAMES = """document.querySelectorAll('.ac-adaptiveCard [aria-controls]').forEach(
    (one) => document.getElementById(one.getAttribute('aria-controls'))
        || one.removeAttribute('aria-controls'))"""

# It writes two lines with no space between them, which axe-core reads as one word.
WITH_SPACES = """document.querySelectorAll('.ac-adaptiveCard .ac-textBlock').forEach(
    (one) => one.after(' '))"""


@dataclass
class Client:
    """One person's page; `part` is whom they play."""

    page: Page
    address: str
    part: str
    frames: list[str] = field(default_factory=list[str])
    tapped: int = 0  # presses on buttons, rows, keys and boxes to tick; what is typed is not one

    @property
    def card(self) -> Locator:
        """The latest card on the page."""
        return self.page.locator(".ac-adaptiveCard").last

    async def sees(self, words: str) -> None:
        """Wait until the latest card says something."""
        await self.page.locator(".ac-adaptiveCard", has_text=words).last.wait_for()

    async def says(self, words: str) -> None:
        await self.page.get_by_role("textbox").last.click()
        await self.page.keyboard.type(words)
        await self.page.keyboard.press("Enter")

    async def asks(self, words: str) -> None:
        """Type words, and wait for the card that answers them."""
        shown = self.page.locator(".ac-adaptiveCard")
        before = await shown.count()
        await self.says(words)
        await shown.nth(before).wait_for()

    async def taps(self, label: str) -> None:
        await self.card.get_by_role("button", name=label, exact=True).click()
        self.tapped += 1

    async def taps_row(self, beginning: str) -> None:
        """Tap the row whose words begin so; more is read out with them."""
        await self.card.get_by_role("button", name=re.compile(f"^{re.escape(beginning)}")).click()
        self.tapped += 1

    async def words_before(self, button: str) -> int:
        """How many words the latest card shows before a button."""
        shown = await self.card.inner_text()
        return len(shown[: shown.rindex(button)].split())

    async def ticks(self, *labels: str) -> None:
        """Choose among the choices of the card."""
        for label in labels:
            box = self.card.get_by_role("checkbox", name=re.compile(f"{re.escape(label)}$"))
            await box.or_(self.card.get_by_label(label, exact=True)).first.check()
            self.tapped += 1

    async def fills(self, label: str, words: str) -> None:
        await self.card.get_by_label(label).fill(words)

    async def folds_open(self, heading: str) -> None:
        """Tap a heading of the card."""
        await self.card.get_by_role("button", name=heading).first.click()

    async def picture(self, name: str) -> None:
        """Take the page as it stands, and the card as wide as a telephone."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=PICTURES / f"{self.part}-{name}.png")
        handle = await self.page.add_style_tag(content=AS_ON_A_PHONE.format(width=PHONE))
        assert await self.card.evaluate("card => card.scrollWidth") <= PHONE
        await self.card.screenshot(path=PICTURES / f"{self.part}-{name}-{PHONE}.png")
        await handle.evaluate("style => style.remove()")

    async def violations(self) -> list[str]:
        """What axe-core finds in the cards; the client around them is not ours."""
        if not await self.page.evaluate("typeof axe !== 'undefined'"):
            await self.page.add_script_tag(path=Path(need("npm")) / "axe-core" / "axe.min.js")
        await self.page.evaluate(WITHOUT_LOST_NAMES)
        await self.page.evaluate(WITH_SPACES)
        cards = "{include: [['.ac-adaptiveCard']]}, {resultTypes: ['violations']}"
        found: dict[str, Any] = await self.page.evaluate(f"axe.run({cards})")
        return [
            f"{one['id']}: {json.dumps([node['html'] for node in one['nodes']][:3])}"
            for one in found["violations"]
        ]

    def file_card(self) -> dict[str, Any] | None:
        """The file card that came over the socket, if one did."""
        return next((found for frame in self.frames if (found := _file_card(frame))), None)

    async def declines(self, offer: dict[str, Any]) -> None:
        """Decline a file by the client's own route for activities: its page has no button."""
        chat = f"playground-{self.part}"
        asked = await self.page.request.get(
            f"{self.address}/_internal/v1/customActivities/template?type=install&conversationId={chat}"
        )
        template = await asked.json()
        value = {
            "type": "fileUpload",
            "action": "decline",
            "context": offer["content"]["declineContext"],
        }
        invoke = template | {
            "type": "invoke",
            "name": "fileConsent/invoke",
            "id": "declined",
            "value": value,
        }
        sent = await self.page.request.post(
            f"{self.address}/_internal/v1/customActivities", data=invoke
        )
        assert sent.ok, await sent.text()


def _file_card(frame: str) -> dict[str, Any] | None:
    if "file.consent" not in frame:
        return None
    return _found(json.loads(frame[frame.index("{") :]))


def _found(part: Any) -> dict[str, Any] | None:
    if isinstance(part, dict) and "file.consent" in str(part.get("contentType")):
        return part
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return next((found for one in inner if (found := _found(one))), None)


async def at_client(browser: Browser, address: str, part: str) -> Client:
    """Open the page of one person, to whom the app is new, and wait for their welcome."""
    client = await open_page(browser, address, part)
    await client.sees("What you can do here")
    return client


async def open_page(browser: Browser, address: str, part: str) -> Client:
    """Open the page of one person; it shows what comes while it is open, so it stays open."""
    page = await browser.new_page(viewport={"width": WIDE, "height": TALL})
    client = Client(page, address, part)

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: client.frames.append(str(frame)))

    page.on("websocket", listen)
    page.set_default_timeout(TIMEOUT_MS)
    await page.goto(address, wait_until="commit", timeout=OPENING_MS)
    await page.locator(".ac-adaptiveCard").last.wait_for(timeout=OPENING_MS)
    return client
