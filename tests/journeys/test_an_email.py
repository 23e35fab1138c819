"""A person not reached in Teams gets an e-mail; an answer on its page counts in Teams as well."""

import re
from urllib.parse import urlsplit

from storage import tables as t
from surveys.sending.delivery import State
from tests.journeys.house import House
from tests.journeys.person import reads
from tests.journeys.second_door import written_to
from tests.stand_ins.mail_server import MailServer

ANSWERS = {
    "relevant": "agree",
    "useful": "agree",
    "will-act": "yes",
    "intention": "See children alone",
}


async def address(house: House, mail: MailServer, name: str) -> str:
    """Wait for the e-mail to somebody; returns the path of its page."""
    await house.lines.until(lambda: bool(written_to(mail, name)))
    found = re.search(r"^http\S+/q/[\w-]+$", written_to(mail, name)[0].text, re.MULTILINE)
    assert found is not None
    return urlsplit(found.group()).path


async def test_who_has_no_teams_answers_by_email_and_then_has_answered(
    writing_house: House, mail: MailServer
) -> None:
    house = writing_house
    sam, lee = await house.people("sam", "lee")
    await sam.removes()
    house.clock.forward(hours=2, minutes=1)  # the event is over, and its survey opens
    page = await address(house, mail, "sam")
    status, content = await house.lines.page(page)
    assert (status, b"This is not a referral" in content) == (200, True)
    assert re.findall(rb"<script[^>]*>", content) == [
        one for one in re.findall(rb"<script[^>]*>", content) if b"src=" in one
    ]  # our own file, and none in the page
    status, content = await house.lines.page(page, ANSWERS)
    assert (status, b"All done" in content) == (200, True)
    assert house.count(t.responses, door="web", finished=True) == 1
    await house.lines.until(lambda: house.count(t.letters, state=State.PROVEN) == 1)
    assert house.count(t.deliveries, state=State.FAILED, reason="not_installed") == 1
    await sam.installs()
    assert "Finished" in reads(await sam.says("my surveys"))
    assert house.count(t.responses) == 1
    await lee.says("not reached")
    assert "They used the web page in our e-mail." in reads(lee.card)
    assert len(written_to(mail, "sam")) == 1


async def test_who_stops_by_the_page_is_asked_no_more(
    writing_house: House, mail: MailServer
) -> None:
    house = writing_house
    [sam] = await house.people("sam")
    await sam.removes()
    house.clock.forward(hours=2, minutes=1)
    page = await address(house, mail, "sam")
    assert (await house.lines.page(f"{page}/stop"))[0] == 200
    assert house.count(t.people, opted_out=True) == 0
    status, content = await house.lines.page(f"{page}/stop", {"List-Unsubscribe": "One-Click"})
    assert (status, b"Messages are stopped" in content) == (200, True)
    assert house.count(t.people, opted_out=True) == 1


async def test_those_not_known_are_written_to_when_the_lead_says_so(
    writing_house: House, mail: MailServer
) -> None:
    house = writing_house
    sam, lee = await house.people("sam", "lee")
    house.lines.connector.script("dropped", kind="message")
    house.clock.forward(hours=2, minutes=1)
    await house.lines.until(lambda: house.count(t.deliveries, state=State.UNKNOWN) == 1)
    await lee.says("not reached")
    assert "may have arrived" in reads(lee.card)
    await lee.taps("choose-letters")
    await lee.taps("write-letters")
    assert "1 person will get an e-mail" in reads(lee.card)
    await house.lines.until(lambda: len(mail.taken) == house.count(t.letters))
    assert house.count(t.letters) >= 1
    assert sam.name
