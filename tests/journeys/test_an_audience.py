"""An audience: saved under a name, looked at person by person, sent to at a set time."""

from datetime import timedelta

from storage import tables as t
from surveys.sending.delivery import State
from tests.journeys.house import House
from tests.journeys.person import reads

RULE = "role=practitioner and email=ali@ashford.example"


async def test_an_audience_is_saved_looked_at_and_sent_to(either_house: House) -> None:
    house = either_house
    lee, ali = await house.people("lee", "ali")
    await lee.says("audiences")
    await lee.taps("new-audience")
    await lee.taps("save-audience", saved="duty", rule=RULE)
    assert "@duty is saved. It names 1 person today." in reads(lee.card)
    await lee.taps("who", saved="@duty")
    assert "Ali" in reads(lee.card)

    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", rule="@duty")
    await lee.signs_off_and_sends()
    assert await house.settled() == {State.SENT: 1}
    assert len(ali.posts()) == 2  # the greeting and the briefing


async def test_a_rule_that_cannot_be_read_stays_in_its_box(house: House) -> None:
    [lee] = await house.people("lee")
    await lee.says("audiences")
    await lee.taps("new-audience")
    await lee.taps("save-audience", saved="duty", rule="agency=")
    assert "could not understand" in reads(lee.card)
    await lee.taps("save-audience", rule=RULE)
    assert "@duty is saved." in reads(lee.card)


async def test_a_briefing_set_for_tomorrow_goes_out_tomorrow(house: House) -> None:
    lee, ali = await house.people("lee", "ali")
    await lee.says("send briefing")
    await lee.taps(
        "preview-briefing", briefing="Hearing children", rule="email=ali@ashford.example"
    )
    tomorrow = house.clock.now + timedelta(days=1)
    await lee.signs_off_and_sends(day=tomorrow.date().isoformat(), at_time="10\N{NO-BREAK SPACE}am")
    assert "Sending starts on" in reads(lee.card)
    await house.next_round()
    assert len(ali.posts()) == 1  # the greeting alone
    house.clock.set(tomorrow)
    assert await house.settled() == {State.SENT: 1}
    assert len(ali.posts()) == 2


async def test_a_briefing_that_comes_again_is_on_the_list_and_can_be_stopped(house: House) -> None:
    [lee] = await house.people("lee")
    await lee.says("send briefing")
    await lee.taps(
        "preview-briefing", briefing="Hearing children", rule="email=ali@ashford.example"
    )
    await lee.signs_off_and_sends(every="Every two weeks")
    assert "every 2 weeks" in reads(lee.card)
    await lee.taps("stop-schedule")
    assert house.count(t.jobs, stopped_because="stopped") == 1
