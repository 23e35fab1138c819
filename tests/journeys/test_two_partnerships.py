"""Somebody who leads two partnerships: bound once, sees both, acts in that of the thing."""

from dialogs.impact.import_records import import_records
from storage import tables as t
from storage.unit import Unit
from tests.journeys.cast import ASHFORD, COUNCIL, ENTRA, email, people_rows
from tests.journeys.house import House
from tests.journeys.person import reads


def joins_ashford(unit: Unit) -> None:
    """Put Val, who leads Brook, on Ashford's roster too, by e-mail only."""
    row = next(one for one in people_rows() if one["email"] == email("val"))
    there = {"partnership": ASHFORD, "agency": COUNCIL, "roles": "lead", "aad_object_id": ""}
    import_records("people", [{**row, **there}], None, False, unit)


async def test_who_leads_two_partnerships_sees_both_and_sends_in_the_right_one(
    either_house: House,
) -> None:
    house = either_house
    [val] = await house.people("val")
    house.store.act_now(joins_ashford)

    home = reads(await val.says("home"))
    assert "Ashford: People" in home
    assert "Brook: People" in home
    summary = reads(await val.says("summary"))
    assert "A1, Ashford" in summary
    assert "B1, Brook" in summary

    await val.says("send briefing")
    await val.taps("preview-briefing", briefing="Hearing children", audience="All practitioners")
    assert "Send to 10 people?" in reads(val.card)
    await val.signs_off_and_sends()
    await house.settled()
    assert "Hearing children, Ashford" in reads(await val.says("not reached"))
    assert house.count(t.people, aad_object_id=ENTRA["val"]) == 2
