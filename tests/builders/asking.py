"""Open waves in a town: a sent survey, frontline feedback under a ticket, a public form."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from dialogs.asking.answer_form import OpenForm, SubmitForm, open_form, submit_form
from dialogs.asking.form_once import once_after
from dialogs.asking.wave_lifecycle import OPENING, WaveStep, plan_for_event
from dialogs.replies import AskQuestion, LeadsTo, Reply
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


def once_of(town: Town, name: str = "page-1") -> str:
    """Return the `once` of a page that was opened now, the same for the same name."""
    keyring, now = town.store.keyring, town.store.look(lambda unit: unit.now)
    return once_after(keyring, LINK, name, {}, now)


def followed(store: Store, link: str, **page: str) -> Reply:
    """Open a form as a browser does, which follows the address that it is led to."""
    command = OpenForm.model_validate({"link": link, "by_browser": True, **page})
    reply = store.act_now(lambda unit: open_form(unit, command, INSTALLATION))
    if isinstance(reply, LeadsTo):
        query = dict(parse_qsl(reply.address.partition("?")[2]))
        return followed(store, link, **query)
    return reply


def submission(once: str = "page-1", again: str = "", **fields: str | list[str]) -> SubmitForm:
    """Return what a page sends; `submit` opens one page for each name in `once`."""
    given: Mapping[str, tuple[str, ...]] = {
        name.replace("_", "-"): (value,) if isinstance(value, str) else tuple(value)
        for name, value in fields.items()
    }
    return SubmitForm(link=LINK, once=once, again=again, fields=given)


def submit(town: Town, command: SubmitForm) -> Reply:
    """Open a page, unless it was opened before, and send it."""
    sent = opened(town, command)
    return town.store.act_now(lambda unit: submit_form(unit, sent, INSTALLATION))


def opened(town: Town, command: SubmitForm) -> SubmitForm:
    """Return a submission under the `once` of its page."""
    return command.model_copy(update={"once": once_of(town, command.once)})


def any_answer(asked: AskQuestion) -> dict[str, object]:
    """Return an answer that the question takes."""
    question = asked.question
    offered = question.codes or ("",)
    values: dict[QuestionKind, object] = {
        QuestionKind.TEXT: "I will see each child alone.",
        QuestionKind.SCALE: 7,
        QuestionKind.NUMBER: 3,
        QuestionKind.DATE: "2026-01-05",
        QuestionKind.RANKING: ",".join(question.codes),
    }
    if question.kind is QuestionKind.BEFORE_NOW:
        return {"before": 3, "now": 7}
    return {"value": values.get(question.kind, offered[0])}


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
