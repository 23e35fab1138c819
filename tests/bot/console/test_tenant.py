"""Tenants on the command line: added, paused, probed, and each step with what to ask for."""

import json

import pytest

from dialogs.people.probe_tenant import probe_in_words
from dialogs.ports import Delivered, Outcome, Refused, RetryLater, Unknown
from surveys.people import ChatState
from surveys.sending.tenants import REFUSES, SetUpStep
from tests.bot.console.conftest import Console

COUNCIL = "33333333-AAAA-4bbb-8ccc-444444444444"
POLICE = "77777777-aaaa-4bbb-8ccc-888888888888"
PEOPLE = """\
partnership,agency,name,email,roles,tenant,aad_object_id
North,North Police,Pia Lead,pia@police.example,lead,{tenant},55555555-aaaa-4bbb-8ccc-666666666666
North,North Police,Pol Worker,pol@police.example,practitioner,{tenant},
"""


@pytest.fixture
def police(filled: Console) -> Console:
    """A console with a second tenant, of which one of two people is found."""
    assert filled("tenant", "add", POLICE, "North Police").code == 0
    assert filled.import_text("people", PEOPLE.format(tenant=POLICE)).code == 0
    return filled


def steps_of(console: Console) -> dict[str, bool]:
    said = console("tenant", "show", POLICE, "--json")
    return {step["step"]: step["done"] for step in json.loads(said.out)["steps"]}


def test_a_tenant_is_added_once_by_its_id_and_name(console: Console) -> None:
    first = console("tenant", "add", COUNCIL, "North Council")
    assert (first.code, "Its people may write to us now." in first.out) == (0, True)
    again = console("tenant", "add", COUNCIL.lower(), "North City Council")
    assert "was added before, and is kept" in again.out
    listed = json.loads(console("tenant", "list", "--json").out)
    assert listed[0]["tenant"] == COUNCIL.lower()
    assert (listed[0]["name"], listed[0]["changed_by"]) == ("North City Council", "console")


@pytest.mark.parametrize(
    ("tenant", "name", "why"),
    [
        ("north.example", "North", "is not the id of a tenant"),
        (COUNCIL, "  ", "A tenant needs a name"),
        (COUNCIL, "north police", f"belongs to the tenant {POLICE}"),
    ],
)
def test_what_names_no_tenant_is_refused_in_a_sentence(
    police: Console, tenant: str, name: str, why: str
) -> None:
    said = police("tenant", "add", tenant, name)
    assert said.is_one_sentence
    assert why in said.err


def test_each_step_that_is_not_done_has_the_sentence_to_send(police: Console) -> None:
    shown = police("tenant", "show", "north police").out
    assert "1 of 2 people on the roster" in shown
    for words in ("upload the Golden Thread app package", "Entra object ID", "type: help"):
        assert words in shown
    assert "the desk that people sign in to is not part of this version yet" in shown
    assert steps_of(police) == dict.fromkeys(SetUpStep, False)


def test_a_probe_sends_one_message_to_a_lead_and_notes_that_it_arrived(police: Console) -> None:
    said = police("tenant", "probe", POLICE)
    assert (said.code, said.out.strip()) == (0, "To pia@police.example: The test message arrived.")
    [(_, _, address, reply)] = police.called
    assert (address.tenant_id, address.conversation_id) == (POLICE, None)
    assert reply.title == "A test message from Golden Thread"
    assert steps_of(police)["out"]
    assert steps_of(police)["app"]


def test_a_probe_that_is_refused_names_why_and_pauses_the_tenant(police: Console) -> None:
    refusing = police.with_(send_one=lambda *_: Refused("not-authorised"))
    said = refusing("tenant", "probe", POLICE, "--to", "pia@police.example")
    assert said.code == 1
    assert "Teams did not accept our bot’s sign-in" in said.err
    assert "Send this to their IT desk: Your Microsoft 365 does not accept" in said.err
    assert "refuses our bot’s sign-in since" in police("tenant", "list").out
    assert "refuses our bot’s sign-in since" in police("deliveries").out
    checked = police("check")
    assert "WRONG  tenants: North Police refuses our bot’s sign-in" in checked.out

    assert police("tenant", "probe", POLICE).code == 0
    assert "refuses" not in police("tenant", "list").out


OUTCOMES: list[tuple[Outcome, str]] = [
    (Delivered("1", "chat"), "arrived"),
    (RetryLater(9, throttled=True, reason="throttled"), "asked us to wait"),
    (RetryLater(9, throttled=True, reason="tenant-paused", tried=False), "asked us to wait"),
    (RetryLater(2, throttled=False, reason="busy"), "asked us to wait"),
    (RetryLater(2, throttled=False, reason="token-status-401", tried=False), "gave us no token"),
    (
        RetryLater(2, throttled=False, reason="never-connected-X", tried=False),
        "could not connect to Teams",
    ),
    (Unknown("http-503"), "may have arrived"),
    (Refused("not-authorised"), "did not accept our bot’s sign-in"),
    (Refused("BotDisabledByAdmin", ChatState.DISABLED), "switched the app off"),
    (Refused("ConversationBlockedByUser", ChatState.BLOCKED), "blocked the app"),
    (Refused("ForbiddenOperationException", ChatState.NOT_INSTALLED), "not installed"),
    (Refused("chat_refused", ChatState.REFUSED), "did not let us write"),
    (Refused("not-found", ChatState.GONE), "no longer exists"),
    (Refused("chat-not-opened"), "did not let us open a chat"),
    (Refused("bad-request", stops_dispatch=True), "refused the message itself"),
    (Refused("too-large", stops_dispatch=True), "too large"),
    (Refused("InvalidBotApiHost", stops_dispatch=True), "another part of Teams"),
    (Refused("redirected", stops_dispatch=True), "redirected us"),
    (Refused("service-url-not-allowed"), "not set up to send to this address"),
]


@pytest.mark.parametrize(("outcome", "words"), OUTCOMES, ids=[words for _, words in OUTCOMES])
def test_every_way_to_fail_has_its_sentence(outcome: Outcome, words: str) -> None:
    said = probe_in_words(outcome, "the-bot", REFUSES)
    assert words in said.words
    assert said.advice or isinstance(outcome, Delivered)


def test_a_paused_tenant_is_not_probed_and_says_so(police: Console) -> None:
    assert "is paused" in police("tenant", "pause", "North Police").out
    said = police("tenant", "probe", POLICE)
    assert said.is_one_sentence
    assert "is paused, so nothing is sent there" in said.err
    assert "was paused on" in police("tenant", "list").out
    assert "open again" in police("tenant", "resume", POLICE).out


def test_whom_to_probe_is_never_guessed(police: Console) -> None:
    no_id = police("tenant", "probe", POLICE, "--to", "pol@police.example")
    assert no_id.is_one_sentence
    assert "we have no Entra id for them" in no_id.err
    nobody = police("tenant", "probe", POLICE, "--to", "nobody@north.example")
    assert nobody.is_one_sentence
    unknown = police("tenant", "probe", "Elsewhere")
    assert "We do not know the tenant “Elsewhere”" in unknown.err
    assert "North Police" in unknown.err
