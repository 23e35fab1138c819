import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bot import documents
from bot.teams.app_package import write_package
from tests.bot.console.conftest import Console

BOT, OTHER = "8f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9", "9a1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9"
COUNCIL, POLICE = "72f988bf-86f1-41af-91ab-2d7cd011db47", "82f988bf-86f1-41af-91ab-2d7cd011db47"
URL = "https://threads.northmoor.gov.uk"


def installed(console: Console, url: str = URL, bot: str = BOT) -> Console:
    """Return the console of an installation with an address and a registration."""
    settings = console.program.settings().model_copy(update={"public_url": url, "client_id": bot})
    return console.with_(
        settings=lambda: settings,
        write_package=lambda package: write_package(package, url, documents.app_icons()),
    )


@pytest.fixture
def north(console: Console) -> Console:
    return installed(console)


def manifest_of(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as packed:
        return json.loads(packed.read("manifest.json"))


def test_a_package_is_made_and_found_good(north: Console) -> None:
    file = north.folder / "app.zip"
    said = north("package", "--out", file)
    assert said.code == 0, said.err
    made = manifest_of(file)
    assert said.out == f"Version 1.0.0 of the app {made['id']}, with the bot {BOT}.\n"
    assert said.err == f"{file} is written.\n"
    assert made["bots"][0]["botId"] == BOT
    assert north("package", "--check", file).out == f"ok     {file}: Teams can take it.\n"


def test_the_last_package_is_shown(north: Console) -> None:
    assert north("package").out == (
        "No package has been made yet. Make one with: package --out FILE.zip\n"
    )
    assert json.loads(north("package", "--json").out) is None
    north("package", "--out", north.folder / "app.zip")
    assert json.loads(north("package", "--json").out)["version"] == "1.0.0"


def test_the_same_package_keeps_its_version_and_a_changed_one_gets_the_next(north: Console) -> None:
    first, again, moved = (north.folder / name for name in ("1.zip", "2.zip", "3.zip"))
    north("package", "--out", first)
    north("package", "--out", again)
    assert again.read_bytes() == first.read_bytes()
    elsewhere = installed(north, "https://learning.northmoor.gov.uk")
    assert elsewhere("package", "--out", moved).code == 0
    before, after = manifest_of(first), manifest_of(moved)
    assert (before["version"], after["version"]) == ("1.0.0", "1.0.1")
    assert before["id"] == after["id"]
    assert elsewhere("package", "--check", first).code == 1


def test_another_bot_is_refused_until_it_is_meant(north: Console) -> None:
    file = north.folder / "app.zip"
    north("package", "--out", file)
    other = installed(north, bot=OTHER)
    said = other("package", "--out", file)
    assert said.is_one_sentence
    assert f"The last package had the bot {BOT}; CLIENT_ID is {OTHER} now." in said.err
    assert manifest_of(file)["bots"][0]["botId"] == BOT
    assert other("package", "--out", file, "--new-bot").code == 0
    assert manifest_of(file)["version"] == "1.0.1"
    assert manifest_of(file)["bots"][0]["botId"] == OTHER


def test_everything_that_is_wrong_is_said_and_nothing_is_written(console: Console) -> None:
    file = console.folder / "app.zip"
    said = console("package", "--out", file)
    assert said.is_one_sentence
    assert "CLIENT_ID is not set" in said.err
    assert "developer.websiteUrl must begin with https://" in said.err
    assert "validDomains has localhost" in said.err
    assert not file.exists()
    assert console("package").out.startswith("No package has been made yet.")


def test_a_version_can_be_asked_for_and_must_be_higher(north: Console) -> None:
    file = north.folder / "app.zip"
    assert north("package", "--out", file, "--version", "2.0.0").code == 0
    said = north("package", "--out", file, "--version", "1.9.9")
    assert said.is_one_sentence
    assert "higher than 2.0.0" in said.err


def test_a_bad_package_is_told_everything_that_is_wrong(north: Console) -> None:
    bad = north.folder / "bad.zip"
    with zipfile.ZipFile(bad, "w") as packed:
        packed.writestr("manifest.json", json.dumps({"manifestVersion": "1.25"}))
    said = north("package", "--check", bad)
    assert said.code == 1
    assert all(line.startswith("WRONG  ") for line in said.out.splitlines())
    assert len(said.out.splitlines()) >= 3
    facts = json.loads(north("package", "--check", bad, "--json").out)
    assert facts["ok"] is False
    assert len(facts["faults"]) == len(said.out.splitlines())


def test_a_file_that_is_not_there_is_named(north: Console) -> None:
    said = north("package", "--check", north.folder / "no.zip")
    assert said.is_one_sentence
    assert "there is no such file" in said.err
    assert north("package", "--check", "a.zip", "--out", "b.zip").code == 2


def letters_of(file: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(file).pages]


def test_a_letter_goes_with_the_package_a_page_for_each_tenant(north: Console) -> None:
    of = north.program.settings().model_copy(update={"allowed_tenants": f"{COUNCIL}, {POLICE}"})
    both = north.with_(settings=lambda: of)
    head = "partnership,agency,name,email,roles,tenant"
    people = f"{head}\nMoor,Moor Police,Pat,pat@moor.example,practitioner,{POLICE}\n"
    assert both.import_text("people", people).code == 0
    file = both.folder / "letters.pdf"
    said = both("package", "--out", both.folder / "app.zip", "--letter", file, "--contact", "Sam")
    assert said.code == 0, said.err
    assert said.err.endswith(f"{file} is written: 2 letters, a page for each tenant.\n")
    council, police = letters_of(file)
    assert f"desk of {COUNCIL}" in council
    assert "desk of Moor Police" in police
    assert "Moor uses Golden Thread" in council
    assert "Questions: Sam." in police


def test_there_is_no_letter_before_there_is_a_package(north: Console) -> None:
    file = north.folder / "letters.pdf"
    said = north("package", "--letter", file)
    assert said.is_one_sentence
    assert said.err.startswith("No package has been made yet")
    assert not file.exists()
