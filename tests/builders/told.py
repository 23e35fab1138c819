"""A briefing sent to the practitioners of Ashford, with links, and its messages afterwards."""

from sqlalchemy import select, update

from dialogs.replies import freeze
from dialogs.sending.send_briefing import frozen
from dialogs.turn import Turn
from storage import tables as t
from storage.telling.link_tokens import LinkTokens
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import NewDispatch
from surveys.telling.briefing import Briefing, Link
from tests.builders import stored
from tests.builders.partnership import INSTALLATION, TENANT, Town

LINKS = (
    Link(title="Full report", address="https://ashford.example/report?year=2026&part=(1)"),
    Link(title="Policy", address="https://ashford.example/policy"),
)
TITLE = "Seeing children alone"


def a_briefing(town: Town, ref: str = "B7") -> int:
    """Put a briefing with links into Ashford; returns its id."""
    content = Briefing.model_validate(
        {
            "partnership": "Ashford",
            "ref": ref,
            "title": TITLE,
            "links": [link.model_dump() for link in LINKS],
            "sections": (
                (
                    "What must change",
                    "See each child alone; [the policy](https://ashford.example/policy).",
                ),
            ),
        }
    )
    facts = {"ref": ref, "title": TITLE, "content": content.model_dump_json()}
    return town.store.act_now(
        lambda unit: stored.a_row(
            unit, t.briefings, partnership_id=town.ashford.partnership, **facts
        )
    )


def tell(town: Town, briefing: int, rule: str = "role=practitioner", once: str = "told") -> int:
    """Send a briefing, and have it delivered to everyone; returns the dispatch."""
    dispatch = town.store.act_now(lambda unit: _send(town, unit, briefing, rule, once))
    settle(town, dispatch, State.SENT)
    return dispatch


def _send(town: Town, unit: Unit, briefing: int, rule: str, once: str) -> int:
    speaker = unit.people.speaker(TENANT, "aad-lea")
    content = unit.briefings.briefing(town.ashford.partnership, briefing)
    assert speaker is not None
    assert content is not None
    reply = frozen(Turn(speaker, unit, INSTALLATION), briefing, content)
    new = NewDispatch(
        partnership_id=town.ashford.partnership,
        once=once,
        kind=DeliveryKind.BRIEFING,
        title=content.title,
        rule=rule,
        says=freeze(reply),
        briefing_id=briefing,
    )
    return unit.deliveries.open(
        new, unit.audience(town.ashford.partnership, rule), unit.now, unit.now
    )[0]


def settle(town: Town, dispatch: int, state: State, *names: str) -> None:
    """Have the messages of a dispatch in a state: those to `names`, or all."""
    mine = update(t.deliveries).where(t.deliveries.c.dispatch_id == dispatch)
    if names:
        mine = mine.where(t.deliveries.c.person_id.in_([town.ids[name] for name in names]))
    town.store.act_now(lambda unit: unit.connection.execute(mine.values(state=state)))


def states(town: Town, dispatch: int) -> dict[str, str]:
    """How the messages of a dispatch stand, by name."""
    names = {number: name for name, number in town.ids.items()}
    query = select(t.deliveries.c.person_id, t.deliveries.c.state).where(
        t.deliveries.c.dispatch_id == dispatch
    )
    return {
        names[row.person_id]: row.state
        for row in town.store.look(lambda unit: unit.connection.execute(query).all())
    }


def place(town: Town, dispatch: int, name: str, index: int = 0) -> str:
    """The last part of the address of someone's tracked link."""
    return f"{LinkTokens(town.store.keyring).token(dispatch, town.ids[name])}.{index}"


def acts(town: Town, briefing: int) -> set[tuple[str, str]]:
    """Who did what with a briefing."""
    names = {number: name for name, number in town.ids.items()}
    query = select(t.acts.c.person_id, t.acts.c.act).where(t.acts.c.briefing_id == briefing)
    return {
        (names[row.person_id], row.act)
        for row in town.store.look(lambda unit: unit.connection.execute(query).all())
    }
