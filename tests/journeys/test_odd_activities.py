"""Activities from an attacker, an odd client or a bad network, over HTTP to the program."""

import json
from collections.abc import Iterator
from secrets import token_hex
from typing import Any

import pytest
from structlog.testing import capture_logs

from storage import tables as t
from tests.journeys.house import House
from tests.journeys.person import Person, reads

ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**70,
    1e300,
    "",
    "x" * 5000,
    "\u0000\ud800é\U0001f600",
    "../../%2e",
    [],
    [[1]],
    {},
    {"id": {"id": 1}},
)


def _odd(whole: Any, value: Any) -> Iterator[Any]:
    """Every activity that comes of putting one odd value in the place of one part."""
    if isinstance(whole, dict):
        for name, part in whole.items():
            yield whole | {name: value}
            for inner in _odd(part, value):
                yield whole | {name: inner}


def _bases(person: Person) -> tuple[dict[str, Any], ...]:
    def tap(verb: str, **data: Any) -> dict[str, Any]:
        action = {"type": "Action.Execute", "verb": verb, "data": {"verb": verb, **data}}
        return person.activity(
            "invoke", name="adaptiveCard/action", value={"action": action}, replyToId="1:7"
        )

    consent = {
        "type": "fileUpload",
        "action": "accept",
        "context": {"export": "1"},
        "uploadInfo": {"uploadUrl": "x"},
    }
    return (
        tap("answer", wave=1, question="useful", value="agree", before=1, now=2, ticket="t"),
        tap("confirm-briefing", briefing=1, audience="everyone", count=1, once="1", typed="1"),
        tap(
            "confirm-follow-up",
            subject="event:1",
            instrument="supervisor",
            audience="",
            count=1,
            once="1",
            typed="1",
        ),
        person.activity("invoke", name="fileConsent/invoke", value=consent),
        person.activity("message", value={"verb": "progress", "dispatch": 1}, replyToId="1:7"),
        person.activity("installationUpdate", action="add"),
        person.activity(
            "conversationUpdate",
            membersAdded=[{"id": "29:other"}],
            membersRemoved=[{"id": "29:other"}],
        ),
        *(
            person.activity(kind)
            for kind in ("typing", "messageReaction", "messageUpdate", "messageDelete", "event")
        ),
    )


async def _statuses(house: House, bodies: Iterator[bytes]) -> set[int]:
    token = house.lines.provider.token(serviceurl=house.lines.service_url)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    found: set[int] = set()
    for body in bodies:
        async with house.lines.session.post(
            f"{house.lines.address}/api/messages", data=body, headers=headers
        ) as answer:
            found.add(answer.status)
            await answer.read()
    return found


async def test_an_odd_value_anywhere_is_neither_a_server_error_nor_a_crash(house: House) -> None:
    [lee] = await house.people("lee")
    odd = (one for base in _bases(lee) for value in ODD for one in _odd(base, value))
    with capture_logs() as logs:
        statuses = await _statuses(house, (json.dumps(one).encode() for one in odd))

    assert statuses <= {200, 400, 401, 403}
    assert [line for line in logs if line["event"] == "turn-failed"] == []


@pytest.mark.parametrize("encoding", ["surrogates", "utf-16"])
async def test_a_body_that_is_not_utf_8_is_refused_and_nothing_is_kept(
    house: House, encoding: str
) -> None:
    [sam] = await house.people("sam")
    said = json.dumps(sam.activity("message", text="canary\\u0000"), ensure_ascii=False)
    raw = (
        said.encode().replace(b"canary", b"\xed\xa0\x80")
        if encoding == "surrogates"
        else said.encode(encoding)
    )

    assert await _statuses(house, iter([raw])) == {400}
    assert house.count(t.activities) == 1  # the installation


async def test_an_activity_with_an_id_longer_than_an_index_takes_is_taken_once(
    either_house: House,
) -> None:
    [sam] = await either_house.people("sam")
    said = sam.activity("message", text="help", id=token_hex(20_000))
    await either_house.lines.post(said)
    await either_house.lines.post(said)

    assert len(sam.messages()) == 2  # the greeting, and one answer
    assert "not saved" not in reads(sam.looks())


async def test_a_removal_that_is_repeated_after_the_app_came_back_takes_nothing_away(
    either_house: House,
) -> None:
    [sam] = await either_house.people("sam")
    removal = sam.activity("installationUpdate", action="remove")
    await either_house.lines.post(removal)
    assert either_house.count(t.chats, state="removed") == 1
    await sam.installs()
    await either_house.lines.post(removal)

    assert either_house.count(t.chats, state="installed") == 1


async def test_somebody_on_no_roster_leaves_nothing_by_coming_or_going(house: House) -> None:
    stranger = Person(house.lines, "nobody", "99999999-0000-4000-8000-000000000000")
    await stranger.removes()

    assert house.count(t.activities) == house.count(t.chats) == 0


async def test_a_turn_that_crashes_is_said_to_be_unsaved_to_an_older_client_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    [sam] = await house.people("sam")

    def crash(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.teams.door.take_typed", crash)
    assert "not saved" in reads(await sam.says("my surveys"))
