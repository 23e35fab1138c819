"""Traces by OpenTelemetry: what came in, what ran, what went out, and how long each took.

Off unless GT_TRACES_URL names a collector. A span has a name and codes of ours, by an allow-list;
the words of errors are never recorded. The tracer is our own, not the process's global one, so that
no library adds spans that say more.
"""

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from opentelemetry.trace import INVALID_SPAN, Span, Status, StatusCode, Tracer

from bot.network import DIRECT, Network
from surveys.problems import Refusal

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor

SCOPE = "golden_thread"
SECONDS = 10  # for one batch of spans
SPANS = {  # every span, and what it is about
    "inbound activity": "one activity of Teams, from the gate to the answer",
    "unit of work": "one unit of the store, until it is committed",
    "task": "one task of a clock, at one tick",
    "delivery": "one message to one person or channel, with the chat that is opened for it",
    "e-mail": "one e-mail by the second door",
    "outgoing call": "one request to Teams",
}
ALLOWED = frozenset({"kind", "task", "call", "status", "outcome", "error.type"})
_OFF: AbstractContextManager[Span] = nullcontext(INVALID_SPAN)


class _Tracing:
    """The tracer of this process; None while tracing is off."""

    tracer: Tracer | None = None


def span(name: str, **facts: str | int) -> AbstractContextManager[Span]:
    """Open a span of `SPANS`; an error ends it by its kind alone. While off it costs nothing."""
    tracer = _Tracing.tracer
    return _OFF if tracer is None else _recorded(tracer, name, facts)


@contextmanager
def _recorded(tracer: Tracer, name: str, facts: dict[str, str | int]) -> Generator[Span]:
    allowed = {fact: value for fact, value in facts.items() if fact in ALLOWED}
    with tracer.start_as_current_span(
        name, attributes=allowed, record_exception=False, set_status_on_exception=False
    ) as opened:
        try:
            yield opened
        except BaseException as error:
            opened.set_attribute("error.type", type(error).__name__)
            opened.set_status(Status(StatusCode.ERROR))
            raise


@contextmanager
def traced_by(processor: "SpanProcessor", version: str) -> Generator[None]:
    """Record spans while the context is open; they are flushed at its end."""
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - an optional package
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415

    about = Resource({"service.name": "golden-thread", "service.version": version})
    provider = TracerProvider(resource=about, shutdown_on_exit=False)
    provider.add_span_processor(processor)
    _Tracing.tracer = provider.get_tracer(SCOPE, version)
    try:
        yield
    finally:
        _Tracing.tracer = None
        provider.shutdown()


def traced_to(url: str, version: str, network: Network = DIRECT) -> AbstractContextManager[None]:
    """Send spans to the collector at `url` (OTLP over HTTP), by the way out of a network.

    Nothing is recorded where it is empty. Refuses setting-wrong where the packages for it are not
    installed.
    """
    if not url:
        return nullcontext()
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

        from bot.network.sessions import open_requests  # noqa: PLC0415 - it takes long to load
    except ModuleNotFoundError:
        why = "its packages are not installed; install them with: pip install '.[traces]'"
        raise Refusal("setting-wrong", name="GT_TRACES_URL", why=why) from None
    exporter = OTLPSpanExporter(endpoint=url, session=open_requests(network, SECONDS))
    return traced_by(BatchSpanProcessor(exporter), version)
