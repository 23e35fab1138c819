"""The browser door: pages for children, families and staff who follow a link.

There is no sign-in and no cookie, and every page works without script.
"""

from bot.web.pages import open_web_door, web_routes
from bot.web.ports import ProcessFacts, Readiness, TakeTurn, ThrottleRate, Watched, WebSettings

__all__ = [
    "ProcessFacts",
    "Readiness",
    "TakeTurn",
    "ThrottleRate",
    "Watched",
    "WebSettings",
    "open_web_door",
    "web_routes",
]
