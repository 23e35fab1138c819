"""The browser door: pages for children, families and staff who follow a link; no sign-in, no cookie, no script."""

from bot.web.pages import open_web_door, web_routes
from bot.web.ports import AskReadiness, Pace, Readiness, TakeTurn, WebSettings

__all__ = [
    "AskReadiness",
    "Pace",
    "Readiness",
    "TakeTurn",
    "WebSettings",
    "open_web_door",
    "web_routes",
]
