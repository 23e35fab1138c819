"""The table of dialogs walked from end to end: every verb with each role, and every way of typing
one."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from dialogs.replies import Help, Reply
from dialogs.table import DIALOGS, PAGES
from dialogs.turn import Command
from dialogs.typed_words import TYPED, meant_by
from storage.store import Store
from storage.trust.encryption import new_keyring
from surveys.people import Role
from surveys.problems import Refusal
from tests.builders.clock import SettableClock
from tests.builders.partnership import Town, a_keeper, a_town
from tests.databases import copy_sqlite

KEEPERS = {Role.AUTHOR: "aud", Role.APPROVER: "app", Role.SENDER: "sen"}
SPEAKERS = {
    Role.PRACTITIONER: "ann",
    Role.LEAD: "lea",
    Role.EVALUATOR: "eve",
    Role.ADMINISTRATOR: "ada",
    **KEEPERS,
}
EVERYBODY = frozenset(Role)
LEADS = frozenset({Role.LEAD})
READERS = frozenset({Role.LEAD, Role.EVALUATOR})
WRITERS = frozenset({Role.LEAD, Role.AUTHOR})
APPROVERS = frozenset({Role.LEAD, Role.APPROVER})
SENDERS = frozenset({Role.LEAD, Role.SENDER})
ALL_KEEPERS = WRITERS | APPROVERS | SENDERS
SENDERS = frozenset({Role.LEAD, Role.SENDER})
PERMITTED: dict[str, frozenset[Role]] = {
    "help": EVERYBODY,
    "stop": EVERYBODY,
    "ask-stop": EVERYBODY,
    "start": EVERYBODY,
    "my-data": EVERYBODY,
    "away": EVERYBODY,
    "i-am-back": EVERYBODY,
    "my-surveys": EVERYBODY,
    "feedback": EVERYBODY,
    "give-feedback": EVERYBODY,
    "show-briefing": EVERYBODY,
    "read": EVERYBODY,
    "discuss": EVERYBODY,
    "discussed": EVERYBODY,
    "intend": EVERYBODY,
    "intended": EVERYBODY,
    "useful": EVERYBODY,
    "not-useful": EVERYBODY,
    "my-plan": EVERYBODY,
    "what-came": EVERYBODY,
    "new-date": EVERYBODY,
    "open-survey": EVERYBODY,
    "answer": EVERYBODY,
    "skip": EVERYBODY,
    "back": EVERYBODY,
    "later": EVERYBODY,
    "briefings": ALL_KEEPERS,
    "see-briefing": ALL_KEEPERS,
    "preview-to-me": ALL_KEEPERS,
    "check-briefing": ALL_KEEPERS,
    "release-briefing": APPROVERS | SENDERS,
    "approve-briefing": APPROVERS,
    "ready-briefing": WRITERS,
    "duplicate-briefing": WRITERS,
    "send-briefing": SENDERS,
    "audiences": SENDERS,
    "new-audience": SENDERS,
    "save-audience": SENDERS,
    "remove-audience": SENDERS,
    "who": SENDERS,
    "preview-briefing": SENDERS,
    "confirm-briefing": SENDERS,
    "follow-up": LEADS,
    "preview-follow-up": LEADS,
    "confirm-follow-up": LEADS,
    "progress": SENDERS,
    "change-send": SENDERS,
    "pause-send": SENDERS,
    "resume-send": SENDERS,
    "cancel-send": SENDERS,
    "confirm-cancel": SENDERS,
    "withdraw-send": SENDERS,
    "confirm-withdraw": SENDERS,
    "change-text": SENDERS,
    "confirm-change": SENDERS,
    "saw-old-text": SENDERS,
    "not-reached": SENDERS,
    "it-arrived": SENDERS,
    "choose-letters": SENDERS,
    "write-letters": SENDERS,
    "reach": SENDERS,
    "reach-of": SENDERS,
    "cascade-log": LEADS,
    "concerns": LEADS,
    "schedule": SENDERS,
    "stop-schedule": SENDERS,
    "have-this": LEADS,
    "see-concern": LEADS,
    "take-over": LEADS,
    "concern-step": LEADS,
    "read-words": LEADS,
    "texts": LEADS,
    "judge-text": LEADS,
    "home": READERS | ALL_KEEPERS,
    "account-theirs": LEADS,
    "account-not-theirs": LEADS,
    "summary": READERS,
    "make-summary": READERS,
    "web-copy": READERS,
    "test-alert": LEADS | {Role.ADMINISTRATOR},
    "confirm-test": LEADS,
}
FACTS: dict[str, Any] = {
    "version": 1,
    "briefing": 1,
    "wave": 1,
    "dispatch": 1,
    "said_by": 1,
    "concern": 1,
    "asked": 1,
    "test": 1,
    "job": 1,
    "action": 1,
    "count": 1,
    "question": "relevant",
    "subject": "event:1",
    "instrument": "follow-up-6-weeks",
    "audience": "everyone",
    "once": "once",
    "mark": "released",
    "ref": "T-0A1B2C3D4E5F",
    "format": "json",
    "what": "See children alone",
    "came": "done",
    "by_when": "2026-06-01",
}
NUMBERS = {
    "job",
    "asked",
    "briefing",
    "wave",
    "dispatch",
    "said_by",
    "concern",
    "action",
    "test",
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Town:
    """One town for the whole walk: nothing in it is looked at but who is refused."""

    made = a_town(
        Store(
            copy_sqlite(sqlite_template, tmp_path_factory.mktemp("walk")),
            new_keyring(),
            SettableClock(),
        )
    )
    for role, name in KEEPERS.items():
        made.store.act_now(lambda unit, role=role, name=name: a_keeper(unit, made, name, role))
    return made


def _facts(verb: str) -> dict[str, Any]:
    return {
        name: FACTS[name]
        for name, field in DIALOGS[verb].command.model_fields.items()
        if field.is_required()
    }


def _outcome(town: Town, name: str, verb: str, facts: dict[str, Any]) -> str:
    """Return the code of the refusal, or nothing where there was a reply."""
    try:
        reply = town.say(name, verb, **facts)
    except Refusal as refusal:
        return refusal.code
    assert isinstance(reply, Reply)
    return ""


def test_every_verb_has_its_row_in_the_matrix_of_permissions() -> None:
    assert DIALOGS.keys() == PERMITTED.keys()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("verb", sorted(PERMITTED))
def test_a_verb_is_for_those_roles_that_the_matrix_names_and_for_nobody_else(
    town: Town, verb: str, role: Role
) -> None:
    outcome = _outcome(town, SPEAKERS[role], verb, _facts(verb))

    assert (outcome == "not-permitted") is (role not in PERMITTED[verb])


@pytest.mark.parametrize("verb", sorted(verb for verb in PERMITTED if NUMBERS & set(_facts(verb))))
def test_ids_of_another_partnership_find_nothing(town: Town, verb: str) -> None:
    theirs = {"briefing": town.bexfield.briefing, "action": town.bexfield.action}
    facts = {
        name: theirs.get(name, 987654) if name in NUMBERS else value
        for name, value in _facts(verb).items()
    }

    assert _outcome(town, "lea", verb, facts) == "not-found"


@pytest.mark.parametrize("role", list(Role))
def test_who_somebody_says_they_are_opens_nothing(town: Town, role: Role) -> None:
    claims = {
        "role": "lead",
        "roles": "lead",
        "person": town.ids["lea"],
        "partnership": town.ashford.partnership,
    }
    refused = {verb for verb, roles in PERMITTED.items() if role not in roles}

    assert {_outcome(town, SPEAKERS[role], verb, _facts(verb) | claims) for verb in refused} <= {
        "not-permitted"
    }


@pytest.mark.parametrize("number", [-1, 2**63, 10**40, "x", None, 1.5, [], {}])
@pytest.mark.parametrize(
    "verb", ["read", "open-survey", "give-feedback", "progress", "have-this", "make-summary"]
)
def test_a_number_that_no_database_holds_is_refused(town: Town, verb: str, number: object) -> None:
    facts = {name: number if name in NUMBERS else value for name, value in _facts(verb).items()}

    assert _outcome(town, "lea", verb, facts) == "out-of-date"


def test_a_verb_that_nobody_knows_is_out_of_date(town: Town) -> None:
    assert _outcome(town, "lea", "drop-tables", {}) == "out-of-date"


@pytest.mark.parametrize(
    "command", [*(row.command for row in DIALOGS.values()), *PAGES], ids=lambda c: c.__name__
)
def test_a_command_is_frozen_and_strict(command: type[Command]) -> None:
    assert command.model_config.get("frozen")
    assert command.model_config.get("extra") == "forbid"
    with pytest.raises(ValidationError):
        command.model_validate({"made_up": 1})


@pytest.mark.parametrize(
    "command", [row.command for row in DIALOGS.values()], ids=lambda c: c.__name__
)
def test_who_speaks_is_never_a_field_of_a_command(command: type[Command]) -> None:
    assert {"speaker", "person", "person_id", "partnership", "partnership_id", "role"}.isdisjoint(
        command.model_fields
    )


@pytest.mark.parametrize("verb", sorted(TYPED))
def test_words_may_be_typed_in_any_case_with_or_without_a_slash(verb: str) -> None:
    words = verb.replace("-", " ")
    for typed in (
        words,
        f"/{words}",
        words.upper(),
        f"  {words.title()} ",
        words.replace(" ", "   "),
    ):
        assert meant_by(typed).verb == verb


@pytest.mark.parametrize(
    "text", ["", "hello", "answer", "confirm-briefing", "stop it", "delete everything", "/"]
)
def test_anything_else_that_is_typed_is_help(text: str) -> None:
    assert meant_by(text).verb == "help"


def test_everything_that_help_offers_can_be_typed(town: Town) -> None:
    for name in SPEAKERS.values():
        reply = town.say(name, "help")
        assert isinstance(reply, Help)
        assert all(meant_by(word).verb == re.sub(r"\s+", "-", word) for word, _ in reply.words)


def test_help_offers_nobody_what_is_refused_them(town: Town) -> None:
    for role, name in SPEAKERS.items():
        reply = town.say(name, "help")
        assert isinstance(reply, Help)
        assert all(role in PERMITTED[meant_by(word).verb] for word, _ in reply.words)
