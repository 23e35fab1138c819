"""The style sheet and the script: small over the wire, kept for ever, told apart by their tags."""

import gzip
import re

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.web.static_files import FILES, SCRIPT, SHEET, StaticFile
from tests.bot.web.opened import House, application, opened

EACH = pytest.mark.parametrize("file", FILES.values(), ids=lambda file: file.name)
PLAIN, SMALLER = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip, br"}
MOST = {SHEET.name: 20_000, SCRIPT.name: 3_000}  # bytes over the wire


@EACH
async def test_a_browser_that_can_take_it_gets_it_compressed(file: StaticFile) -> None:
    server = TestServer(application(House()))
    async with TestClient(server, auto_decompress=False) as client:
        small = await client.get(file.address, headers=SMALLER)
        whole = await client.get(file.address, headers=PLAIN)
        assert gzip.decompress(await small.read()) == await whole.read() == file.body
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in whole.headers
    assert small.headers["Vary"] == whole.headers["Vary"] == "Accept-Encoding"
    assert small.headers["ETag"] != whole.headers["ETag"]


@EACH
def test_it_is_small_over_the_wire(file: StaticFile) -> None:
    assert len(file.compressed) <= MOST[file.name]


@EACH
async def test_what_a_browser_has_is_not_sent_again(file: StaticFile) -> None:
    async with opened() as client:
        first = await client.get(file.address, headers=SMALLER)
        tag = first.headers["ETag"]
        again = await client.get(file.address, headers=SMALLER | {"If-None-Match": tag})
        other = await client.get(file.address, headers=PLAIN | {"If-None-Match": tag})
        assert (again.status, await again.read()) == (304, b"")
        assert again.headers["ETag"] == tag
        assert other.status == 200


async def test_another_address_is_no_file() -> None:
    async with opened() as client:
        assert (await client.get("/static/0123456789abcdef/golden-thread.css")).status == 404


def test_the_script_keeps_nothing_and_asks_no_one() -> None:
    script = SCRIPT.body.decode()
    assert not re.search(r"fetch|XMLHttp|sendBeacon|WebSocket|Storage|cookie|indexedDB", script)
    assert not re.search(
        r"innerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script
    )
