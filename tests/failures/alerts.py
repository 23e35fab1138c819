"""Concerns are raised one after the other while sends fail, processes die and PostgreSQL restarts.

At the end a lead has each concern, or it is shown that no lead was reached; none is lost, and once
a lead has it nothing more goes out.
"""

import random
import time
from dataclasses import dataclass

from sqlalchemy import func, select, update

from dialogs.trust.watch_alerts import not_reached
from storage import tables as t
from storage.unit import Unit
from surveys.sending.delivery import State
from surveys.trust.concern_record import ConcernState
from tests.bench.provider import provider
from tests.databases import Cluster
from tests.failures.alert_account import AlertAccount, reckon_alerts
from tests.failures.children import asks_for_help
from tests.failures.house import UNDER_WAY, House, Plot, house
from tests.failures.leads import Leads
from tests.failures.post_office import PostOffice
from tests.failures.processes import Running, connector, until
from tests.failures.scene import a_public_form, everybody_leads
from tests.stand_ins.activities import CLIENT_ID
from tests.stand_ins.mail_server import running_mail_server

LEADS = 3
WAYS = ("503", "accepted-503", "drop", "blocked", "429", "silent")
# An answer takes a while, so that a kill finds sends in hand.
FAILING = {"shares": dict.fromkeys(WAYS, 0.05), "hangs": 25.0, "latency": 0.4}
STRIKES_WITHIN = 1.0  # seconds after a concern is there
WORDS = "Someone hurts me, and I am number {}."
HASTE = 1.0  # seconds between two looks
WITHIN = 300.0  # seconds from the last concern until each has been taken on, or is shown


@dataclass(frozen=True, slots=True)
class Alerts:
    """The size: a concern comes every `seconds`; what strikes is spread evenly among them.

    `grace` is how many seconds after it was taken on something may still go out. `in_haste` makes
    what waits due after the last concern, so that nothing waits half a minute to be tried again.
    """

    concerns: int
    kills: int
    restarts: int
    seconds: float
    grace: float
    in_haste: bool = False
    seed: int = 20261129


def alerts(plot: Plot, cluster: Cluster | None, size: Alerts) -> str:
    """Raise all the concerns through everything that strikes; return the figures."""
    with (
        provider(CLIENT_ID) as signer,
        running_mail_server(PostOffice()) as mail,
        connector(plot.folder, seed=size.seed) as line,
    ):
        assert isinstance(mail, PostOffice)
        settings = {
            "GT_OPENID_METADATA_URL": signer.metadata_url,
            "GT_SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
            "GT_MAIL_FROM": "threads@ashford.example",
        }
        with house(plot, line, LEADS, 1, settings) as home:
            home.arrange(lambda unit: everybody_leads(unit, home.known))
            home.arrange(lambda unit: a_public_form(unit, home.known, "child-8-11"))
            line.treat(FAILING)
            driven = _Driven(home, size, random.Random(size.seed), cluster)
            driven.start(plot)
            leads = Leads(line, lambda: driven.address, signer.token(serviceurl=line.service_url))
            with leads.taking_on():
                driven.raise_all()
                if size.in_haste:
                    home.run_out_leases()
                until(
                    lambda: _is_over(home, size),
                    "each concern is taken on or shown",
                    home.plight,
                    WITHIN,
                )
            _settle(home)
            account = reckon_alerts(home, leads, mail, size.grace)
    account.holds(size.concerns)
    return _figure(size, account, driven.failed)


@dataclass(slots=True)
class _Driven:
    """The processes that run, the one with doors last known at `address`, and what strikes them."""

    home: House
    size: Alerts
    chance: random.Random
    cluster: Cluster | None
    address: str = ""
    doors: Running | None = None
    failed: int = 0

    def start(self, plot: Plot) -> None:
        """Start the processes: one with doors, and a worker where two may run."""
        self._serve()
        if not plot.is_sqlite:
            self.home.start()
        self.home.all_started()

    def raise_all(self) -> None:
        """Have one child after the other ask for help, and strike between them."""
        for number in range(self.size.concerns):
            began, words = time.monotonic(), WORDS.format(number)
            self.failed += asks_for_help(lambda: self.address, words, self.home.plight)
            time.sleep(self.chance.random() * STRIKES_WITHIN)
            if self.cluster and self._is_due(self.size.restarts, number):
                self.home.all_started()  # what starts without a database says so and ends
                self.cluster.restart()
            if self._is_due(self.size.kills, number):
                self._kill_the_oldest()
            time.sleep(max(0.0, began + self.size.seconds - time.monotonic()))

    def _is_due(self, times: int, number: int) -> bool:
        """Say whether one of so many strikes comes with this concern."""
        of = self.size.concerns
        return (number + 1) * times // of > number * times // of

    def _kill_the_oldest(self) -> None:
        had_doors = self.home.running[0] == self.doors
        self.home.kill()
        if had_doors:
            self._serve()
        else:
            self.home.start()

    def _serve(self) -> None:
        self.address = self.home.serve()
        self.doors = self.home.running[-1]


def _open_and_not_shown(unit: Unit) -> set[str]:
    open_now = {one.ref for one in unit.concerns.still_open() if one.state == ConcernState.NEW}
    return open_now - set(not_reached(unit))


def _is_over(home: House, size: Alerts) -> bool:
    """Say whether each concern is taken on or shown; in haste, have what waits be due."""
    if size.in_haste:
        time.sleep(HASTE)
        home.arrange(_be_due)
    return not home.look(_open_and_not_shown)


def _be_due(unit: Unit) -> None:
    waiting = update(t.deliveries).where(t.deliveries.c.state == State.PENDING)
    unit.connection.execute(waiting.values(due_at=unit.now))
    unit.connection.execute(update(t.lanes).values(next_due=unit.now))


def _settle(home: House) -> None:
    """Have what the killed held in hand be free now, and wait until nothing waits at any door."""
    home.run_out_leases()
    home.settle()
    until(lambda: not home.look(_letters_under_way), "no e-mail waits", home.plight)
    home.line.be_quiet(2)


def _letters_under_way(unit: Unit) -> int:
    query = select(func.count()).where(t.letters.c.state.in_(UNDER_WAY))
    return unit.connection.scalars(query).one()


def _figure(size: Alerts, account: AlertAccount, failed: int) -> str:
    restarts = f"{size.restarts} restarts of PostgreSQL, " if size.restarts else ""
    return (
        f"{size.concerns} concerns, {size.kills} kills, {restarts}"
        f"{account.share_failed * 100:.0f} % of {account.sends:,} sends to Teams failed, "
        f"{failed:,} forms sent again: {account.in_words()}"
    )
