"""A lead who sends a briefing from its cards, and how many sends there are."""

from sqlalchemy import func, select

from dialogs.replies import ConfirmBriefing, Reply
from storage import tables as t
from tests.builders.partnership import Town


def preview(town: Town, audience: str = "role=practitioner", rule: str = "") -> Reply:
    return town.say(
        "lea", "preview-briefing", briefing=town.ashford.briefing, audience=audience, rule=rule
    )


def confirm(town: Town, shown: Reply, **facts: object) -> Reply:
    assert isinstance(shown, ConfirmBriefing)
    data = {
        "briefing": shown.briefing,
        "audience": shown.audience,
        "count": shown.count,
        "once": shown.once,
    }
    return town.say("lea", "confirm-briefing", **data | facts)


def sends(town: Town) -> int:
    query = select(func.count()).select_from(t.dispatches)
    return town.store.look(lambda unit: unit.connection.scalars(query).one())
