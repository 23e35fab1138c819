"""The facts of a launch kit, once people will see a concern in time.

What staff are told on paper must be true on the first day, so the kit asks for all that a public
link asks for.
"""

from calendar import day_name

from dialogs.trust.link_gate import missing_for_links
from dialogs.turn import Installation
from storage.unit import Unit
from surveys.asking.instrument import Reader
from surveys.asking.notices import help_lines
from surveys.london import clock_in_words
from surveys.people import Role
from surveys.problems import Refusal
from surveys.sending.launch_kit import LaunchKit
from surveys.sending.quiet_hours import Quiet


def launch_kit(unit: Unit, partnership_id: int, name: str, installation: Installation) -> LaunchKit:
    """Return the facts of a partnership's kit; refuses `launch-unready`, naming what is missing."""
    if missing := missing_for_links(unit, partnership_id):
        named = "; ".join(f"{one.what} ({one.do})" for one in missing)
        raise Refusal("launch-unready", missing=f"{name} needs {named}.")
    cover = unit.cover.of(partnership_id)
    lines = help_lines(Reader.PRACTITIONER, installation.local_help)
    leads = unit.people.with_role(partnership_id, Role.LEAD)
    return LaunchKit(
        partnership=name,
        on=unit.today,
        leads=tuple((lead.name, lead.agency) for lead in leads),
        hours=cover.hours,
        day_number=cover.day_number,
        out_of_hours_number=cover.out_of_hours_number,
        help_lines=tuple((line.number, line.name) for line in lines),
        address=installation.public_url,
        quiet=_quiet(installation.quiet),
    )


def _quiet(quiet: Quiet) -> str:
    """Say when nothing but alerts is sent; empty where there is no such time."""
    when: list[str] = []
    if quiet.begins is not None and quiet.ends is not None:
        when.append(f"between {clock_in_words(quiet.begins)} and {clock_in_words(quiet.ends)}")
    if quiet.days:
        when.append(f"on a {' or '.join(day_name[day] for day in sorted(quiet.days))}")
    return f"Nothing {', and nothing '.join(when)}." if when else ""
