"""What a role allowed ends with it, and who has left gets nothing, while no figure changes."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from dialogs.impact.import_records import import_records
from storage import tables as t
from surveys.sending.delivery import DeliveryKind
from tests.journeys.cast import email, people_rows
from tests.journeys.house import House
from tests.journeys.person import RE_READ, Person, reads
from tests.journeys.test_a_concern import WORDS, alerted
from tests.journeys.test_a_summary import asked_for, command
from tests.journeys.test_an_answer import asked


def import_role(house: House, name: str, roles: str) -> None:
    """Import someone's row with other roles."""
    row = next(one for one in people_rows() if one["email"] == email(name))
    file = [{**row, "roles": roles}]
    house.store.act_now(lambda unit: import_records("people", file, None, False, unit))


async def test_a_send_is_refused_to_a_lead_whose_role_an_import_has_ended(
    either_house: House,
) -> None:
    [lee] = await either_house.people("lee")
    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", audience="All practitioners")
    import_role(either_house, "lee", "practitioner")

    card = await lee.taps("confirm-briefing", word=RE_READ)

    assert "Your role does not include this." in reads(card)
    assert either_house.count(t.dispatches) == 0
    assert either_house.count(t.audit, act="change roles") == 1


async def test_the_words_of_a_concern_open_for_nobody_whose_role_has_ended(house: House) -> None:
    lee, _ = await alerted(house, concern="now", say=WORDS)
    await lee.taps("have-this")
    await lee.taps("read-words")
    path = urlsplit(lee.card["actions"][0]["url"]).path
    command(house, "person", "roles", email("lee"), "practitioner")

    for form in (None, {}):
        status, page = await house.lines.page(path, form)
        assert status == 403
        assert WORDS not in page.decode()
    assert house.count(t.audit, act="concern read") == 0


async def test_a_file_is_not_given_to_someone_whose_role_has_ended(house: House) -> None:
    eve, offer = await asked_for(house)
    command(house, "person", "roles", email("eve"), "practitioner")

    await eve.consents(offer, {"uploadUrl": f"{house.lines.service_url}upload/summary.json"})

    assert "Your role does not include this." in reads(eve.looks())
    assert house.lines.connector.seen("upload") == []


async def test_a_leaver_is_told_so_gets_nothing_and_leaves_every_figure_as_it_was(
    either_house: House, tmp_path: Path
) -> None:
    house = either_house
    sam = await asked(house)
    lee = await sent_to_everyone(house, sam)
    before = figures(house, tmp_path / "before.json")
    number = len(sam.messages())

    command(house, "person", "left", email("sam"), "--yes")

    assert figures(house, tmp_path / "after.json") == before
    assert "says that you have left" in reads(await sam.taps("read"))
    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", audience="All practitioners")
    assert "8 people had this from" in reads(lee.card)
    assert "9 people in all" in reads(lee.card)
    assert len(sam.messages()) == number

    command(house, "person", "return", email("sam"))

    assert "What you can do here" in reads(await sam.says("help"))
    assert figures(house, tmp_path / "again.json") == before


async def sent_to_everyone(house: House, reader: Person) -> Person:
    """A lead who has sent the briefing, which has come to the reader."""
    [lee] = await house.people("lee")
    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", audience="All practitioners")
    await lee.signs_off_and_sends()
    await house.settled()
    await reader.gets("Hearing children")
    return lee


def figures(house: House, out: Path) -> tuple[bytes, list[str]]:
    """The impact summary, and how every send has gone."""
    command(house, "summary", "A1", "--format=json", f"--out={out}")
    assert json.loads(out.read_bytes())["outcomes"]
    counts = house.store.look(
        lambda unit: [
            repr((unit.deliveries.counts(one.id), unit.reach.sent(one.partnership_id, 9)))
            for one in unit.deliveries.recent(None, list(DeliveryKind), 9)
        ]
    )
    return out.read_bytes(), counts
