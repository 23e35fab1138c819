"""Health for operators: live, ready, and figures for Prometheus.

Figures are for the machine itself or for a holder of the token; what a proxy passes on is not
local.
"""

import hmac
from ipaddress import ip_address

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from bot.web.middleware import note_failure
from bot.web.ports import AskReadiness, Readiness
from surveys.problems import Refusal

_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")
_READY = Gauge("golden_thread_ready", "1 while people may be sent here, else 0")
_WATCH_MISSING = Gauge(
    "golden_thread_watch_missing", "1 while the hourly synthetic concern stays away, else 0"
)
_RETENTION_OVERDUE = Gauge(
    "golden_thread_retention_overdue",
    "Kinds of data of which a canary row was not deleted when its time was over",
)
_LAST_WATCH = Gauge(
    "golden_thread_watch_last_seconds",
    "When a synthetic concern last went the whole way, in seconds since 1970; 0 if never",
)
_NOT_REACHED = Gauge(
    "golden_thread_alerts_not_reached",
    "Safeguarding concerns that no one has taken on and whose alert has reached no one in time",
)


async def live(_request: web.Request) -> web.Response:
    """200 as long as the process answers at all."""
    return web.json_response({"live": True})


class Health:
    """Readiness and figures, asked of what is behind the door."""

    def __init__(self, readiness: AskReadiness, metrics_token: str | None) -> None:
        self._readiness, self._token = readiness, metrics_token

    async def ready(self, _request: web.Request) -> web.Response:
        """200 when people may be sent here, else 503; says which part is not ready."""
        state = await self._ask()
        tick = state.last_delivery_tick
        facts = {
            "ready": state.ready,
            "database": state.database,
            "saving": state.saving,
            "clock": state.clock,
            "delivering": state.delivering,
            "last_delivery_tick": tick.isoformat() if tick else None,
            "alerts_not_reached": state.alerts_not_reached,
            "watch_missing": state.watch_missing,
            "retention_overdue": state.retention_overdue,
            "last_watch": state.last_watch.isoformat() if state.last_watch else None,
        }
        return web.json_response(facts, status=200 if state.ready else 503)

    async def metrics(self, request: web.Request) -> web.Response:
        """Figures in the text format of Prometheus; refuses not-found to everybody else."""
        if not (_is_local(request) or self._knows_token(request)):
            raise Refusal("not-found")
        state = await self._ask()
        _READY.set(state.ready)
        _NOT_REACHED.set(state.alerts_not_reached)
        _WATCH_MISSING.set(state.watch_missing)
        _RETENTION_OVERDUE.set(state.retention_overdue)
        _LAST_WATCH.set(state.last_watch.timestamp() if state.last_watch else 0)
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _ask(self) -> Readiness:
        try:
            return await self._readiness()
        except Exception as error:  # whatever fails, the answer is "not ready"
            note_failure("not-ready", error)
            return Readiness(database=False, clock=False, delivering=False)

    def _knows_token(self, request: web.Request) -> bool:
        given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
        return bool(self._token) and hmac.compare_digest(given, f"Bearer {self._token}".encode())


def _is_local(request: web.Request) -> bool:
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.remote or "").is_loopback
    except ValueError:
        return False
