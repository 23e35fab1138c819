"""The people of a filled database, with what the earlier revision had put before them."""

from tests.journeys.house import House
from tests.journeys.person import Person
from tests.upgrades.filled import Filled


def somebody(house: House, filled: Filled, name: str) -> Person:
    return Person(house.lines, name, filled.scene["people"][name])


def on_screen(house: House, filled: Filled, name: str) -> Person:
    """Somebody with one of the recorded cards before them."""
    shown = filled.cards[name]
    person = somebody(house, filled, shown["person"])
    person.card, person.shown_as = shown["card"], shown["message"]
    return person


def summaries(house: House, filled: Filled, name: str) -> list[str]:
    """What a lock screen says of each message that came into somebody's chat."""
    return [message["summary"] for message in somebody(house, filled, name).messages()]
