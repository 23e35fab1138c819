"""Traces: spans of our own with codes alone, and nothing at all while tracing is off."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import aiohttp
import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import INVALID_SPAN, get_tracer_provider

from bot.settings import read_settings
from bot.teams.outcomes import Call
from bot.teams.rate_limit import RateLimit
from bot.teams.sender import SendRules, TeamsSender
from bot.tracing import ALLOWED, SPANS, span, traced_by, traced_to
from bot.watching import WatchingObserver
from dialogs.ports import Address
from storage.store import Store
from storage.trust.encryption import Keyring
from tests.architecture.modules import ROOT
from tests.bot.teams.door import open_door
from tests.builders.clock import SettableClock
from tests.databases import copy_sqlite
from tests.stand_ins.activities import CLIENT_ID, TENANT, message
from tests.stand_ins.connector import running_connector


@contextmanager
def kept() -> Iterator[InMemorySpanExporter]:
    """Keep the spans of this block."""
    exporter = InMemorySpanExporter()
    with traced_by(SimpleSpanProcessor(exporter), "1.2.3"):
        yield exporter


def facts_of(one: ReadableSpan) -> dict[str, object]:
    return dict(one.attributes or {})


def test_while_tracing_is_off_there_is_no_span() -> None:
    with span("task", task="alerts") as opened:
        assert opened is INVALID_SPAN
    with traced_to("", "1.2.3"), span("task", task="alerts") as opened:
        assert opened is INVALID_SPAN


def test_a_span_has_codes_from_the_list_and_nothing_else() -> None:
    with kept() as exporter:
        with span("task", task="alerts", words="my name is"):
            pass
        [one] = exporter.get_finished_spans()

    assert (one.name, facts_of(one)) == ("task", {"task": "alerts"})
    assert one.resource.attributes == {"service.name": "golden-thread", "service.version": "1.2.3"}


def test_an_error_ends_its_span_by_its_kind_and_not_its_words() -> None:
    with kept() as exporter:
        with pytest.raises(ValueError, match="marmalade"), span("task", task="alerts"):
            raise ValueError("what a child wrote: marmalade")
        [one] = exporter.get_finished_spans()

    assert facts_of(one) == {"task": "alerts", "error.type": "ValueError"}
    assert (one.events, one.status.is_ok, one.status.description) == ((), False, None)


def test_the_libraries_below_have_no_tracer_to_say_more_with() -> None:
    before = get_tracer_provider()
    with kept():
        assert get_tracer_provider() is before


async def test_a_unit_of_work_is_a_span_inside_what_asked_for_it(
    sqlite_template: Path, tmp_path: Path, keyring: Keyring, clock: SettableClock
) -> None:
    url = copy_sqlite(sqlite_template, tmp_path)
    store = Store(url, keyring, clock, observer=WatchingObserver())
    with kept() as exporter:
        with span("task", task="clock steps"):
            await store.act(lambda unit: unit.heartbeats.beat("clock", unit.now))
            await store.read(lambda unit: unit.heartbeats.last("clock"))
        act, read, task = exporter.get_finished_spans()
    store.close()

    assert [one.name for one in (act, read, task)] == ["unit of work", "unit of work", "task"]
    assert [facts_of(one) for one in (act, read)] == [{"kind": "act"}, {"kind": "read"}]
    assert task.context is not None
    assert act.parent is not None
    assert act.parent.span_id == task.context.span_id


async def test_an_activity_of_teams_is_a_span_that_tells_no_one_s_id() -> None:
    with kept() as exporter:
        async with open_door() as door:
            status, _ = await door.post(message("marmalade"), door.token())
            refused, _ = await door.post(message("hello"), "no token")
        spans = exporter.get_finished_spans()

    assert [one.name for one in spans] == ["inbound activity"] * 2
    assert [facts_of(one) for one in spans] == [{"status": status}, {"status": refused}]


async def test_a_delivery_is_a_span_around_its_calls() -> None:
    with kept() as exporter:
        async with aiohttp.ClientSession() as session, running_connector() as connector:
            rules = SendRules(CLIENT_ID, frozenset(), local=True)
            sender = TeamsSender(session, rules, RateLimit(50), lambda: datetime.now(UTC))
            await sender.send(Address(TENANT, None, connector.service_url, "aad-ann"), b"{}")
        opening, sending, delivery = exporter.get_finished_spans()

    assert (delivery.name, facts_of(delivery)) == ("delivery", {"outcome": "Delivered"})
    assert [one.name for one in (opening, sending)] == ["outgoing call"] * 2
    assert [facts_of(one)["call"] for one in (opening, sending)] == [
        Call.OPEN.value,
        Call.MESSAGE.value,
    ]
    assert {one.parent.span_id for one in (opening, sending) if one.parent} == {
        delivery.context.span_id if delivery.context else None
    }
    assert "aad-ann" not in " ".join(one.to_json() for one in (opening, sending, delivery))


def test_every_name_and_every_fact_of_a_span_is_on_the_page() -> None:
    page = (ROOT / "docs" / "watching.md").read_text(encoding="utf-8")

    for name, words in SPANS.items():
        assert f"| {name} | {words} |" in page
    for fact in ALLOWED:
        assert f"`{fact}`" in page


def test_spans_arrive_at_a_collector_that_speaks_otlp() -> None:
    came: list[tuple[str, str]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            came.append((self.path, self.headers["Content-Type"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - Python's name
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with (
            traced_to(f"http://127.0.0.1:{server.server_port}/v1/traces", "1.2.3"),
            span("task", task="alerts"),
        ):
            pass
        server.shutdown()

    assert came == [("/v1/traces", "application/x-protobuf")]


@pytest.mark.parametrize(
    ("url", "is_right"),
    [
        ("http://localhost:4318/v1/traces", True),
        ("https://traces.example.org/v1/traces", True),
        ("http://traces.example.org/v1/traces", False),
        ("traces", False),
    ],
)
def test_traces_go_over_tls_or_stay_on_this_machine(url: str, *, is_right: bool) -> None:
    faults = read_settings(GT_TRACES_URL=url).faults()
    assert (not any("GT_TRACES_URL" in fault for fault in faults)) is is_right
