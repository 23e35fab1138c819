"""What cards that send have in common: who is left out, a rule to type, the count to type.

Whatever goes to everyone asks for the number of people, so that no one does that by mistake.
"""

from bot.teams.cards.inputs import number, write
from bot.teams.cards.parts import Card, text

LARGEST_AUDIENCE = 10_000_000
_RULE = 'Or type a rule, such as: agency="Leeds Council" and role=practitioner'


def left_out(words: str) -> list[Card]:
    """Return how many people it would not reach now, as far as we know."""
    return [text(f"Of these, {words}.")] if words else []


def typed_rule(value: str) -> Card:
    """Return a box for an audience rule, with the `value` typed before."""
    return write(
        "rule", _RULE, error="Please shorten the rule.", required=False, lines=False, value=value
    )


def typed_count(*, type_count: bool, count: int, had: int = 0) -> list[Card]:
    """Return a box for the number itself, so that no one writes to everyone by mistake."""
    if not type_count:
        return []
    with_them = f"{count + had} with those who have had it"
    wanted = (f"{count}, or {with_them}" if count else with_them) if had else f"{count}"
    error = f"Please type {wanted} to confirm."
    return [
        number(
            "typed",
            f"This goes to everyone. To confirm, type the number of people: {wanted}",
            error=error,
            low=1,
            high=LARGEST_AUDIENCE,
        )
    ]
