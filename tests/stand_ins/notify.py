"""A stand-in for GOV.UK Notify on loopback.

It counts what is posted, checks the token as Notify does, and answers as it is told.
"""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
KEY = f"golden-thread-{SERVICE}-{SECRET}"
TEMPLATE = "33333333-3333-4333-8333-333333333333"
DROP, HANG = "drop", "hang"


@dataclass
class Notify:
    """What it answers, and what was posted to it; `let_go` ends what hangs."""

    status: int | str = 201
    body: Any = field(default_factory=lambda: {"id": "44444444-4444-4444-8444-444444444444"})
    failed: list[dict[str, str]] = field(default_factory=list[dict[str, str]])  # newest first
    posted: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    paths: list[str] = field(default_factory=list[str])
    let_go: Event = field(default_factory=Event)
    address: str = ""
    port: int = 0


def refusal(kind: str, message: str, status: int) -> dict[str, Any]:
    """What Notify says when it refuses."""
    return {"status_code": status, "errors": [{"error": kind, "message": message}]}


@contextmanager
def running_notify(
    service: Notify | None = None, over: ssl.SSLContext | None = None
) -> Iterator[Notify]:
    """Run it until the test is done, over TLS where a context is given."""
    told = service or Notify()
    with ThreadingHTTPServer(("127.0.0.1", 0), _answering(told)) as server:
        server.daemon_threads = True
        if over is not None:
            server.socket = over.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, daemon=True).start()
        told.port = server.server_port
        told.address = f"http://127.0.0.1:{told.port}"
        try:
            yield told
        finally:
            told.let_go.set()
            server.shutdown()


def _answering(told: Notify) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.paths.append(self.path)
            content = self.rfile.read(int(self.headers["Content-Length"]))
            claims = jwt.decode(
                self.headers["Authorization"].removeprefix("Bearer "), SECRET, algorithms=["HS256"]
            )
            assert claims["iss"] == SERVICE
            told.posted.append(json.loads(content))
            if told.status == HANG:
                told.let_go.wait(30)
            if isinstance(told.status, str):
                self.close_connection = True
                return
            self.send_response(told.status)
            if 300 <= told.status < 400:
                self.send_header("Location", "/v2/notifications/email")
            said = told.body if isinstance(told.body, bytes) else json.dumps(told.body).encode()
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def do_GET(self) -> None:
            told.paths.append(self.path)
            asked = {name: one[0] for name, one in parse_qs(urlsplit(self.path).query).items()}
            assert (asked["status"], asked["template_type"]) == ("failed", "email")
            ids = [one["id"] for one in told.failed]
            first = ids.index(asked["older_than"]) + 1 if "older_than" in asked else 0
            page = {"notifications": told.failed[first : first + 2], "links": {"current": ""}}
            said = json.dumps(page).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that Python gives it
            """Keep quiet."""

    return Answering
