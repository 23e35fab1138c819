"""Whatever is typed is heard before anything refuses it: every field of every command, every door.

The Teams door takes the taps here, because what a refusal undoes is heard in a unit after it.
"""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
from sqlalchemy import delete, func, select, update

from bot.teams.door import TeamsDoor
from bot.teams.inbound import Inbound
from dialogs.asking.answer_by_email import SubmitEmailPage
from dialogs.asking.answer_form import SubmitForm
from dialogs.asking.step_by_email import StepEmailPage
from dialogs.asking.step_form import StepForm
from dialogs.asking.type_code import TypeCode
from dialogs.ports import Address, Sender
from dialogs.replies import Help, Reply
from dialogs.table import DIALOGS, PAGES, take_typed
from dialogs.trust.hear import strings_in, written_in
from dialogs.turn import Command
from storage import tables as t
from storage.store import Store
from storage.trust.concerns import ConcernText
from storage.trust.encryption import new_keyring
from storage.unit import Unit
from tests.builders.asking import a_survey
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, TENANT, Town, a_town
from tests.databases import copy_sqlite
from tests.dialogs.test_table import FACTS

HARM = "He hits me every night and I am scared to go home"
FIELDS = [(verb, name) for verb, row in DIALOGS.items() for name in row.command.model_fields]
# of a page or from the browser: nobody types them
ADDRESSES = {"link", "token", "page", "place", "kind", "view", "language", "accepts", "speak"}
HEARING = {
    SubmitForm: {"fields"},
    SubmitEmailPage: {"fields"},
    StepForm: {"fields", "code"},
    StepEmailPage: {"fields"},
}
# No partnership is known there whose leads could read it, and the page says that no one does.
UNHEARD = {TypeCode: {"code"}}
OF_CONCERNS = (
    t.letters,
    t.deliveries,
    t.lanes,
    t.alert_steps,
    t.alert_tests,
    t.dispatches,
    t.passed_over,
    t.concern_steps,
    t.concerns,
)
# What a page sends of itself.
SWITCHES = {"out", "counted", "again", "once", "unread", "at_once", "by_browser", "go", "held"}


class Said:
    """A sender that keeps what the bot says."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def send(self, _to: Address, body: bytes) -> None:
        self.bodies.append(body)


def tap(name: str, verb: str, data: dict[str, Any], **facts: Any) -> Inbound:
    known = Inbound(
        kind="invoke",
        tenant_id=TENANT,
        aad_object_id=f"aad-{name}",
        teams_user_id=f"29:{name}",
        conversation_id=f"chat-{name}",
        service_url="https://smba.example/teams",
        activity_id=uuid4().hex,
        reply_to_id="",
        data={"verb": verb, **data} if verb else {},
        verb=verb,
    )
    return replace(known, **facts)


def send(town: Town, inbound: Inbound, sender: Said | None = None) -> dict[str, Any] | None:
    async def nobody(*_: str) -> list[str]:
        return []

    door = TeamsDoor(town.store, INSTALLATION, cast("Sender", sender or Said()), nobody)
    card = asyncio.run(door(inbound))
    return None if card is None else json.loads(card)


def concerns(town: Town) -> list[ConcernText]:
    def look(unit: Unit) -> list[ConcernText]:
        return [unit.concerns.text(one.id) for one in unit.concerns.still_open()]

    return town.store.look(look)


def alerts(town: Town) -> int:
    query = select(func.count()).select_from(t.dispatches).where(t.dispatches.c.kind == "alert")
    return town.store.look(lambda unit: unit.connection.scalars(query).one())


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Town:
    url = copy_sqlite(sqlite_template, tmp_path_factory.mktemp("heard"))
    return a_town(Store(url, new_keyring(), SettableClock()))


@pytest.fixture
def quiet(walked: Town) -> Iterator[Town]:
    """A town in which no concern is open."""
    yield walked

    def forget(unit: Unit) -> None:
        for table in OF_CONCERNS:
            unit.connection.execute(delete(table))

    walked.store.act_now(forget)


@pytest.mark.parametrize("length", [1, 400], ids=["short", "over-long"])
@pytest.mark.parametrize(("verb", "field"), FIELDS)
def test_words_in_any_field_of_any_card_are_heard(
    quiet: Town, verb: str, field: str, length: int
) -> None:
    words = "x " * 1_000 * (length > 1) + HARM
    required = {
        name: FACTS[name]
        for name, one in DIALOGS[verb].command.model_fields.items()
        if one.is_required()
    }
    for _ in range(2):
        send(quiet, tap("lea", verb, {**required, field: words}))
    [text] = concerns(quiet)
    assert any(HARM in said for _, said in text.words)
    assert alerts(quiet) == 1


@pytest.mark.parametrize("command", PAGES)
def test_every_field_of_every_page_that_people_write_in_is_heard(command: type[Command]) -> None:
    written = command.model_fields.keys() - ADDRESSES - SWITCHES
    assert written == HEARING.get(command, set()) | UNHEARD.get(command, set())


def test_a_survey_that_has_closed_hears_words_and_the_tap_that_someone_needs_to_know(
    town: Town,
) -> None:
    wave = a_survey(town)
    town.store.act_now(lambda unit: unit.connection.execute(update(t.waves).values(state="closed")))
    of_wave = {"wave": wave, "question": "intention"}
    card = send(town, tap("ann", "answer", {**of_wave, "value": HARM}))
    [text] = concerns(town)
    assert (text.person_id, text.about) == (town.ids["ann"], "This survey has closed.")
    drawn = json.dumps(card)
    assert "This survey has closed" in drawn
    assert "What you wrote was not saved" in drawn
    assert HARM in drawn
    assert "call 999" in drawn


def test_a_survey_that_is_open_gives_back_words_that_are_too_long(town: Town) -> None:
    wave = a_survey(town)
    town.say("ann", "answer", wave=wave, question="will-act", value="yes")
    words = "The training room was warm. " * 160
    sent = {"wave": wave, "question": "intention", "value": words}
    drawn = json.dumps(send(town, tap("ann", "answer", sent)))
    assert "That is longer than" in drawn
    assert "It is not saved yet" in drawn
    assert words.strip() in drawn
    assert concerns(town) == []


def test_words_of_an_answer_without_a_name_are_heard_without_one(town: Town) -> None:
    first = town.asked("ann", "give-feedback", action=town.ashford.action)
    town.store.act_now(lambda unit: unit.connection.execute(update(t.waves).values(state="closed")))
    of_wave = {"wave": first.wave, "ticket": first.ticket, "question": "say"}
    send(town, tap("ann", "answer", {**of_wave, "value": HARM}))
    [text] = concerns(town)
    assert text.person_id is None
    assert str(first.ticket) not in json.dumps(text.words)


def test_a_tap_of_a_survey_of_another_partnership_goes_to_ones_own_leads(town: Town) -> None:
    wave = a_survey(town)
    send(town, tap("ben", "answer", {"wave": wave, "question": "intention", "value": HARM}))
    [concern] = town.store.look(lambda unit: unit.concerns.still_open())
    assert concern.partnership_id == town.bexfield.partnership


def test_what_is_typed_to_the_bot_is_heard_and_answered_by_whom_to_call(town: Town) -> None:
    sender = Said()
    for at in range(2):
        typed = {"kind": "message", "text": HARM, "activity_id": f"typed-{at}"}
        send(town, tap("ann", "", {}, **typed), sender)
    said = sender.bodies[0].decode()
    assert ("999" in said, "0808 800 5000" in said, "not a referral" in said) == (True, True, True)
    assert "safeguarding leads can now read it" in said
    assert "not kept" not in said
    [text] = concerns(town)
    assert (text.words[0][1], text.person_id) == (HARM, town.ids["ann"])


def typed(town: Town, words: str) -> Reply:
    return town.store.act_now(lambda unit: take_typed(town.speaking(unit, "ann"), words))


@pytest.mark.parametrize("words", ["hello there", "can you call me", "stop it", "?"])
def test_what_is_typed_and_calls_for_no_one_is_said_to_be_not_kept(
    quick_town: Town, words: str
) -> None:
    reply = quick_town.store.act_now(
        lambda unit: take_typed(quick_town.speaking(unit, "ann"), words)
    )
    assert isinstance(reply, Help)
    assert "was not kept" in reply.before[0]
    assert reply.words
    assert concerns(quick_town) == []


@pytest.mark.parametrize("words", ["help", "/Help", " HELP ", "", "/"])
def test_help_is_help_and_says_nothing_else(quick_town: Town, words: str) -> None:
    reply = quick_town.store.act_now(
        lambda unit: take_typed(quick_town.speaking(unit, "ann"), words)
    )
    assert isinstance(reply, Help)
    assert reply.before == ()


def test_a_stranger_is_told_whom_to_call(quick_town: Town) -> None:
    sender = Said()
    inbound = tap("stranger", "", {}, kind="message", text=HARM)
    send(quick_town, inbound, sender)
    assert "call 999" in sender.bodies[0].decode()


def test_a_fault_of_ours_loses_no_call_for_help(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(TeamsDoor, "_dialog", fails)
    with pytest.raises(RuntimeError):
        send(town, tap("ann", "answer", {"value": HARM}))
    assert len(concerns(town)) == 1


def test_codes_ids_and_marks_are_not_given_back_as_words() -> None:
    data = {"wave": 7, "ticket": "a1" * 32, "value": ["no_case", "used"], "why": "It was cold."}
    assert written_in(data) == ("It was cold.",)
    assert list(strings_in(data)) == ["a1" * 32, "no_case", "used", "It was cold."]


def test_words_in_teams_are_answered_at_a_tick(
    quick_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def wait(began: float, _tick: float) -> None:
        waited.append(began)

    monkeypatch.setattr("bot.teams.door.leave_at_tick", wait)
    wave = a_survey(quick_town)
    for value in ("I will see each child alone", HARM):
        send(
            quick_town,
            tap("ann", "answer", {"wave": wave, "question": "intention", "value": value}),
        )
    send(quick_town, tap("ann", "", {}, kind="message", text=HARM))
    assert len(waited) == 3
    send(quick_town, tap("ann", "answer", {"wave": wave, "question": "relevant", "value": "agree"}))
    assert len(waited) == 3  # what was chosen says nothing, and need not wait
