"""Saved audiences, who an audience is, and leave, spoken on both databases."""

from datetime import date

import pytest
from sqlalchemy import insert, select, update

from dialogs.replies import (
    AudienceList,
    ChooseBriefing,
    ConfirmBriefing,
    ConfirmFollowUp,
    MyData,
    NewAudience,
    WhoIsThis,
)
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders import stored
from tests.builders.partnership import Town


def _save(town: Town, name: str, rule: str, who: str = "lea") -> AudienceList | NewAudience:
    reply = town.say(who, "save-audience", saved=name, rule=rule)
    assert isinstance(reply, AudienceList | NewAudience)
    return reply


def _saved(town: Town) -> dict[str, str]:
    return dict(town.store.look(lambda unit: unit.saved_audiences.all(town.ashford.partnership)))


def _preview(town: Town, rule: str) -> ConfirmBriefing:
    reply = town.say("lea", "preview-briefing", briefing=town.ashford.briefing, rule=rule)
    assert isinstance(reply, ConfirmBriefing), reply
    return reply


def _who(town: Town, **data: object) -> WhoIsThis:
    reply = town.say("lea", "who", **data)
    assert isinstance(reply, WhoIsThis)
    return reply


def _my_data(town: Town, name: str, verb: str = "my-data", **data: object) -> MyData:
    reply = town.say(name, verb, **data)
    assert isinstance(reply, MyData)
    return reply


def test_a_saved_audience_says_how_many_it_names_and_is_offered_by_its_name(town: Town) -> None:
    reply = _save(town, "@Council", 'agency="Ashford Council" and role=practitioner')
    offered = town.say("lea", "send-briefing")

    assert isinstance(reply, AudienceList)
    assert reply.done == "@council is saved. It names 2 people today."
    assert isinstance(offered, ChooseBriefing)
    assert "@council" in {option.value for option in offered.audiences}
    assert _preview(town, "@council").count == 2


def test_saving_again_replaces_what_was_there(town: Town) -> None:
    _save(town, "duty", "role=lead")
    _save(town, "DUTY", "role=evaluator")

    assert _saved(town) == {"duty": "role=evaluator"}


@pytest.mark.parametrize(
    ("name", "rule", "why"),
    [
        ("two words", "role=lead", "cannot be the name"),
        ("x", "agency=", "could not understand"),
        ("x", "@nobody", "there is no saved audience @nobody"),
        ("x", "role=lead or @x", "@x contains itself"),
        ("x", "", "it is empty"),
        ("first", "@second", "contains itself, through @second"),
    ],
)
def test_what_could_not_be_sent_to_is_not_saved_and_says_why(
    town: Town, name: str, rule: str, why: str
) -> None:
    _save(town, "first", "role=lead")
    _save(town, "second", "@first")
    reply = _save(town, name, rule)

    assert isinstance(reply, NewAudience)
    assert why in (reply.problem or "")
    assert _saved(town) == {"first": "role=lead", "second": "@first"}


def test_a_change_may_not_undo_what_rests_on_it(town: Town) -> None:
    for number in range(6):
        _save(town, f"d{number}", f"@d{number - 1}" if number else "role=lead")
    reply = _save(town, "d0", "role=lead or @other")
    _save(town, "other", "role=lead")

    assert isinstance(reply, NewAudience)
    assert isinstance(_save(town, "d0", "@other"), NewAudience)
    assert _saved(town)["d0"] == "role=lead"


def test_an_audience_on_which_another_or_a_planned_survey_rests_is_not_removed(town: Town) -> None:
    _save(town, "first", "role=lead")
    _save(town, "second", "not @first")
    kept = town.say("lea", "remove-audience", saved="first")
    town.say("lea", "remove-audience", saved="second")

    def plan(unit: Unit) -> None:
        facts = {
            "action_id": town.ashford.action,
            "rule": "@first and role=lead",
            "state": "planned",
        }
        stored.a_wave(unit, town.ashford.partnership, **facts)

    town.store.act_now(plan)
    still = town.say("lea", "remove-audience", saved="first")

    assert isinstance(kept, AudienceList)
    assert "@second uses it" in (kept.problem or "")
    assert isinstance(still, AudienceList)
    assert "uses it" in (still.problem or "")
    assert _saved(town) == {"first": "role=lead"}


def test_a_removed_audience_is_gone_and_a_second_tap_says_so(town: Town) -> None:
    _save(town, "duty", "role=lead")
    first, second = (town.say("lea", "remove-audience", saved="duty") for _ in range(2))

    assert isinstance(first, AudienceList)
    assert first.done == "@duty is removed."
    assert isinstance(second, AudienceList)
    assert "There is no saved audience @duty" in (second.problem or "")


def test_audiences_of_another_partnership_are_neither_seen_nor_named(town: Town) -> None:
    _save(town, "duty", "role=lead")
    theirs = town.say("lou", "audiences")

    assert isinstance(theirs, AudienceList)
    assert theirs.audiences == ()
    with pytest.raises(Refusal, match="no saved audience"):
        town.say("lou", "who", saved="duty")


@pytest.mark.parametrize(
    ("rule", "typed"),
    [("role=lead", False), ("everyone", True), ("not (everyone and role=lead)", True)],
)
def test_a_saved_audience_needs_its_number_typed_only_where_it_rests_on_everyone(
    quick_town: Town, rule: str, typed: bool
) -> None:
    _save(quick_town, "inner", rule)
    _save(quick_town, "outer", "@inner or role=evaluator")

    assert _preview(quick_town, "@outer").type_count is typed


def test_who_is_this_lists_people_by_agency_with_what_is_in_the_way(town: Town) -> None:
    town.say("bob", "stop")
    shown = _who(town, audience="role=practitioner", briefing=town.ashford.briefing)

    assert (shown.count, shown.by_agency) == (3, (("Ashford Council", 2), ("Ashford Police", 1)))
    assert shown.left_out == "1 has asked not to be contacted"
    assert [(name, agency) for name, agency, _ in shown.people] == [
        ("Ann", "Ashford Council"),
        ("Bob", "Ashford Council"),
        ("Cat", "Ashford Police"),
    ]
    assert [bool(reason) for _, _, reason in shown.people] == [False, True, False]


def test_who_is_this_turns_its_pages_and_stops_at_the_last(town: Town) -> None:
    def arrange(unit: Unit) -> None:
        agency = unit.connection.scalars(
            select(t.people.c.agency_id).where(t.people.c.id == town.ids["ann"])
        ).one()
        rows = [
            {
                "partnership_id": town.ashford.partnership,
                "agency_id": agency,
                "name": f"P {n:02}",
                "email": f"p{n}@a.example",
                "roles": ";practitioner;",
                "team": "Big",
            }
            for n in range(60)
        ]
        unit.connection.execute(insert(t.people), rows)

    town.store.act_now(arrange)
    pages = [_who(town, audience="team=Big", page=page) for page in (0, 1, 2, 99)]

    assert [len(page.people) for page in pages] == [25, 25, 10, 10]
    assert [(page.page, page.pages) for page in pages] == [(0, 3), (1, 3), (2, 3), (2, 3)]
    assert len({name for page in pages for name, _, _ in page.people}) == 60


def test_the_check_before_a_send_says_how_many_it_would_not_reach(town: Town) -> None:
    town.say("bob", "stop")
    town.say("cat", "away", until="2026-04-01")
    data = {"subject": f"event:{town.ashford.event}", "instrument": "follow-up-6-weeks"}
    asked = town.say("lea", "preview-follow-up", audience="attended", **data)

    words = "1 has asked not to be contacted, 1 is away"
    assert _preview(town, "role=practitioner").left_out == words
    assert isinstance(asked, ConfirmFollowUp)
    assert asked.left_out == words
    assert _who(town, **data).count == 3


def test_leave_is_kept_for_the_human_in_every_partnership_and_shown(town: Town) -> None:
    same = update(t.people).where(t.people.c.id == town.ids["ben"]).values(aad_object_id="aad-ann")
    town.store.act_now(lambda unit: unit.connection.execute(same))
    shown = _my_data(town, "ann", "away", until="2026-04-03")
    kept = select(t.people.c.id).where(t.people.c.away_until == date(2026, 4, 3))

    assert shown.away
    assert ("Away", "until 3 April 2026. Messages wait until then.") in shown.lines
    found = set(town.store.look(lambda unit: unit.connection.scalars(kept).all()))
    assert found == {town.ids["ann"], town.ids["ben"]}


def test_who_is_back_is_no_longer_away(town: Town) -> None:
    _my_data(town, "ann", "away", until="2026-04-03")
    shown = _my_data(town, "ann", "i-am-back")

    assert not shown.away
    assert ("Away", "no") in shown.lines


@pytest.mark.parametrize("until", ["", "soon", "2026-03-04", "2025-01-01", "2099-01-01"])
def test_a_day_that_cannot_be_the_first_one_back_is_said_and_changes_nothing(
    quick_town: Town, until: str
) -> None:
    shown = _my_data(quick_town, "ann", "away", until=until)

    assert "first day back" in (shown.problem or "")
    assert not shown.away
