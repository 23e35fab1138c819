"""Who leads in two partnerships sees both, and acts in the one that a thing belongs to.

The table is walked: no reply may depend on which of the two comes first.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from dialogs.replies import Home, NewAudience, Reply
from dialogs.table import DIALOGS, take
from dialogs.turn import Turn
from storage import tables as t
from storage.store import Store
from storage.trust.encryption import new_keyring
from storage.unit import Unit
from surveys.people import Role, Speaker
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, TENANT, Side, Town, a_town
from tests.databases import copy_sqlite
from tests.dialogs.test_table import FACTS

CHANCE = re.compile(r'"(?:once|address|ticket)": ?"[^"]*"|\.[0-9a-f]{64}(?=")')


class Undone(Exception):  # noqa: N818 - carries what was said out of a unit that is given up
    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Town:
    """A town in which Lea leads both partnerships, each with the same kinds of things."""
    file = copy_sqlite(sqlite_template, tmp_path_factory.mktemp("both"))
    town = a_town(Store(file, new_keyring(), SettableClock()))
    return leading_both(town)


def leading_both(town: Town) -> Town:
    def run(unit: Unit) -> None:
        roles = f";{';'.join(Role)};"
        lou = update(t.people).where(t.people.c.id == town.ids["lou"])
        lea = update(t.people).where(t.people.c.id == town.ids["lea"])
        unit.connection.execute(lou.values(aad_object_id="aad-lea", roles=roles))
        unit.connection.execute(lea.values(roles=roles))
        for side in (town.ashford, town.bexfield):
            name = f"list-{side.partnership}"
            unit.saved_audiences.keep(side.partnership, name, "role=practitioner")

    town.store.act_now(run)
    for briefing in (town.ashford.briefing, town.bexfield.briefing):
        send(town, briefing)
    return town


def send(town: Town, briefing: int) -> None:
    chosen = {"briefing": briefing, "audience": "role=practitioner"}
    preview = town.say("lea", "preview-briefing", **chosen)
    facts = json.loads(preview.model_dump_json())
    town.say(
        "lea",
        "confirm-briefing",
        **chosen,
        count=facts["count"],
        once=facts["once"],
        version=facts["version"],
    )


def said(town: Town, verb: str, data: dict[str, Any], *, swapped: bool) -> str:
    """What a verb says to Lea, with her partnerships in one order or the other; then undone."""

    def run(unit: Unit) -> None:
        speaker = unit.people.speaker(TENANT, "aad-lea")
        assert speaker is not None
        people = speaker.people[::-1] if swapped else speaker.people
        turn = Turn(Speaker(TENANT, "aad-lea", people, speaker.chat), unit, INSTALLATION)
        try:
            reply = take(turn, verb, data)
        except Refusal as refusal:
            raise Undone(refusal.code) from None
        raise Undone(json.dumps(reply.model_dump(mode="json"), sort_keys=True))

    with pytest.raises(Undone) as undone:
        town.store.act_now(run)
    return CHANCE.sub("", undone.value.said)


def needed(verb: str, side: Side, town: Town) -> dict[str, Any]:
    """What a card of this partnership would send with the verb."""
    query = select(t.dispatches.c.id).filter_by(
        partnership_id=side.partnership, kind=DeliveryKind.BRIEFING
    )
    dispatch = town.store.look(lambda unit: unit.connection.scalars(query).one())
    things = {
        "briefing": side.briefing,
        "action": side.action,
        "dispatch": dispatch,
        "subject": f"action:{side.action}",
        "audience": "role=practitioner",
        "saved": f"list-{side.partnership}",
    }
    fields = DIALOGS[verb].command.model_fields
    return {
        name: things.get(name, FACTS.get(name))
        for name, field in fields.items()
        if field.is_required() or (name == "saved" and verb == "remove-audience")
    }


def words(text: str) -> list[str]:
    return sorted(re.findall(r"[\w@:.-]+", text))


@pytest.mark.parametrize("verb", sorted(DIALOGS))
def test_no_reply_depends_on_which_partnership_comes_first(both: Town, verb: str) -> None:
    for side in (both.ashford, both.bexfield):
        facts = needed(verb, side, both)
        one, other = (said(both, verb, facts, swapped=swapped) for swapped in (False, True))
        assert words(one) == words(other), f"{verb} of partnership {side.partnership}"


@pytest.mark.parametrize(
    "verb",
    ["briefings", "send-briefing", "follow-up", "not-reached", "reach", "summary", "feedback",
     "audiences", "home", "help"],
)  # fmt: skip
def test_what_is_listed_is_of_both_partnerships_and_says_which(both: Town, verb: str) -> None:
    text = said(both, verb, {}, swapped=False)

    assert "Ashford" in text
    assert "Bexfield" in text


@pytest.mark.parametrize(
    "verb", ["see-briefing", "reach-of", "progress", "not-reached", "make-summary", "change-send"]
)
def test_what_is_asked_about_a_thing_is_of_its_own_partnership(both: Town, verb: str) -> None:
    for side in (both.ashford, both.bexfield):
        facts = needed(verb, side, both)
        assert "not-" not in said(both, verb, facts, swapped=False)[:5], verb


def test_a_rule_is_saved_in_the_partnership_that_was_chosen(sqlite_store: Store) -> None:
    town = leading_both(a_town(sqlite_store))
    rule = {"saved": "duty", "rule": "role=lead"}

    unsaid = town.say("lea", "save-audience", **rule)
    town.say("lea", "save-audience", **rule, place=str(town.bexfield.partnership))

    assert isinstance(unsaid, NewAudience)
    assert unsaid.problem == "Please choose a partnership."
    assert [one.text for one in unsaid.places] == ["Ashford", "Bexfield"]
    saved = town.store.look(
        lambda unit: [
            set(unit.saved_audiences.all(side.partnership))
            for side in (town.ashford, town.bexfield)
        ]
    )
    assert [("duty" in one) for one in saved] == [False, True]


def test_of_two_lists_with_one_name_the_chosen_one_is_shown_and_removed(
    sqlite_store: Store,
) -> None:
    town = leading_both(a_town(sqlite_store))
    for side, rule in ((town.ashford, "role=lead"), (town.bexfield, "role=practitioner")):
        place = str(side.partnership)
        town.say("lea", "save-audience", saved="duty", rule=rule, place=place)

    def shown(**facts: Any) -> str:
        return town.say("lea", "who", **facts).model_dump_json()

    chosen = f"{town.bexfield.partnership}:duty"
    assert '"Ben"' in shown(saved=chosen)
    assert '"Ben"' in shown(audience="@duty", place=town.bexfield.partnership)
    removed = town.say("lea", "remove-audience", saved=chosen)

    assert "@duty is removed." in removed.model_dump_json()
    left = town.store.look(lambda unit: unit.saved_audiences.all(town.ashford.partnership))
    assert "duty" in left


def test_home_shows_the_figures_of_each_partnership(both: Town) -> None:
    reply: Reply = both.say("lea", "home")

    assert isinstance(reply, Home)
    names = [name for name, _ in reply.lines]
    assert {"Ashford: People", "Bexfield: People"} <= set(names)
    assert reply.needs[0].text == "Open concerns: 0"  # of both, and first


def test_who_is_in_one_partnership_reads_no_partnerships_name_beside_things(town: Town) -> None:
    home = town.say("dee", "home")

    assert isinstance(home, Home)
    assert [name for name, _ in home.lines[:1]] == ["People"]
    assert "Ashford" not in town.say("dee", "briefings").model_dump_json()
