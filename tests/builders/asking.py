"""Open waves in a town: a sent survey, frontline feedback under a ticket, a public form."""

from collections.abc import Mapping

from dialogs.asking.answer_form import SubmitForm, submit_form
from dialogs.asking.wave_lifecycle import OPENING, WaveStep, plan_for_event
from dialogs.replies import AskQuestion, Reply
from dialogs.turn import Installation
from storage import tables as t
from storage.store import Store
from storage.trust.one_time_links import token_hash
from storage.unit import Unit
from surveys.asking.instrument import QuestionKind
from tests.builders import stored
from tests.builders.partnership import INSTALLATION, Town

LINK = "a-public-link"


def take_due(store: Store, step: WaveStep, installation: Installation = INSTALLATION) -> int:
    """Let the clock do one step with every wave that is due; returns how many were."""
    return store.act_now(lambda unit: step.take_all(unit, installation))


def a_survey(town: Town) -> int:
    """Open the wave that follows Ashford's event; returns its id."""

    def arrange(unit: Unit) -> int:
        event = unit.learning_events.get(town.ashford.event)
        assert event is not None
        plan_for_event(unit, event)
        OPENING.take_all(unit, INSTALLATION)
        return unit.connection.scalars(
            t.waves.select().with_only_columns(t.waves.c.id).order_by(t.waves.c.id)
        ).first()

    return town.store.act_now(arrange)


def a_form(town: Town, code: str = "family") -> str:
    """Open a public form on Ashford's action; returns the token of its link."""

    def arrange(unit: Unit) -> None:
        facts = {"action_id": town.ashford.action, "closes_at": None}
        wave = stored.a_wave(unit, town.ashford.partnership, code, **facts)
        unit.public_links.add(town.ashford.partnership, token_hash(LINK), wave, "Poster", unit.now)

    town.store.act_now(arrange)
    return LINK


def submission(once: str = "page-1", **fields: str | list[str]) -> SubmitForm:
    """Return what a page sends."""
    given: Mapping[str, tuple[str, ...]] = {
        name.replace("_", "-"): (value,) if isinstance(value, str) else tuple(value)
        for name, value in fields.items()
    }
    return SubmitForm(link=LINK, once=once, fields=given)


def submit(town: Town, command: SubmitForm) -> Reply:
    """Send a page."""
    return town.store.act_now(lambda unit: submit_form(unit, command, INSTALLATION))


def any_answer(asked: AskQuestion) -> dict[str, object]:
    """Return an answer that the question takes."""
    question = asked.question
    match question.kind:
        case QuestionKind.TEXT:
            return {"value": "I will see each child alone."}
        case QuestionKind.BEFORE_NOW:
            return {"before": 3, "now": 7}
        case QuestionKind.SCALE:
            return {"value": 7}
        case _:
            return {"value": question.codes[0]}


def answer_all(town: Town, name: str, first: AskQuestion, **chosen: object) -> Reply:
    """Answer every question, with `chosen` values by question; return the last reply."""
    reply: Reply = first
    while isinstance(reply, AskQuestion):
        question = reply.question.id
        wanted = chosen.get(question.replace("-", "_"))
        given = {"value": wanted} if wanted is not None else any_answer(reply)
        ticket = {"ticket": reply.ticket} if reply.ticket else {}
        reply = town.say(name, "answer", wave=reply.wave, question=question, **given, **ticket)
    return reply
