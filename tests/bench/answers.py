"""Answers stored durably per second, beside a bare SDK bot that stores nothing.

Each bot is a process of its own and the sender another; the bots take turns within a round, so that
a machine that is busier for a while is so for all of them. What was acknowledged is counted in the
database afterwards. Our bot also updates the cards that were tapped, without a rate limit, at a
connector in a process of its own.
"""

from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.deliveries import connector
from tests.bench.figures import Line, at_least, below, middle_ratio
from tests.bench.processes import answering, ask, module, running
from tests.bench.provider import provider
from tests.bench.scene import MeasuredInstallation, asked, roster
from tests.bench.taps import CLIENT_ID, TENANT
from tests.databases import Cluster
from tests.ports import free_port
from tests.stand_ins.openid import OpenIdProvider

PEOPLE = 8000
TOKENS = 4  # Teams signs one and uses it for about an hour
AT_ONCE = (1, 16, 64)
ROUNDS, SECONDS, WARM_SECONDS = 7, 2.0, 0.4
# Of an answer with the update of its card, beside a bot that stores nothing and updates no card.
SHARES = {"SQLite": at_least(1.0, "at least 1.00"), "PostgreSQL": at_least(0.5, "at least 0.50")}
QUICK = below(0.150, "p99 under 150 ms")


@dataclass(slots=True)
class Bot:
    """One bot under measurement; `sent` is how far it is through the answers."""

    name: str
    url: str
    service_url: str
    wave: int = 1
    sent: int = 0
    figures: dict[int, list[dict[str, Any]]] = field(
        default_factory=dict[int, list[dict[str, Any]]]
    )

    def measure(self, at_once: int, tokens: Sequence[str]) -> None:
        """Send answers for one stretch and keep how it went."""
        order = {
            "url": self.url,
            "tokens": tokens,
            "wave": self.wave,
            "service_url": self.service_url,
            "first": self.sent,
            "at_once": at_once,
            "seconds": SECONDS,
            "warm": WARM_SECONDS,
        }
        figure = ask(module("load"), order)
        self.sent += figure["sent"]
        self.figures.setdefault(at_once, []).append(figure)

    def rates(self, at_once: int) -> list[float]:
        """Return answers a second, round by round."""
        return [figure["rate"] for figure in self.figures[at_once]]

    def p99(self, at_once: int) -> float:
        """Return the median of the rounds' 99th percentiles, in seconds."""
        return median(figure["p99"] for figure in self.figures[at_once])


def answers(directory: Path, cluster: Cluster | None) -> list[Line]:
    """Measure every bot at every number at once."""
    with ExitStack() as stack:
        signer = stack.enter_context(provider(CLIENT_ID))
        to = stack.enter_context(connector()).url
        tokens = [signer.token(serviceurl=to, jti=str(n)) for n in range(TOKENS)]
        bare = stack.enter_context(_bare(signer, to))
        databases = {"SQLite": f"sqlite:///{directory / 'answers.db'}"}
        if cluster is not None:
            databases["PostgreSQL"] = stack.enter_context(cluster.empty())
        ours = [
            stack.enter_context(_ours(signer, to, url, directory, name))
            for name, url in databases.items()
        ]
        for _ in range(ROUNDS):
            for at_once in AT_ONCE:
                for bot in (bare, *ours):
                    bot.measure(at_once, tokens)
    return [_line(bot, bare, at_once) for bot in ours for at_once in AT_ONCE]


@contextmanager
def _bare(signer: OpenIdProvider, to: str) -> Generator[Bot]:
    port = free_port()
    with running((*module("sdk_bot"), str(port), signer.address)) as process:
        answering(process, port, "/")
        yield Bot("bare SDK bot", f"http://127.0.0.1:{port}/api/messages", to)


@contextmanager
def _ours(signer: OpenIdProvider, to: str, url: str, directory: Path, name: str) -> Generator[Bot]:
    home = directory / name
    home.mkdir()
    installation = MeasuredInstallation.new(url, home)
    with_store = installation.store()
    wave = with_store.act_now(lambda unit: asked(unit, roster(unit, PEOPLE, to)))
    with_store.close()
    port = free_port()
    environment = {
        **installation.environment,
        "CLIENT_ID": CLIENT_ID,
        "GT_ALLOWED_TENANTS": TENANT,
        "GT_OPENID_METADATA_URL": signer.metadata_url,
    }
    with running((*module("serving"), str(port)), environment) as process:
        answering(process, port, "/healthz")
        bot = Bot(name, f"http://127.0.0.1:{port}/api/messages", to, wave)
        yield bot
    all_stored(installation, bot)


def all_stored(installation: MeasuredInstallation, bot: Bot) -> None:
    """Hold what was acknowledged against what waits in the intake."""
    store = installation.store()
    stored = store.look(
        lambda unit: sum(len(response.given()) for _, _, response in unit.sweep.waiting())
    )
    store.close()
    if stored != bot.sent:
        msg = f"{bot.name}: {bot.sent} answers were acknowledged and {stored} are stored"
        raise RuntimeError(msg)


def _line(bot: Bot, bare: Bot, at_once: int) -> Line:
    ratio = middle_ratio(bot.rates(at_once), bare.rates(at_once))
    verdicts = (
        [SHARES[bot.name].verdict(ratio), QUICK.verdict(bot.p99(at_once))] if at_once == 16 else []
    )
    return Line(
        f"answers stored, {bot.name}, {at_once} at once",
        _figure(bot, at_once),
        f"{bare.name}, nothing stored: {_figure(bare, at_once)}",
        f"{ratio:.2f}",
        "; ".join(verdicts),
    )


def _figure(bot: Bot, at_once: int) -> str:
    return f"{median(bot.rates(at_once)):,.0f}/s, p99 {bot.p99(at_once) * 1000:,.0f} ms"
