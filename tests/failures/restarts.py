"""PostgreSQL is restarted many times without warning, while people answer and a briefing goes out.

Every acknowledged answer is there afterwards; nothing is lost, nothing arrives twice, and no
process has to be restarted.
"""

import time
from dataclasses import dataclass

from sqlalchemy import select

from storage import tables as t
from storage.unit import Unit
from surveys.asking.identity import response_key, study_key
from surveys.sending.delivery import CANARY, State
from tests.bench.provider import provider
from tests.databases import Cluster
from tests.failures.account import Account, everybody_accounted_for
from tests.failures.callers import Callers
from tests.failures.house import House, Plot, house
from tests.failures.processes import Line, connector, until
from tests.failures.scene import a_public_form, asked, briefed
from tests.stand_ins.activities import CLIENT_ID


@dataclass(frozen=True, slots=True)
class Restarts:
    """The size: a restart comes every `seconds`, or after a share of the send if that is 0."""

    people: int
    at_once: int
    restarts: int
    seconds: float = 0.0


def restarts(plot: Plot, cluster: Cluster, size: Restarts) -> str:
    """Answer and send through all the restarts; return the figures."""
    with provider(CLIENT_ID) as signer, connector(plot.folder) as line:
        settings = {"GT_OPENID_METADATA_URL": signer.metadata_url}
        with house(plot, line, size.people, 1, settings) as home:
            wave = home.arrange(lambda unit: asked(unit, home.known))
            home.arrange(lambda unit: a_public_form(unit, home.known))
            home.arrange(lambda unit: briefed(unit, home.known))
            address = home.serve()
            home.start()
            home.all_started()
            token = signer.token(serviceurl=line.service_url)
            callers = Callers(
                address, line.service_url, token, wave, range(size.people), size.at_once
            )
            until(lambda: line.count() > CANARY, "the canary has gone", home.plight)
            with callers.calling():
                for _ in range(size.restarts):
                    _wait(line, size)
                    cluster.restart()
                before = len(callers.acknowledged)
                until(
                    lambda: len(callers.acknowledged) > before or callers.done,
                    "answers are taken again",
                    lambda: f"{callers.failed()[-2:]}; {home.plight()}",
                )
            account = _seen_out(home, size)
            stored = home.look(lambda unit: _stored(unit, wave))
    missing = callers.acknowledged - stored
    assert callers.acknowledged
    assert not missing, f"{len(missing)} acknowledged answers are not there: {sorted(missing)[:5]}"
    acknowledged, failed = len(callers.acknowledged), len(callers.failed())
    return (
        f"{size.restarts} restarts, {acknowledged:,} answers acknowledged, {failed:,} calls "
        "failed: missing "
        f"{len(missing)}; {size.people:,} people: {account.in_words()}"
    )


def _wait(line: Line, size: Restarts) -> None:
    if size.seconds:
        time.sleep(size.seconds)
        return
    due = line.count() + size.people // (size.restarts + 1) // 2
    until(lambda: line.count() >= due, f"message {due} comes")


def _seen_out(home: House, size: Restarts) -> Account:
    """Wait until all is sent; a message whose outcome was not saved is unknown after its lease.

    The test does not wait for the leases: they are moved back once nothing was sent for a while.
    """
    home.settle(State.PENDING)
    assert len(home.running) == sum(one.alive for one in home.running), home.plight()
    home.line.be_quiet(2)
    home.run_out_leases()
    home.settle()
    return everybody_accounted_for(home, size.people)


def _stored(unit: Unit, wave_id: int) -> set[tuple[int, str]]:
    """Return whose answer to which question is in the database."""
    wave = unit.waves.wave(wave_id)
    assert wave is not None
    key = study_key(unit.keyring.pseudonyms, wave.salt or b"")
    people = unit.connection.scalars(select(t.people.c.id).order_by(t.people.c.id))
    number = {response_key(key, wave_id, person): place for place, person in enumerate(people)}
    waiting = [response for _, _, response in unit.sweep.waiting()]
    rows = unit.connection.execute(select(t.answers.c.response_key, t.answers.c.question))
    swept = {(number[row.response_key], row.question) for row in rows}
    return swept | {(number[one.key], asked) for one in waiting for asked in one.given()}
