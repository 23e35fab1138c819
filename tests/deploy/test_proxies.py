"""What stands before the program: the two examples, run by the real Caddy and the real nginx."""

import asyncio
import re
import subprocess
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.proxies import parse_proxies
from bot.web import ThrottleRate, WebSettings
from tests.bot.web.opened import House, all_well, application
from tests.deploy.certificates import Authority
from tests.deploy.proxies import DEPLOY, NAME, PROXIES, Proxy, nginx_file
from tests.tools import need

OURS = parse_proxies("127.0.0.1,::1")
ONE_EACH = ThrottleRate(burst=1, per_second=0.001, longest=3600)
FAST = ThrottleRate(burst=1000, per_second=1000)
FAMILIES = ("127.0.0.2", "127.0.0.3")


@pytest.fixture(params=PROXIES)
def before(request: pytest.FixtureRequest) -> str:
    """The proxy that is tried."""
    return request.param


@asynccontextmanager
async def served(before: str, app: web.Application) -> AsyncGenerator[Proxy]:
    """The application behind a proxy; Caddy and nginx are waited for beside the loop."""
    async with TestServer(app) as server:
        assert server.port is not None
        opening = PROXIES[before](server.port)
        proxy = await asyncio.to_thread(opening.__enter__)
        try:
            yield proxy
        finally:
            await asyncio.to_thread(opening.__exit__, None, None, None)


def test_caddy_accepts_its_file_which_is_laid_out_as_caddy_lays_it_out() -> None:
    file = DEPLOY / "Caddyfile"
    run = partial(subprocess.run, capture_output=True, text=True, check=False)
    valid = run((need("caddy"), "validate", "--config", file, "--adapter", "caddyfile"))
    laid_out = run((need("caddy"), "fmt", file))
    assert valid.returncode == 0, valid.stderr
    assert laid_out.stdout == file.read_text(encoding="utf-8")


def test_nginx_accepts_its_file(tmp_path: Path) -> None:
    Authority().write(tmp_path, "golden-thread", NAME)
    file = nginx_file(tmp_path, 8080, 8443, 3978)
    pid = f"pid {tmp_path}/pid; error_log {tmp_path}/errors;"
    done = subprocess.run(
        (need("nginx"), "-t", "-p", tmp_path, "-c", file, "-g", pid),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("file", ["Caddyfile", "nginx.conf"])
def test_no_proxy_keeps_addresses_which_let_people_in(file: str) -> None:
    lines = (DEPLOY / file).read_text(encoding="utf-8").splitlines()
    said = [line.strip() for line in lines if not line.strip().startswith("#")]
    kept = [line for line in said if line.startswith(("log", "access_log"))]
    assert set(kept) <= {"access_log off;"}


async def test_two_families_behind_it_have_an_allowance_each(before: str) -> None:
    settings = WebSettings(per_link=FAST, per_address=ONE_EACH, proxies=OURS)
    async with served(before, application(House(), settings)) as proxy:
        one, other = (proxy.family(address) for address in FAMILIES)
        async with one as noisy, other as quiet:
            assert (await noisy.get("/f/abcd1234")).status == 200
            slowed = asyncio.create_task(noisy.get("/f/abcd1234"))
            assert (await quiet.get("/f/abcd1234")).status == 200
            assert not slowed.done()
            slowed.cancel()


async def test_the_program_is_told_the_familys_address_and_not_what_it_says_of_itself(
    before: str,
) -> None:
    async def tell(request: web.Request) -> web.Response:
        return web.json_response(request.headers.getall("X-Forwarded-For"))

    app = web.Application()
    app.router.add_get("/", tell)
    async with served(before, app) as proxy, proxy.family(FAMILIES[0]) as family:
        answer = await family.get("/", headers={"X-Forwarded-For": "203.0.113.9"})
        assert await answer.json() == [FAMILIES[0]]


async def test_figures_and_readiness_are_for_the_operator_and_all_else_for_the_program(
    before: str,
) -> None:
    app = application(House(), WebSettings(proxies=OURS), all_well)
    hidden = {"/metrics", "/readyz"}
    paths = {str(one.resource.canonical) for one in app.router.routes() if one.resource}
    assert hidden < paths
    async with served(before, app) as proxy, proxy.family(FAMILIES[0]) as family:
        for path in sorted(paths):
            asked = re.sub(r"[{}]", "", path)
            async with family.get(asked, allow_redirects=False) as answer:
                by_us = "X-Robots-Tag" in answer.headers
                assert by_us is (path not in hidden), path
        assert (await family.get("/healthz")).status == 200


async def test_what_is_larger_than_anyone_sends_goes_no_further(before: str) -> None:
    app, whole = application(House(), WebSettings(proxies=OURS)), list[int]()

    async def take(request: web.Request) -> web.Response:
        body = await request.read()
        whole.append(len(body))
        return web.json_response(len(body))

    app.router.add_post("/api/messages", take)
    async with served(before, app) as proxy, proxy.family(FAMILIES[0]) as family:
        teams = await family.post("/api/messages", data=b"x" * 256 * 1024)
        assert await teams.json() == 256 * 1024
        refused = await family.post("/api/messages", data=b"x" * 600 * 1024)
        assert refused.status in {413, 502}  # Debian's Caddy says the latter
        assert whole == [256 * 1024]
