import asyncio
import time
from hashlib import sha256

import pytest
from sqlalchemy import select, update

from dialogs.impact.request_summary import being_made
from dialogs.ports import Delivered
from dialogs.replies import OfferFile, ProblemReply, Reply, Said
from scheduler.summary_files import SummaryContext, draw_wanted
from storage import tables as t
from storage.store import Store
from surveys.impact.summary.structure import Summary
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, a_town
from tests.scheduler.office import Script


def test_a_file_that_cannot_be_drawn_holds_up_nobody_elses(
    sqlite_store: Store, clock: SettableClock
) -> None:
    town = a_town(sqlite_store)
    for wanted in ("pdf", "json"):
        town.say("eve", "make-summary", action=town.ashford.action, format=wanted)

    def write(_summary: Summary, fmt: str) -> tuple[str, str, bytes]:
        if fmt == "pdf":
            raise RuntimeError
        return "A1.json", "application/json", b"{}"

    context = SummaryContext(
        sqlite_store, Script(), INSTALLATION, write, lambda _reply, _at: b"{}", clock
    )
    with pytest.raises(RuntimeError):
        asyncio.run(draw_wanted(context))

    assert [
        order.format
        for order in sqlite_store.look(lambda unit: unit.summary_requests.wanted(unit.now))
    ] == ["pdf"]


def test_a_summary_is_withheld_from_someone_who_has_lost_the_role_meanwhile(
    store: Store, clock: SettableClock
) -> None:
    town = a_town(store)
    town.say("eve", "make-summary", action=town.ashford.action, format="json")
    eve = update(t.people).where(t.people.c.id == town.ids["eve"]).values(roles=";practitioner;")
    store.act_now(lambda unit: unit.connection.execute(eve))
    told: list[Reply] = []

    def draw(reply: Reply, _at: object) -> bytes:
        told.append(reply)
        return b"{}"

    def write(_summary: Summary, _fmt: str) -> tuple[str, str, bytes]:
        raise AssertionError

    context = SummaryContext(store, Script(), INSTALLATION, write, draw, clock)
    for _ in range(2):
        asyncio.run(draw_wanted(context))

    assert [isinstance(one, ProblemReply) and one.code for one in told] == ["role-ended"]
    assert store.look(lambda unit: unit.summary_requests.wanted(unit.now)) == []
    acts = store.look(lambda unit: unit.connection.scalars(select(t.audit.c.act)).all())
    assert "summary withheld" in acts


def test_a_file_is_kept_as_a_release_when_it_is_drawn(store: Store, clock: SettableClock) -> None:
    town = a_town(store)
    town.say("eve", "make-summary", action=town.ashford.action, format="json")

    def write(summary: Summary, _fmt: str) -> tuple[str, str, bytes]:
        return "A1.json", "application/json", summary.model_dump_json().encode()

    context = SummaryContext(store, Script(), INSTALLATION, write, lambda _reply, _at: b"{}", clock)
    for _ in range(2):
        asyncio.run(draw_wanted(context))

    [head] = store.look(lambda unit: unit.releases.heads(town.ashford.partnership))
    content = store.look(lambda unit: unit.summary_requests.content(1)) or b""
    assert (head.actor, head.format) == (f"person:{town.ids['eve']}", "json")
    assert head.sha256 == sha256(content).hexdigest()
    assert head.inputs_fingerprint in content.decode()


def _drawn_slowly(store: Store, clock: SettableClock, seconds: float) -> tuple[list[Reply], Script]:
    """What is said to somebody whose file takes so long, fails once, and is made again."""
    town = a_town(store)
    town.say("eve", "make-summary", action=town.ashford.action, format="json")
    told, failures = list[Reply](), [RuntimeError()]

    def draw(reply: Reply, _at: object) -> bytes:
        told.append(reply)
        return b"{}"

    def write(_summary: Summary, _fmt: str) -> tuple[str, str, bytes]:
        time.sleep(seconds)
        if failures:
            raise failures.pop()
        return "A1.json", "application/json", b"{}"

    script = Script(updates=[Delivered("1", "chat")])
    every = {"progress_every": 0.05}
    context = SummaryContext(store, script, INSTALLATION, write, draw, clock, **every)
    with pytest.raises(RuntimeError):
        asyncio.run(draw_wanted(context))
    asyncio.run(draw_wanted(context))
    return told, script


def test_a_summary_that_takes_long_says_so_in_one_message_until_it_is_made(
    sqlite_store: Store, clock: SettableClock
) -> None:
    told, script = _drawn_slowly(sqlite_store, clock, seconds=0.3)

    assert [type(one) for one in told] == [Said, Said, OfferFile]
    texts = [one.text for one in told if isinstance(one, Said)]
    assert texts == [
        "Every survey wave is read, and the file is being made.",
        "The next message brings the file.",
    ]
    assert len(script.sent) == 2  # the message, and the file
    assert script.updates == []


def test_the_words_say_how_many_waves_are_read() -> None:
    assert being_made(12, 72).text == "12 of 72 survey waves are read."
