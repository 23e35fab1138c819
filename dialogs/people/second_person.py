"""Whether a partnership wants a second person to approve each version of a briefing before it goes."""

from storage.unit import Unit


def ask_second_person(unit: Unit, partnership_id: int, actor: str, *, asked: bool) -> None:
    """Keep what was chosen, and on record who chose it; nothing is recorded where it was so before."""
    if unit.people.ask_second_person(partnership_id, asked=asked):
        chosen = "on" if asked else "off"
        unit.record(
            partnership_id, actor, f"second person {chosen}", f"partnership:{partnership_id}"
        )
