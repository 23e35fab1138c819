"""What is shown before confirming where the time is given first, and that this is what goes out."""

from datetime import UTC, datetime

import pytest

from dialogs.replies import ConfirmBriefing, ConfirmFollowUp, Queued, Reply, Schedule
from dialogs.scheduling import confirm_briefing, confirm_follow_up
from dialogs.scheduling.confirm_briefing import BriefingConfirmation, BriefingToCheck
from dialogs.scheduling.confirm_follow_up import FollowUpConfirmation, FollowUpToCheck
from surveys.problems import Refusal
from tests.builders.partnership import Town
from tests.builders.sending import sends

MONDAY = datetime(2026, 3, 9, 9, tzinfo=UTC)
EVERY_MONDAY = {"every": "every  monday 09:30", "until": "2026-03-20"}


def _briefing(town: Town, **facts: object) -> BriefingToCheck:
    usual = {"briefing": town.ashford.briefing, "audience": "role=practitioner"}
    return BriefingToCheck.model_validate(usual | facts)


def _check(town: Town, command: BriefingToCheck) -> ConfirmBriefing:
    return town.store.look(lambda unit: confirm_briefing.check(town.speaking(unit, "lea"), command))


def _confirmed(town: Town, command: BriefingToCheck, **facts: object) -> Reply:
    asked = _check(town, command)
    shown = {
        "count": asked.count,
        "once": asked.once,
        "version": asked.version,
        "word": asked.word is not None,
    }
    confirmation = BriefingConfirmation.model_validate(dict(command) | shown | facts)
    return town.store.act_now(
        lambda unit: confirm_briefing.confirmed(town.speaking(unit, "lea"), confirmation)
    )


def test_everybody_agency_by_agency_is_shown_before_anything_goes_out(town: Town) -> None:
    asked = _check(town, _briefing(town))

    assert asked.by_agency == (("Ashford Council", 2), ("Ashford Police", 1))
    assert (asked.when, asked.coming) == ("", ())
    assert sends(town) == 0


def test_a_request_for_a_set_time_is_one_send_however_often_it_is_made(town: Town) -> None:
    first, second = (_confirmed(town, _briefing(town, at=MONDAY)) for _ in range(2))

    assert isinstance(first, Queued)
    assert isinstance(second, Queued)
    assert first.dispatch == second.dispatch
    assert sends(town) == 1


def test_requests_for_now_are_as_many_sends(quick_town: Town) -> None:
    for _ in range(2):
        _confirmed(quick_town, _briefing(quick_town, again=True))

    assert sends(quick_town) == 2


def test_a_request_for_a_set_time_that_was_confirmed_shows_what_it_showed_then(
    quick_town: Town,
) -> None:
    command = _briefing(quick_town, at=datetime(2026, 3, 6, 9, tzinfo=UTC))
    first = _check(quick_town, command)
    _confirmed(quick_town, command)
    second = _check(quick_town, command)

    assert isinstance(first, ConfirmBriefing)
    assert isinstance(second, ConfirmBriefing)
    assert (second.count, second.had, second.had_before) == (first.count, 0, ())


def test_the_times_of_a_recurring_send_are_shown_and_kept(quick_town: Town) -> None:
    command = _briefing(quick_town, **EVERY_MONDAY)
    asked = _check(quick_town, command)
    reply = _confirmed(quick_town, command)

    assert asked.every == "every monday 09:30"
    assert [moment.day for moment in asked.coming] == [9, 16]
    assert "first on Monday 9 March 2026 at 9.30 am" in asked.when
    assert "The last day is 20 March 2026." in asked.when
    assert isinstance(reply, Schedule)
    assert reply.begun.startswith("b1-")


def test_what_has_changed_since_it_was_shown_is_shown_again_and_not_sent(
    quick_town: Town,
) -> None:
    reply = _confirmed(quick_town, _briefing(quick_town, at=MONDAY), count=2)

    assert isinstance(reply, ConfirmBriefing)
    assert "It is now 3" in (reply.problem or "")
    assert sends(quick_town) == 0


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"at": datetime(2026, 3, 4, 11, 59, tzinfo=UTC)}, "time-past"),
        ({"every": "every funday"}, "every-unreadable"),
        ({"channel_names": ["General"]}, "channel-unknown"),
        ({"audience": "team=Night"}, "audience-value-unknown"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_it_is_confirmed(
    quick_town: Town, facts: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        _check(quick_town, _briefing(quick_town, **facts))

    assert refused.value.code == code


def _follow_up(town: Town, **facts: object) -> FollowUpToCheck:
    usual = {"subject": f"event:{town.ashford.event}", "instrument": "follow-up-6-weeks"}
    return FollowUpToCheck.model_validate(usual | facts)


def _asked(town: Town, command: FollowUpToCheck) -> ConfirmFollowUp:
    return town.store.look(
        lambda unit: confirm_follow_up.check(town.speaking(unit, "lea"), command)
    )


def test_a_follow_up_shows_people_by_agency_and_opens_what_was_shown(town: Town) -> None:
    command = _follow_up(town)
    asked = _asked(town, command)
    confirmation = FollowUpConfirmation(**dict(command), count=asked.count, once=asked.once)
    reply = town.store.act_now(
        lambda unit: confirm_follow_up.confirmed(town.speaking(unit, "lea"), confirmation)
    )

    assert dict(asked.by_agency) == {"Ashford Council": 2, "Ashford Police": 1}
    assert isinstance(reply, Queued)
    assert reply.count == asked.count


def test_a_follow_up_of_a_set_time_has_one_key(quick_town: Town) -> None:
    first, second = (_asked(quick_town, _follow_up(quick_town, at=MONDAY)) for _ in range(2))

    assert first.once == second.once
    assert first.once.startswith("console:")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"instrument": "weather"}, "instrument-unknown"),
        ({"instrument": "family"}, "instrument-by-link"),
        ({"at": datetime(2026, 3, 4, 11, 59, tzinfo=UTC)}, "time-past"),
        ({"subject": "event:999"}, "not-found"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_it_is_confirmed(
    quick_town: Town, facts: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        _asked(quick_town, _follow_up(quick_town, **facts))

    assert refused.value.code == code
