"""A summary: asked for in Teams, drawn by the clock, handed over once, the same at every door."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import app
from bot.console import build, run
from bot.startup import installation, open_store
from storage import tables as t
from tests.journeys.house import House
from tests.journeys.person import Person, reads

FOR_A_SCRUTINEER = "JSON, for a scrutineer"


async def asked_for(house: House, name: str = "eve") -> tuple[Person, dict[str, Any]]:
    """Somebody who has asked for the summary of the action, and the file card that came."""
    [person] = await house.people(name)
    await person.says("summary")
    await person.taps("summary")
    await person.taps("make-summary", format=FOR_A_SCRUTINEER)
    assert "Your summary is being made" in reads(person.card)
    await house.lines.until(lambda: "file.consent" in reads(person.messages()[-1]))
    return person, person.messages()[-1]["attachments"][0]


def a_place(house: House) -> dict[str, Any]:
    """Where Teams says that the file may go."""
    return {
        "uploadUrl": f"{house.lines.service_url}upload/summary.json",
        "contentUrl": "https://ashford-my.sharepoint.com/personal/eve/summary.json",
        "name": "summary.json",
        "uniqueId": "unique-1",
        "fileType": "json",
    }


async def came_by_the_web(person: Person, house: House) -> tuple[str, bytes]:
    """Follow the download button of the card that comes; returns the address and the file."""
    card = await person.gets("Your summary is ready to download")
    [button] = [action for action in card["actions"] if action["type"] == "Action.OpenUrl"]
    path = urlsplit(button["url"]).path
    assert (await house.lines.page(path))[0] == 200  # looking spends nothing
    status, content = await house.lines.page(path, {})
    assert status == 200
    return path, content


async def test_an_accepted_file_is_put_into_the_persons_place(house: House) -> None:
    eve, offer = await asked_for(house)
    await eve.consents(offer, a_place(house))
    await house.lines.until(lambda: "file.info" in reads(eve.messages()[-1]))
    [put] = house.lines.connector.seen("upload")
    assert put.method == "PUT"
    assert put.headers["Content-Range"] == f"bytes 0-{len(put.body) - 1}/{len(put.body)}"
    assert len(put.body) == offer["content"]["sizeInBytes"]
    assert eve.messages()[-1]["attachments"][0]["contentUrl"] == a_place(house)["contentUrl"]
    assert house.count(t.orders, state="done", sealed=None) == 1


async def test_a_file_is_the_same_as_the_command_line_writes(
    either_house: House, tmp_path: Path
) -> None:
    eve, offer = await asked_for(either_house)
    await eve.consents(offer, a_place(either_house))
    await either_house.lines.until(lambda: bool(either_house.lines.connector.seen("upload")))
    out = tmp_path / "by-command.json"
    command(either_house, "summary", "A1", "--format=json", f"--out={out}", "--as-at=2026-03-04")
    assert either_house.lines.connector.seen("upload")[0].body == out.read_bytes()
    assert json.loads(out.read_bytes())["outcomes"][0]["levels"]


def command(house: House, *words: str) -> None:
    """Run a command beside the running program, on its database."""
    program = replace(
        app.PROGRAM,
        open_store=lambda: open_store(house.settings, house.clock),
        installation=lambda: installation(house.settings),
    )
    with pytest.raises(SystemExit) as left:
        run(build(program), words)
    assert left.value.code == 0


async def test_a_declined_file_can_be_had_from_the_web_once(house: House) -> None:
    eve, offer = await asked_for(house)
    await eve.consents(offer, None)
    path, content = await came_by_the_web(eve, house)
    assert json.loads(content)["action"]["ref"] == "A1"
    assert (await house.lines.page(path, {}))[0] == 410


async def test_a_file_that_cannot_be_put_comes_by_the_web(house: House) -> None:
    eve, offer = await asked_for(house)
    house.lines.connector.script("forbidden-without-code", kind="upload")
    await eve.consents(offer, a_place(house))
    _, content = await came_by_the_web(eve, house)
    assert len(content) == offer["content"]["sizeInBytes"]


async def test_a_file_is_never_put_outside_the_places_of_files(house: House) -> None:
    eve, offer = await asked_for(house)
    await eve.consents(offer, a_place(house) | {"uploadUrl": "https://elsewhere.example/upload"})
    _, content = await came_by_the_web(eve, house)
    assert json.loads(content)["action"]["ref"] == "A1"


async def test_an_action_of_another_partnership_is_refused(house: House) -> None:
    eve, val = await house.people("eve", "val")
    await eve.says("summary")
    await eve.taps("summary")
    val.card = eve.card
    card = await val.taps("make-summary", format=FOR_A_SCRUTINEER)
    assert "Your summary is being made" not in reads(card)
    assert house.count(t.orders) == 0


async def test_nobody_else_can_take_the_file_of_an_evaluator(house: House) -> None:
    _, offer = await asked_for(house)
    [val] = await house.people("val")
    await val.consents(offer, None)
    assert "This download has been used or has expired." in reads(val.looks())


async def test_a_practitioner_is_not_given_a_summary(house: House) -> None:
    [sam] = await house.people("sam")
    assert "Ask for an impact summary" not in reads(await sam.says("summary"))
