"""Every “ask X to do Y” that the program says names something that X can do.

A row says by which command, dialog or page of somebody else's the asked person does it. A sentence
without a row fails, and so does a row that no sentence needs.
"""

import re
from dataclasses import dataclass

import pytest

from bot.console.commands import COMMANDS
from dialogs.table import DIALOGS
from surveys.people import Role
from tests.architecture.shown_texts import said_by_the_program

THEM = re.compile(r"\bask (?P<whom>them to [^.;:“,]*?)(?= then |, or |[.;:,“]|$)", re.I)
CAN = re.compile(
    r"(?:^|[.:] )(?P<who>(?:An?|Its|Your|Another) [^.;:“]*?) can\b ?(?P<what>[^.;:“]*)"
)
ASK = re.compile(r"\bask (?P<whom>(?:your|the|an|another|a) [^.;:“]*?)(?= then |[.;:,“]|$)", re.I)


@dataclass(frozen=True)
class ByCommand:
    """A command of ours, for the people who run the program."""

    name: str

    @property
    def is_there(self) -> bool:
        return self.name in {row.name for row in COMMANDS}


@dataclass(frozen=True)
class ByDialog:
    """A dialog that people with these roles may use."""

    verb: str
    roles: frozenset[Role]

    @property
    def is_there(self) -> bool:
        return self.verb in DIALOGS and self.roles <= DIALOGS[self.verb].roles


@dataclass(frozen=True)
class Elsewhere:
    """Something that is done in a program of others, and where."""

    place: str

    @property
    def is_there(self) -> bool:
        return bool(self.place)


ADMINISTRATOR = "your Golden Thread administrator"
TEAMS = Elsewhere("the Teams admin centre")
ADVICE: dict[str, ByCommand | ByDialog | Elsewhere] = {
    f"{ADMINISTRATOR} to add you": ByCommand("import"),
    f"{ADMINISTRATOR} to import their Entra id": ByCommand("import"),
    f"{ADMINISTRATOR} to correct your tenant in the list": ByCommand("import"),
    f"{ADMINISTRATOR} to correct their tenant in the list of people": ByCommand("import"),
    f"{ADMINISTRATOR} to correct the list of people": ByCommand("import"),
    f"{ADMINISTRATOR} to correct their e-mail address and import it again": ByCommand("import"),
    f"{ADMINISTRATOR} to set GT_SMTP_URL or GT_NOTIFY_API_KEY": ByCommand("check"),
    f"{ADMINISTRATOR} to check the web address": ByCommand("check"),
    f"{ADMINISTRATOR} to check the bot’s registration": ByCommand("check"),
    f"{ADMINISTRATOR} to check GT_CONNECTOR_HOSTS": ByCommand("check"),
    f"{ADMINISTRATOR} to look at the organisation with": ByCommand("tenant"),
    f"{ADMINISTRATOR} to check the e-mail settings": ByCommand("check"),
    f"{ADMINISTRATOR} to update the program": ByCommand("migrate"),
    "your Teams administrator to give them the app": TEAMS,
    "an owner of the team to add the app again": Elsewhere("the team in Teams"),
    "an owner of the team to restore it": Elsewhere("the team in Teams"),
    "your Teams administrator to allow it": TEAMS,
    "a grown-up to help": Elsewhere("the room"),
    "another lead or approver to approve it": ByDialog(
        "approve-briefing", frozenset({Role.LEAD, Role.APPROVER})
    ),
}


MEMBER = Elsewhere("their own Teams")
THEY_CAN: dict[str, ByCommand | ByDialog | Elsewhere] = {
    "them to add it": MEMBER,
    "them to unblock the app in Teams and": MEMBER,
    "them to type any word to the app in Teams": MEMBER,
    "them to add the app in Teams and type any word to it": MEMBER,
    "them to open the app in Teams": MEMBER,
    "them to open it once": MEMBER,
}
SAID_TO_BE_ABLE: dict[str, ByCommand | ByDialog | Elsewhere] = {
    "Its author or a lead: make it ready": ByDialog(
        "ready-briefing", frozenset({Role.LEAD, Role.AUTHOR})
    ),
    "An approver or a lead who did not write it: ": ByDialog(
        "approve-briefing", frozenset({Role.LEAD, Role.APPROVER})
    ),
    "A lead: look at them": ByCommand("link"),
    "Your safeguarding lead: say why": Elsewhere("a talk: they chose the reason"),
}


def shown_to_people() -> list[str]:
    """Return what the program says, without the made-up texts of the demo."""
    shown = [one for one in said_by_the_program() if not one.path.startswith("bot/console/demo/")]
    return [one.text for one in shown]


def asked_of_them() -> set[str]:
    """Return what the program advises to ask of a person who was not reached."""
    return {match["whom"] for text in shown_to_people() for match in THEM.finditer(text)}


def said_to_be_able() -> set[str]:
    """Return what the program says that somebody with a role can do."""
    found = (match for text in shown_to_people() for match in CAN.finditer(text))
    return {
        f"{match['who']}: {match['what']}"
        for match in found
        if re.search(r"\b(?:lead|author|approver|sender|administrator|evaluator)s?\b", match["who"])
    }


def asked() -> set[str]:
    """Return what the program advises people to ask others for: whom, and to do what."""
    found = (match["whom"] for text in shown_to_people() for match in ASK.finditer(text))
    return {one for one in found if " to " in one or " for " in one}


def test_whom_we_tell_people_to_ask_can_do_it() -> None:
    assert asked() - ADVICE.keys() == set()


def test_no_row_is_left_that_no_sentence_needs() -> None:
    assert ADVICE.keys() - asked() == set()


def test_what_we_tell_people_to_ask_of_them_they_can_do() -> None:
    assert asked_of_them() == THEY_CAN.keys()


def test_what_we_say_that_a_role_can_do_it_can() -> None:
    assert said_to_be_able() == SAID_TO_BE_ABLE.keys()


@pytest.mark.parametrize("whom", {**ADVICE, **THEY_CAN, **SAID_TO_BE_ABLE})
def test_there_is_a_way_to_do_it(whom: str) -> None:
    assert {**ADVICE, **THEY_CAN, **SAID_TO_BE_ABLE}[whom].is_there


def test_the_search_finds_who_is_asked_for_what() -> None:
    (found,) = ASK.finditer("It is closed. Ask your lead to open it, then type “help”.")
    assert found["whom"] == "your lead to open it"
    assert ASK.search("Ask them to open the app.") is None
