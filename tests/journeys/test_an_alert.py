"""An alert goes by every door to every lead until one of them takes it on."""

import json
import re
from pathlib import Path

from sqlalchemy import update

from storage import tables as t
from surveys.sending.delivery import DeliveryKind, State
from tests.builders.clock import SettableClock
from tests.builders.concerns import a_concern
from tests.journeys.cast import ASHFORD, email
from tests.journeys.house import House, open_house
from tests.journeys.person import Person, reads
from tests.journeys.second_door import written_to
from tests.stand_ins.mail_server import MailServer

ALERT = "A safeguarding concern needs you"


def without_an_entra_id(house: House, *names: str) -> None:
    """Have people on the roster whom nobody can write to in Teams."""
    theirs = t.people.c.email.in_([email(name) for name in names])
    forget = update(t.people).where(theirs).values(aad_object_id=None)
    house.store.act_now(lambda unit: unit.connection.execute(forget))


def alerts_of(person: Person) -> int:
    """How many alerts somebody has in the chat."""
    return sum(ALERT in message["summary"] for message in person.messages())


async def metrics(house: House) -> str:
    _, page = await house.lines.page("/metrics")
    return page.decode()


async def test_a_lead_whom_teams_cannot_reach_is_written_to_at_once(
    writing_house: House, mail: MailServer
) -> None:
    house = writing_house
    [lee] = await house.people("lee")
    without_an_entra_id(house, "lou")
    ref = a_concern(house.store, ASHFORD)
    await lee.gets(ALERT)
    await house.lines.until(lambda: all(written_to(mail, name) for name in ("lee", "lou")))
    [taken] = written_to(mail, "lou")
    assert taken.message["Subject"] == ALERT
    assert taken.message["List-Unsubscribe"] is None
    assert f"Reference: {ref}" in taken.text
    assert "Priority: red, act now" in taken.text
    assert "Raised: 4 March 2026 at midday" in taken.text
    assert "Partnership: Ashford" in taken.text
    assert "https://teams.microsoft.com/l/chat/0/0?users=28:" in taken.text
    said = taken.message.as_string() + taken.html
    assert not {word for word in ("locked", "quicksilver", "Lou", "Reed") if word in said}
    assert not re.search(r"/q/|/concern/", said)


async def test_a_passing_refusal_is_tried_again_though_another_lead_was_reached(
    either_house: House,
) -> None:
    lee, lou = await either_house.people("lee", "lou")
    either_house.lines.connector.script("disabled-by-admin", "not-in-roster")
    a_concern(either_house.store, ASHFORD)
    await either_house.next_round()
    assert (alerts_of(lee), alerts_of(lou)) == (0, 0)
    either_house.clock.forward(seconds=31)
    await either_house.lines.until(lambda: (alerts_of(lee), alerts_of(lou)) == (1, 1))


async def test_an_alert_reaches_a_lead_who_removed_the_app_once_it_is_back(
    either_house: House,
) -> None:
    [lou] = await either_house.people("lou")
    await lou.removes()
    either_house.lines.connector.script(*["not-installed"] * 2)
    a_concern(either_house.store, ASHFORD)
    await either_house.next_round()
    await lou.installs()
    for _ in range(3):
        either_house.clock.forward(minutes=2)
        await either_house.next_round()
    assert alerts_of(lou) == 1


async def test_nothing_more_goes_to_any_lead_once_one_has_taken_it_on(
    writing_house: House, mail: MailServer
) -> None:
    house = writing_house
    lee, lou = await house.people("lee", "lou")
    mail.on_rcpt = "451 later"
    house.lines.connector.script("unavailable", "unavailable")
    a_concern(house.store, ASHFORD)
    await house.next_round()
    put_off = {"attempt": 1, "state": State.PENDING}
    await house.lines.until(lambda: house.count(t.letters, **put_off) == 2)
    house.lines.connector.script("accepted-then-502", "unavailable")
    house.clock.forward(seconds=31)
    await house.lines.until(lambda: alerts_of(lee) + alerts_of(lou) == 1)
    again = {"attempt": 2, "state": State.PENDING}
    await house.lines.until(lambda: house.count(t.letters, **again) == 2)
    told = lee if alerts_of(lee) else lou
    told.looks()
    await told.taps("have-this")
    mail.on_rcpt = "250 OK"
    for _ in range(5):
        house.clock.forward(minutes=2)
        await house.next_round()
    assert alerts_of(lee) + alerts_of(lou) == 1
    assert mail.taken == []
    await house.lines.until(lambda: house.count(t.alert_steps, ended=False) == 0)
    assert house.standing(DeliveryKind.ALERT) == {State.SKIPPED: 2}
    assert house.count(t.letters, state=State.SKIPPED, reason="acknowledged") == 2


async def test_what_no_one_deals_with_goes_to_the_deputy_and_ends_with_an_answer(
    writing_house: House, mail: MailServer
) -> None:
    house = writing_house
    lee, lou = await house.people("lee", "lou")
    a_concern(house.store, ASHFORD)
    await house.lines.until(lambda: len(mail.taken) == 2)
    await lee.gets(ALERT)
    house.clock.forward(minutes=15)
    await lou.gets("You are next in line: please deal with it now.")
    assert "Deal with it by" in reads(lou.card)
    assert "4 March 2026 at 12.15\N{NO-BREAK SPACE}pm" in reads(lou.card)
    await house.lines.until(lambda: len(written_to(mail, "lou")) == 2)
    assert "You are next in line" in written_to(mail, "lou")[1].text
    await lou.taps("have-this")
    await house.lines.until(lambda: house.count(t.alert_steps, ended=False) == 0)
    house.clock.forward(hours=3)
    await house.next_round()
    assert (alerts_of(lee), alerts_of(lou)) == (1, 2)
    assert len(mail.taken) == 3


async def test_a_test_reaches_every_lead_by_every_door_and_one_confirms_it(
    writing_house: House, mail: MailServer
) -> None:
    house = writing_house
    lee, lou = await house.people("lee", "lou")
    # Her answer and the test itself come in any order.
    await house.lines.post(lee.activity("message", text="test alert"))
    await lou.gets("A test of safeguarding alerts")
    await house.lines.until(lambda: len(mail.taken) == 2)
    [taken] = written_to(mail, "lou")
    assert taken.message["Subject"] == "A test of safeguarding alerts"
    assert "This is only a test. No one has raised a concern." in taken.text
    assert "The alert test has passed" in reads(await lou.taps("confirm-test"))
    await house.lines.until(lambda: house.count(t.alert_tests, ended=True) == 1)
    assert house.count(t.audit, act="alert test passed") == 1
    assert house.count(t.concerns) == 0


async def test_an_alert_that_told_no_one_is_shown_until_someone_deals_with_it(
    either_house: House,
) -> None:
    lee, lou = await either_house.people("lee", "lou")
    either_house.lines.connector.script(*["blocked-by-user"] * 4)
    ref = a_concern(either_house.store, ASHFORD)
    await either_house.next_round()
    assert "golden_thread_alerts_not_reached 0.0" in await metrics(either_house)
    either_house.clock.forward(seconds=91)
    await either_house.lines.until(
        lambda: either_house.count(t.deliveries, attempt=2, state=State.PENDING) == 2
    )
    assert "golden_thread_alerts_not_reached 1.0" in await metrics(either_house)
    for lead in (lee, lou):
        home = reads(await lead.says("home"))
        assert f"We could not tell any lead about 1 concern: {ref}" in home
    val = either_house.person("val")
    await val.installs()
    assert ref not in reads(await val.says("home"))  # another partnership's
    _, ready = await either_house.lines.page("/readyz")
    assert json.loads(ready)["alerts_not_reached"] == 1
    await lee.says("concerns")
    await lee.taps("see-concern")
    await lee.taps("have-this")
    assert ref not in reads(await lou.says("home"))
    assert "golden_thread_alerts_not_reached 0.0" in await metrics(either_house)


async def test_a_synthetic_concern_goes_through_the_running_program_and_no_one_hears_of_it(
    either_url: str, tmp_path: Path, clock: SettableClock
) -> None:
    opening = open_house(either_url, tmp_path / "keys.json", clock, GT_WATCH_MINUTES=60)
    async with opening as house:
        [lee] = await house.people("lee")

        def last_watch() -> object:
            return house.store.look(lambda unit: unit.heartbeats.last("watch"))

        await house.lines.until(lambda: last_watch() is not None)
        before = last_watch()
        clock.forward(minutes=61)
        await house.lines.until(lambda: last_watch() != before)
        _, ready = await house.lines.page("/readyz")
        assert json.loads(ready)["watch_missing"] is False
        assert "golden_thread_watch_missing 0.0" in await metrics(house)
        assert len(lee.messages()) == 1  # the greeting
        assert house.count(t.concerns, state="new") == 0
