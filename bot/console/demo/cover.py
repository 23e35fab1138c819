"""Who covers concerns in the demonstration, and that its alerts are tested before a link is made.

The numbers are of the range that is kept free for films, so that no one can be rung by mistake.
"""

from dialogs.trust.set_cover import set_cover
from dialogs.trust.try_alerts import OfTest, confirm, end_tests, send_test
from dialogs.turn import Turn
from storage.unit import Unit


def cover_concerns(unit: Unit) -> None:
    """Set the hours and the numbers of each partnership."""
    for place_id, _, _ in unit.people.partnerships():
        set_cover(
            unit,
            place_id,
            "console",
            hours="09:00-17:00",
            day_number="0113 496 0100",
            out_of_hours_number="0113 496 0101",
        )


def try_alerts(turn: Turn) -> None:
    """Test the alerts of the speaker's partnership, and confirm it as the lead who got it."""
    lead = turn.person()
    test = send_test(turn.unit, lead.partnership_id, lead.partnership, f"person:{lead.id}")
    confirm(turn, OfTest(test=test))
    end_tests(turn.unit)
