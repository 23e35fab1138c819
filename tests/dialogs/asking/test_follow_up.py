import pytest
from sqlalchemy import func, insert, select

from dialogs.replies import ChooseFollowUp, ConfirmFollowUp, Queued, Reply
from storage import tables as t
from surveys.problems import Refusal
from tests.builders.partnership import ATTENDED, Town


def _preview(town: Town, subject: str = "", audience: str = "attended", **facts: object) -> Reply:
    chosen = {
        "subject": subject or f"event:{town.ashford.event}",
        "instrument": "follow-up-6-weeks",
    } | facts
    return town.say("lea", "preview-follow-up", audience=audience, **chosen)


def _confirm(town: Town, shown: Reply, **facts: object) -> Reply:
    assert isinstance(shown, ConfirmFollowUp)
    known = ("subject", "instrument", "audience", "count", "once")
    return town.say(
        "lea", "confirm-follow-up", **{name: getattr(shown, name) for name in known} | facts
    )


def _waves(town: Town) -> int:
    return town.store.look(
        lambda unit: unit.connection.scalars(select(func.count()).select_from(t.waves)).one()
    )


def test_a_lead_chooses_among_what_can_be_asked_of_people_in_teams(quick_town: Town) -> None:
    reply = quick_town.say("lea", "follow-up")

    assert isinstance(reply, ChooseFollowUp)
    offered = {option.value for option in reply.instruments}
    assert "follow-up-3-months" in offered
    assert offered.isdisjoint({"family", "child-8-11", "frontline"})
    assert {option.value for option in reply.subjects} == {
        f"event:{quick_town.ashford.event}",
        f"action:{quick_town.ashford.action}",
    }


def test_a_lead_sees_how_many_people_and_minutes_it_asks(town: Town) -> None:
    shown = _preview(town)

    assert isinstance(shown, ConfirmFollowUp)
    assert shown.count == len(ATTENDED)
    assert shown.minutes_in_all == shown.minutes_each * shown.count
    assert _waves(town) == 0


@pytest.mark.parametrize("kind", ["event", "action"])
def test_those_who_attended_are_asked_after_an_event_or_for_an_action(
    town: Town, kind: str
) -> None:
    number = town.ashford.event if kind == "event" else town.ashford.action
    reply = _confirm(town, _preview(town, f"{kind}:{number}"))

    assert isinstance(reply, Queued)
    assert reply.count == len(ATTENDED)


def test_a_second_tap_finds_the_first_follow_up(town: Town) -> None:
    shown = _preview(town)

    assert _confirm(town, shown) == _confirm(town, shown)
    assert _waves(town) == 1


def test_an_audience_that_has_changed_since_is_shown_again_and_nobody_is_asked(town: Town) -> None:
    shown = _preview(town)
    away = (
        t.attendance.update()
        .where(t.attendance.c.person_id == town.ids["ann"])
        .values(attended=False)
    )
    town.store.act_now(lambda unit: unit.connection.execute(away))
    reply = _confirm(town, shown)

    assert isinstance(reply, ConfirmFollowUp)
    assert (reply.count, "It is now 2" in (reply.problem or "")) == (2, True)
    assert _waves(town) == 0


def test_a_second_tap_finds_the_first_though_more_people_are_known_to_have_come_since(
    quick_town: Town,
) -> None:
    shown = _preview(quick_town, f"event:{quick_town.ashford.event}")
    first = _confirm(quick_town, shown)
    came = {
        "event_id": quick_town.ashford.event,
        "person_id": quick_town.ids["lea"],
        "attended": True,
    }
    quick_town.store.act_now(
        lambda unit: unit.connection.execute(insert(t.attendance).values(came))
    )

    assert _confirm(quick_town, shown) == first


def test_everyone_is_not_asked_until_the_number_is_typed(quick_town: Town) -> None:
    shown = _preview(quick_town, audience="everyone")

    assert isinstance(_confirm(quick_town, shown), ConfirmFollowUp)
    assert isinstance(_confirm(quick_town, shown, typed="7"), Queued)


def test_whoever_was_asked_finds_the_survey(quick_town: Town) -> None:
    _confirm(quick_town, _preview(quick_town))
    query = select(t.waves.c.id)
    wave = quick_town.store.look(lambda unit: unit.connection.scalars(query).one())

    assert quick_town.asked("cat", "open-survey", wave=wave).number == 1


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "event",
        "event:",
        "event:²",
        "event:-1",
        f"event:{9**30}",
        "action:99",
        "person:1",
        "event:1:1",
    ],
)
def test_a_subject_that_is_not_there_is_not_found(quick_town: Town, subject: str) -> None:
    with pytest.raises(Refusal, match="could not find"):
        quick_town.say("lea", "preview-follow-up", subject=subject, instrument="follow-up-6-weeks")


def test_another_partnerships_event_is_not_found(quick_town: Town) -> None:
    with pytest.raises(Refusal, match="could not find"):
        _preview(quick_town, f"event:{quick_town.bexfield.event}")


def test_a_form_for_families_cannot_be_put_to_people_in_teams(quick_town: Town) -> None:
    with pytest.raises(Refusal, match="could not find"):
        _preview(quick_town, instrument="family")


def test_a_rule_that_names_nobody_is_said_beside_the_choice(quick_town: Town) -> None:
    shown = _preview(quick_town, rule="email=nobody@a.example")

    assert isinstance(shown, ChooseFollowUp)
    there_is_none = "There is no person with the e-mail address “nobody@a.example”."
    assert there_is_none in (shown.problem or "")


def test_a_practitioner_cannot_open_one(quick_town: Town) -> None:
    with pytest.raises(Refusal, match="role"):
        quick_town.say("ann", "follow-up")


@pytest.mark.parametrize(
    "written", ["event:0{}", "event:+{}", "event: {}", "event:{}\n", "event:\u0661"]
)
def test_a_subject_is_written_one_way_only(quick_town: Town, written: str) -> None:
    with pytest.raises(Refusal, match="could not find"):
        _preview(quick_town, written.format(quick_town.ashford.event))
