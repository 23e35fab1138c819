"""A partnership that may publish links: people, hours, numbers, and a test that has passed."""

from sqlalchemy import select

from dialogs.trust.link_gate import missing_for_links
from dialogs.trust.set_cover import set_cover
from dialogs.trust.try_alerts import OfTest, confirm, end_tests, send_test
from dialogs.turn import Turn
from storage import tables as t
from storage.unit import Unit
from surveys.people import Role, Speaker
from tests.builders import stored
from tests.builders.partnership import INSTALLATION


def ready_for_links(unit: Unit, partnership_id: int) -> None:
    """Give a partnership what it lacks; the test's message is taken back before it goes out."""
    cover_concerns(unit, partnership_id)
    enough_leads(unit, partnership_id)
    pass_a_test(unit, partnership_id)
    assert missing_for_links(unit, partnership_id) == []


def cover_concerns(unit: Unit, partnership_id: int) -> None:
    """Set hours and numbers."""
    set_cover(
        unit,
        partnership_id,
        "console",
        hours="09:00-17:00",
        day_number="0113 496 0000",
        out_of_hours_number="0113 496 0001",
    )


def enough_leads(unit: Unit, partnership_id: int) -> None:
    """Add leads up to three, of an agency of their own."""
    for number in range(len(unit.people.with_role(partnership_id, Role.LEAD)), 3):
        query = select(t.agencies.c.id).where(
            t.agencies.c.partnership_id == partnership_id, t.agencies.c.name == "Health"
        )
        agency = unit.connection.scalar(query) or stored.an_agency(unit, partnership_id, "Health")
        facts = {"name": f"Deputy {number}", "roles": ";lead;"}
        email = f"deputy-{number}@{partnership_id}.example"
        stored.a_person(unit, partnership_id, agency, email, **facts)


def pass_a_test(unit: Unit, partnership_id: int) -> None:
    """Have the first lead confirm a test."""
    lead = unit.people.with_role(partnership_id, Role.LEAD)[0]
    test = send_test(unit, partnership_id, lead.partnership, "console")
    confirm(Turn(Speaker("t", "a", (lead,)), unit, INSTALLATION), OfTest(test=test))
    end_tests(unit)
