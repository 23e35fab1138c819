"""The network of a council on loopback: a real proxy, and a certificate authority of its own.

A name is known to the proxy alone, so a call that arrives has certainly come through it.
"""

import json
import os
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.architecture.modules import ROOT
from tests.stand_ins.proxy_routes import ASKED, ROUTES

USER, PASSWORD = "golden-thread", "hush:hush/@ü"
QUOTED = "hush%3Ahush%2F%40%C3%BC"


@dataclass(frozen=True)
class CouncilNetwork:
    """A running proxy: `address` with its sign-in, `ca_file` of the authority it vouches by."""

    folder: Path
    port: int
    authority: trustme.CA

    @property
    def address(self) -> str:
        return f"http://{USER}:{QUOTED}@127.0.0.1:{self.port}"

    @property
    def without_sign_in(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def ca_file(self) -> str:
        return str(self.folder / "authority.pem")

    def leads(self, name: str, port: int) -> None:
        """Lead a name (host:port) to a port of this machine, from now on."""
        routes = self.folder / "routes.json"
        known = json.loads(routes.read_text(encoding="utf-8"))
        routes.write_text(json.dumps(known | {name: port}), encoding="utf-8")

    def tls(self, *hosts: str) -> ssl.SSLContext:
        """Return what a server of these hosts needs to speak TLS, vouched for by the authority."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(*hosts).configure_cert(context)
        return context

    @property
    def asked(self) -> list[str]:
        """Every request the proxy has taken: its method, host and port."""
        return (self.folder / "asked").read_text(encoding="utf-8").splitlines()


@contextmanager
def running_council(folder: Path) -> Iterator[CouncilNetwork]:
    """Run the proxy until the test ends."""
    (folder / "routes.json").write_text("{}", encoding="utf-8")
    (folder / "asked").touch()
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    command = [sys.executable, "-m", "proxy", "--hostname", "127.0.0.1", "--port", "0"]
    command += ["--port-file", str(folder / "port"), "--num-acceptors", "1", "--num-workers", "1"]
    command += ["--basic-auth", f"{USER}:{PASSWORD}", "--data-dir", str(folder / "data")]
    command += ["--plugins", "tests.stand_ins.proxy_routes.Routes", "--log-level", "w"]
    told = {ROUTES: str(folder / "routes.json"), ASKED: str(folder / "asked")}
    running = subprocess.Popen(command, cwd=ROOT, env=os.environ | told)
    try:
        yield CouncilNetwork(folder, _port(folder / "port", running), authority)
    finally:
        running.terminate()
        running.wait(20)


def _port(file: Path, running: "subprocess.Popen[bytes]") -> int:
    """Wait until the proxy has said where it listens."""
    while not (file.exists() and file.read_text().strip()):
        assert running.poll() is None, "the proxy has ended"
        time.sleep(0.05)
    return int(file.read_text().split()[0])
