"""Headers on every response, no cookie, nothing kept of who asked."""

import logging
import re
from pathlib import Path

import pytest

from bot.web import WebSettings, static_files
from bot.web.static_files import FILES, SCRIPT, SHEET
from surveys.problems import Refusal
from tests.bot.web.opened import opened, showing
from tests.bot.web.page import page_of

REQUESTS = [
    ("GET", "/f/abcd1234"),
    ("POST", "/f/abcd1234"),
    ("GET", "/evaluate/download/token-1"),
    ("POST", "/evaluate/download/token-1"),
    ("POST", "/concern/token-1"),
    ("GET", "/r/token.0"),
    ("HEAD", "/r/token.0"),
    ("GET", "/about"),
    ("GET", "/privacy"),
    ("GET", "/terms"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),
    ("GET", "/nothing-here"),
    ("DELETE", "/f/abcd1234"),
    *(("GET", address) for address in FILES),
]
POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
OF_STAFF = ("/evaluate/", "/concern/", "/r/", "/about", "/privacy", "/terms")
SHEETS = sorted((Path(static_files.__file__).parent / "static").glob("*.css"))


@pytest.mark.parametrize(("method", "path"), REQUESTS)
async def test_every_response_protects_its_reader(method: str, path: str) -> None:
    async with opened(settings=WebSettings(production=True)) as client:
        headers = (await client.request(method, path, allow_redirects=False)).headers
    reads_aloud = "" if path.startswith(OF_STAFF) else "; script-src 'self'"
    assert headers["Content-Security-Policy"] == POLICY + reads_aloud
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers["Cache-Control"] == (
        "public, max-age=31536000, immutable" if "static" in path else "no-store"
    )
    assert "Server" not in headers
    assert "Set-Cookie" not in headers


async def test_https_is_not_demanded_on_a_local_machine() -> None:
    async with opened() as client:
        assert "Strict-Transport-Security" not in (await client.get("/healthz")).headers


async def test_a_page_names_its_style_sheet_and_its_script_and_nothing_else_to_fetch() -> None:
    async with opened() as client:
        page = await page_of(await client.get("/f/abcd1234"))
        assert [link["href"] for link in page.all("link")] == [SHEET.address]
        assert [script["src"] for script in page.all("script")] == [SCRIPT.address]
        for file in (SHEET, SCRIPT):
            answer = await client.get(file.address)
            assert (answer.status, answer.content_type) == (200, file.media_type)
            assert await answer.read() == file.body
    assert page.texts("script") == [""]
    assert not page.tags & {
        "img",
        "iframe",
        "object",
        "embed",
        "svg",
        "style",
        "video",
        "audio",
    }
    assert not any("style" in attributes for attributes in page.all())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_fetches_nothing_and_leaves_the_crown_alone(sheet: Path) -> None:
    assert not re.search(
        r"url\(|@import|@font-face|GDS Transport|crest", sheet.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_of_ours_knows_where_a_line_starts_and_no_left(sheet: Path) -> None:
    if not sheet.name.startswith("govuk-frontend"):
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert re.findall(r"\b(?:left|right)\b", rules) == []


async def test_neither_address_nor_link_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="golden_thread")
    async with opened(showing(RuntimeError("boom"))) as client:
        await client.get("/f/abcd1234")
    ours = [
        record.getMessage() for record in caplog.records if record.name.startswith("golden_thread")
    ]
    assert ours == ["request failed code=not-working kind=RuntimeError"]


def test_the_way_out_must_be_a_safe_address() -> None:
    with pytest.raises(ValueError, match="https"):
        WebSettings(exit_url="javascript:alert(1)")


async def test_a_refusal_keeps_its_status() -> None:
    async with opened(showing(Refusal("wave-closed"))) as client:
        assert (await client.get("/f/abcd1234")).status == 409
