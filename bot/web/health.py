"""Health for operators: live, ready, and metrics for Prometheus.

Metrics are for the machine itself or for a holder of the token; what a proxy passes on is not
local.
"""

import hmac
from ipaddress import ip_address

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.proxies import Proxies, is_believed
from bot.web.metrics import Facts
from bot.web.middleware import note_failure
from bot.web.ports import Readiness, Watched
from dialogs.figures import Figures
from surveys.problems import Refusal

FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


class Health:
    """Readiness and metrics, asked of what is behind the door."""

    def __init__(self, watched: Watched, metrics_token: str, proxies: Proxies) -> None:
        self._watched, self._token, self._proxies = watched, metrics_token, proxies

    async def live(self, request: web.Request) -> web.Response:
        """200 as long as the process answers at all; says its version, and whose proxy this was."""
        version = self._watched.process().version
        proxy = _proxy(request, self._proxies)
        return web.json_response({"live": True, "version": version, "proxy": proxy})

    async def ready(self, _request: web.Request) -> web.Response:
        """200 when people may be sent here, else 503; says which part is not ready."""
        state = await self._readiness()
        tick = state.last_delivery_tick
        facts = {
            "ready": state.ready,
            **state.parts,
            "last_delivery_tick": tick.isoformat() if tick else None,
            "alerts_not_reached": state.alerts_not_reached,
            "watch_missing": state.watch_missing,
            "retention_overdue": state.retention_overdue,
            "last_watch": state.last_watch.isoformat() if state.last_watch else None,
            "sending_held": state.sending_held,
        }
        return web.json_response(facts, status=200 if state.ready else 503)

    async def metrics(self, request: web.Request) -> web.Response:
        """Metrics in the text format of Prometheus; refuses not-found to everybody else."""
        if not (_is_local(request) or self._knows_token(request)):
            raise Refusal("not-found")
        facts = Facts(await self._readiness(), self._watched.process(), await self._figures())
        body = generate_latest(facts) + generate_latest()  # of the process: commits, memory, time
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _readiness(self) -> Readiness:
        try:
            return await self._watched.readiness()
        except Exception as error:  # whatever fails, the answer is "not ready"
            note_failure("not-ready", error)
            return Readiness(database=False, clock=False, delivering=False)

    async def _figures(self) -> Figures | None:
        try:
            return await self._watched.figures()
        except Exception as error:  # the rest is said all the same
            note_failure("no-figures", error)
            return None

    def _knows_token(self, request: web.Request) -> bool:
        given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
        return bool(self._token) and hmac.compare_digest(given, f"Bearer {self._token}".encode())


def _proxy(request: web.Request, proxies: Proxies) -> str:
    """Say what a request passed on its way: no proxy, one of GT_PROXIES, or an unknown one."""
    if not any(name in request.headers for name in FORWARDED):
        return "none"
    return "believed" if is_believed(request.remote, proxies) else "unknown"


def _is_local(request: web.Request) -> bool:
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.remote or "").is_loopback
    except ValueError:
        return False
