"""Cards in a real browser, rendered by Microsoft's own library with Teams-like colours and sizes.

It takes the place of the Teams client alone: what it renders is what our drawings made, byte for
byte.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.tools import need

HERE = Path(__file__).parent
HOST = json.loads((HERE / "teams_host.json").read_text(encoding="utf-8"))


def _dark() -> dict[str, Any]:
    """The dark theme of Teams: the same sizes, other colours."""
    colours = {
        "default": {"default": "#FFFFFF", "subtle": "#D6D6D6"},
        "accent": {"default": "#A6A7DC", "subtle": "#A6A7DC"},
        "attention": {"default": "#F9A8B4", "subtle": "#F9A8B4"},
    }
    backgrounds = {"default": "#292929", "emphasis": "#3D3D3D"}
    styles = {
        name: {"backgroundColor": shade, "foregroundColors": colours}
        for name, shade in backgrounds.items()
    }
    return HOST | {"containerStyles": styles}


DARK = _dark()
LARGEST_TEXT = HOST | {"fontSizes": {name: 2 * size for name, size in HOST["fontSizes"].items()}}
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
SCRIPTS = (
    "adaptivecards/dist/adaptivecards.min.js",
    "markdown-it/dist/markdown-it.min.js",
    "axe-core/axe.min.js",
)

# The library matches `lang` with one global expression that keeps its position, so it refuses every
# second card parsed.
_EVERY_SECOND_TIME = 'Invalid value "en" for property "lang".'
_RENDER = """([card, host]) => {
  const markdown = window.markdownit();
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown.render(text);
    result.didProcess = true;
  };
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(host);
  window.sent = [];
  drawn.onExecuteAction = action => window.sent.push({
    type: action.getJsonTypeName(), verb: action.verb, url: action.url, data: action.data,
  });
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  drawn.parse(card, context);
  document.querySelector('main').replaceChildren(drawn.render());
  return Array.from({length: context.eventCount}, (_, at) => context.getEventAt(at).message);
}"""
_AXE = """async () => (await axe.run('main', {resultTypes: ['violations']})).violations.map(
  found => `${found.id}: ${found.nodes.map(node => node.html.slice(0, 160)).join(' | ')}`)"""


@contextmanager
def browser_page() -> Iterator[Page]:
    """Give an empty page with the three libraries; it can reach no network."""
    packages, chromium = Path(need("npm")), need("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM))
        try:
            page = browser.new_context(offline=True).new_page()
            page.set_content((HERE / "teams_page.html").read_text(encoding="utf-8"))
            for script in SCRIPTS:
                page.add_script_tag(path=packages / script)
            yield page
        finally:
            browser.close()


def show(
    page: Page, card: dict[str, Any], width: int = 320, host: dict[str, Any] = HOST
) -> list[str]:
    """Render a card at a width in pixels; returns what the renderer has to say against it."""
    page.set_viewport_size({"width": width, "height": 640})
    complaints: list[str] = page.evaluate(_RENDER, [card, host])
    background = host["containerStyles"]["default"]["backgroundColor"]
    page.evaluate("c => { document.querySelector('main').style.background = c; }", background)
    return [complaint for complaint in complaints if complaint != _EVERY_SECOND_TIME]


def violations(page: Page) -> list[str]:
    """What axe-core finds, by rule and element."""
    return page.evaluate(_AXE)


def sent(page: Page) -> list[dict[str, Any]]:
    """What the taps since the card was shown would have sent."""
    return page.evaluate("() => window.sent")
