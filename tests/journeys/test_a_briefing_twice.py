"""Two leads and one briefing: the second reads who has had it, and nobody gets it twice unasked."""

import asyncio

from surveys.sending.delivery import State
from tests.journeys.house import House
from tests.journeys.person import RE_READ, Person, reads

POLICE, EVERY = 'agency="Ashford Police" and role=practitioner', "role=practitioner"


async def _checks(lead: Person, rule: str) -> None:
    await lead.says("send briefing")
    await lead.taps("preview-briefing", briefing="Hearing children", rule=rule)


async def test_the_second_lead_reads_who_had_it_and_leaves_them_out(either_house: House) -> None:
    house = either_house
    lee, lou, pat, sam = await house.people("lee", "lou", "pat", "sam")
    await _checks(lee, POLICE)
    await lee.signs_off_and_sends()
    assert await house.settled() == {State.SENT: 5}

    await _checks(lou, EVERY)
    assert "5 people had this from Lee Reed on Wednesday 4 March 2026." in reads(lou.card)
    assert "Send to 5 people?" in reads(lou.card)
    await lou.signs_off_and_sends()
    assert "For 5 people." in reads(lou.card)
    await house.settled()
    assert [len(one.posts()) for one in (pat, sam)] == [2, 2]  # the greeting and the briefing

    await _checks(lee, EVERY)
    assert "Send to 1 person?" in reads(lee.card)  # the newcomer, whom nothing has reached
    assert "4 people had this from Lou Reed" in reads(lee.card)
    await lee.taps("confirm-briefing", again="Send it to them again (10 people in all)")
    assert "For 10 people." in reads(lee.card)
    await house.settled()
    assert [len(one.posts()) for one in (pat, sam)] == [3, 3]


async def test_two_leads_who_send_at_once_do_not_both_send(either_house: House) -> None:
    house = either_house
    leads = await house.people("lee", "lou")
    for lead in leads:
        await _checks(lead, EVERY)
    await asyncio.gather(*(one.taps("confirm-briefing", word=RE_READ) for one in leads))
    [late] = [one for one in leads if "The audience has changed" in reads(one.card)]
    other = next(one for one in leads if one is not late)
    said = f"are due to get this from {other.name.title()} Reed on Wednesday 4 March 2026."
    assert said in reads(late.card)
    assert sum((await house.settled()).values()) == 10
