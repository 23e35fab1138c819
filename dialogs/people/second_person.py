"""Whether a partnership wants a second person to approve each version of a briefing."""

from storage.unit import Unit


def ask_second_person(unit: Unit, partnership_id: int, actor: str, *, asked: bool) -> None:
    """Keep what was chosen, and record who chose it if it has changed."""
    if unit.people.ask_second_person(partnership_id, asked=asked):
        chosen = "on" if asked else "off"
        unit.record(
            partnership_id, actor, f"second person {chosen}", f"partnership:{partnership_id}"
        )
