"""Answers that come in while a survey goes out to many as fast as the program can.

Those who answer are others than those who are sent to; what was sent meanwhile is counted where it
arrived.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from storage.unit import Unit
from tests.bench.answers import PEOPLE, TOKENS, Bot, all_stored
from tests.bench.deliveries import Connector, connector
from tests.bench.figures import Line, below
from tests.bench.processes import answering, module, running
from tests.bench.provider import provider
from tests.bench.scene import NO_QUIET, MeasuredInstallation, asked, roster, waiting_for
from tests.bench.taps import CLIENT_ID, TENANT
from tests.databases import Cluster
from tests.ports import free_port

AT_ONCE, ROUNDS, SENT_TO = 16, 5, 60_000
QUICK = below(0.300, "p99 under 300 ms")


def meanwhile(directory: Path, _cluster: Cluster | None) -> list[Line]:
    """Return the one line, on SQLite."""
    with ExitStack() as stack:
        signer = stack.enter_context(provider(CLIENT_ID))
        to = stack.enter_context(connector())
        tokens = [signer.token(serviceurl=to.url, jti=str(n)) for n in range(TOKENS)]
        installation = MeasuredInstallation.new(
            f"sqlite:///{directory / 'meanwhile.db'}", directory
        )
        store = installation.store()
        wave = store.act_now(_scene(to.url))
        store.close()
        port = free_port()
        environment = {
            **installation.environment,
            **NO_QUIET,
            "CLIENT_ID": CLIENT_ID,
            "GT_ALLOWED_TENANTS": TENANT,
            "GT_OPENID_METADATA_URL": signer.metadata_url,
        }
        process = stack.enter_context(running((*module("serving"), str(port)), environment))
        answering(process, port, "/healthz")
        bot = Bot("SQLite", f"http://127.0.0.1:{port}/api/messages", to.url, wave)
        sent = [_round(bot, tokens, to) for _ in range(ROUNDS)]
    all_stored(installation, bot)
    return [_line(bot, sent)]


def _scene(service_url: str) -> Callable[[Unit], int]:
    def fill(unit: Unit) -> int:
        wave = asked(unit, roster(unit, PEOPLE, service_url))
        waiting_for(SENT_TO, service_url, "Bexfield", PEOPLE)(unit)
        return wave

    return fill


def _round(bot: Bot, tokens: list[str], to: Connector) -> float:
    """Measure answers for one round; return how many messages a second were sent meanwhile."""
    to.arrivals()
    began = time.perf_counter()
    bot.measure(AT_ONCE, tokens)
    came, took = to.arrivals(), time.perf_counter() - began
    if not came:
        msg = "everything had been sent before the answers were measured"
        raise RuntimeError(msg)
    return len(came) / took


def _line(bot: Bot, sent: list[float]) -> Line:
    p99 = bot.p99(AT_ONCE)
    return Line(
        f"answers stored, {bot.name}, {AT_ONCE} at once, while {median(sent):,.0f}/s are sent",
        f"{median(bot.rates(AT_ONCE)):,.0f}/s, p99 {p99 * 1000:,.0f} ms",
        target=QUICK.verdict(p99),
    )
