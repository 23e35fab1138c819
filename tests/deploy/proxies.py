"""Caddy and nginx, started with the very files in `deploy/`, on free ports of this machine."""

import os
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from tests.deploy.certificates import Authority
from tests.ports import free_ports
from tests.tools import need

DEPLOY = Path(__file__).parents[2] / "deploy"
NAME = "golden-thread.example.org"
STARTS_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running proxy: its address, and the certificate authority that vouches for it."""

    address: str
    trust: ssl.SSLContext | None

    @asynccontextmanager
    async def family(self, address: str) -> AsyncGenerator[aiohttp.ClientSession]:
        """Give a session of a family that has `address`, one of this machine's many."""
        connector = aiohttp.TCPConnector(local_addr=(address, 0), ssl=self.trust or True)
        async with aiohttp.ClientSession(self.address, connector=connector) as session:
            yield session


@contextmanager
def caddy(upstream: int) -> Generator[Proxy]:
    """Run Caddy before the port; without TLS, and without touching the trust of this machine."""
    port, admin = free_ports(2)
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "GT_SITE": f"http://127.0.0.1:{port}",
            "GT_UPSTREAM": f"127.0.0.1:{upstream}",
            "HOME": home,
            "XDG_DATA_HOME": home,
            "XDG_CONFIG_HOME": home,
        }
        file = _caddyfile(Path(home), admin)
        command = (need("caddy"), "run", "--config", str(file), "--adapter", "caddyfile")
        with _running(command, environment, port):
            yield Proxy(f"http://127.0.0.1:{port}", None)


def _caddyfile(home: Path, admin: int) -> Path:
    """Write the file in `deploy/` with a port of our own for Caddy's own orders."""
    given = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    file = home / "Caddyfile"
    file.write_text(given.replace("{\n", f"{{\n\tadmin 127.0.0.1:{admin}\n", 1), encoding="utf-8")
    return file


@contextmanager
def nginx(upstream: int) -> Generator[Proxy]:
    """Run nginx before the port, with a certificate of an authority of our own."""
    plain, secure = free_ports(2)
    with tempfile.TemporaryDirectory() as directory:
        home, authority = Path(directory), Authority()
        authority.write(home, "golden-thread", NAME, "127.0.0.1")
        file = nginx_file(home, plain, secure, upstream)
        command = (need("nginx"), "-p", str(home), "-c", str(file))
        foreground = ("-g", f"daemon off; pid {home}/pid; error_log {home}/errors;")
        with _running((*command, *foreground), {}, secure):
            yield Proxy(f"https://127.0.0.1:{secure}", authority.trust())


def nginx_file(home: Path, plain: int, secure: int, upstream: int) -> Path:
    """Write a whole configuration around the file in `deploy/`, with ports of our own."""
    given = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for before, after in {
        "80;": f"{plain};",
        "443 ssl": f"{secure} ssl",
        "127.0.0.1:3978": f"127.0.0.1:{upstream}",
        "/etc/nginx/": f"{home}/",
    }.items():
        given = given.replace(before, after)
    file = home / "nginx.conf"
    paths = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{name}_temp_path {home}/{name};\n" for name in paths)
    file.write_text(f"user root;\nevents {{}}\nhttp {{\n{folders}{given}}}\n", encoding="utf-8")
    return file


@contextmanager
def _running(
    command: tuple[str, ...], environment: Mapping[str, str], port: int
) -> Generator[None]:
    """Run a proxy until the block ends; it is ended by its own process id."""
    surroundings = {**os.environ, **environment}
    with subprocess.Popen(
        command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _until_it_listens(process, port)
            yield
        finally:
            process.terminate()


def _until_it_listens(process: "subprocess.Popen[bytes]", port: int) -> None:
    give_up = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            assert process.poll() is None, f"{process.args} ended by itself"
            assert time.monotonic() < give_up, f"no one listens on {port}"
            time.sleep(0.05)
        else:
            return


PROXIES: Mapping[str, Callable[[int], AbstractContextManager[Proxy]]] = {
    "caddy": caddy,
    "nginx": nginx,
}
