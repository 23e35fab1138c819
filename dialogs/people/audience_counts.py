"""Who is asked or told: the audiences offered, and the count confirmed before anything goes out."""

from collections.abc import Iterable

from dialogs.replies import Option
from dialogs.turn import Turn
from storage.database.query_types import AnySelect
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.audience import names_everyone
from surveys.sending.exclusion_summary import counted_in_words

LONGEST_DETAIL = 60


def offered(turn: Turn, people: Iterable[Person]) -> tuple[Option, ...]:
    """Return the audiences that a lead may choose from; any other is typed as a rule.

    A rule is read in the partnership of what is sent, so that each is offered once.
    """
    found: dict[str, Option] = {}
    for person in people:
        for option in _of_partnership(turn, person):
            same = found.setdefault(option.value, option)
            if same.detail != option.detail:
                found[option.value] = option.model_copy(update={"detail": ""})
    return tuple(found.values())


def _of_partnership(turn: Turn, person: Person) -> tuple[Option, ...]:
    agencies = turn.unit.people.agencies(person.partnership_id)
    saved = turn.unit.saved_audiences.all(person.partnership_id)
    return (
        Option(value="role=practitioner", text="All practitioners"),
        *(
            Option(
                value=f"@{name}",
                text=f"@{name}",
                detail=turn.placed(rule[:LONGEST_DETAIL], person),
            )
            for name, rule in saved.items()
        ),
        *(
            Option(value=f'agency="{name}"', text=name, detail=turn.placed("", person))
            for name in agencies
            if '"' not in name
        ),
        Option(value="role=lead", text="Safeguarding leads"),
        Option(value="everyone", text="Everyone"),
    )


def counted(turn: Turn, person: Person, rule: str) -> list[tuple[str, int]]:
    """Return how many people a rule names, by agency, refusing as `named` does."""
    return turn.unit.count(named(turn, person, rule))


def named(turn: Turn, person: Person, rule: str) -> AnySelect:
    """Return whom a rule names; refuse one that names no one, or something not there."""
    if not rule.strip():
        raise Refusal("audience-missing")
    turn.unit.refuse_unknown_values(person.partnership_id, rule)
    people = turn.unit.audience(person.partnership_id, rule)
    if not turn.unit.count(people):
        raise Refusal("nobody-in-audience")
    return people


def left_out(turn: Turn, people: AnySelect, most_asks: int) -> str:
    """Say how many people a message would not reach now, as far as is known, and why."""
    return counted_in_words(turn.unit.exclusions.counted(people, most_asks), most_asks)


def needs_typing(turn: Turn, person: Person, rule: str) -> bool:
    """Say whether the count must be typed before sending: for everyone, also by a saved rule."""
    return bool(rule) and names_everyone(
        turn.unit.saved_audiences.written_out(person.partnership_id, rule)
    )


def confirm(*, everyone: bool, count_now: int, count_seen: int, typed: str | int | None) -> None:
    """Refuse if the audience has changed since it was shown, or if a count to be typed is wrong."""
    if count_now != count_seen:
        raise Refusal("audience-changed", count=count_now)
    if everyone and str(typed or "").strip().replace(",", "") != str(count_now):
        raise Refusal("count-mismatch", count=count_now)
