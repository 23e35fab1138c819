"""Fills a throw-away installation: the imports a partnership would make, then its past in order.

The same moment gives the same evidence; every figure comes from answers and counts, none is set.
"""

import random
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from importlib.resources import files

from bot.console.demo import (
    audit_cycles,
    cast,
    diary,
    elsewhere,
    gatherings,
    register_files,
    threads,
)
from bot.console.demo.cover import cover_concerns
from bot.console.demo.facts import DemoFacts, Form
from bot.console.demo.past import BEFORE, Past, happenings, tick
from dialogs.asking.wave_lifecycle import plan_for_event
from dialogs.impact.import_records import import_briefing, import_records
from dialogs.turn import Installation
from storage.database.schema import migrate
from storage.store import Store
from storage.trust.encryption import Keyring
from storage.unit import Unit
from surveys.library import shipped

SEED = 20
Row = Mapping[str, str]


class _Moment:
    """The clock of the past, which is set from one happening to the next."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def fill(store_url: str, keyring: Keyring, installation: Installation, now: datetime) -> DemoFacts:
    """Fill an empty database (migrated here) in a few seconds; return what is in it."""
    migrate(store_url)
    tokens = {one.name: keyring.mark("demo form", one.name)[:24] for one in diary.OPENED}
    past = Past(installation, now, random.Random(SEED), tokens)  # noqa: S311 - invented answers, not secrets
    clock = _Moment(past.at(BEFORE))
    with closing(Store(store_url, keyring, clock)) as store:
        store.act_now(lambda unit: _bring_in(unit, now))
        store.act_now(cover_concerns)
        for at, happening in store.look(lambda unit: happenings(past, unit)):
            clock.at = at
            store.act_now(happening)
        clock.at = now
        store.act_now(lambda unit: tick(past, unit))
    return facts_of(now, tokens)


def sheets(now: datetime) -> dict[str, Sequence[Row]]:
    """Return what is imported, kind by kind in the order in which it must come."""
    today = now.date()
    return {
        "people": cast.people(),
        "actions": threads.actions(today),
        "outcomes": threads.outcomes(today),
        "events": gatherings.events(now),
        "attendance": gatherings.attendance(),
        "evidence": elsewhere.evidence(today),
        "indicators": elsewhere.indicators(today),
        "audit": audit_cycles.audits(today),
        "section11": audit_cycles.section_11(today),
        "review": register_files.reviews(today),
        "inspection": register_files.inspections(today),
        "analysis": register_files.analyses(today),
        "complaints": register_files.complaints(today),
        "dissemination": register_files.dissemination(today),
    }


def briefings() -> dict[str, str]:
    """Return the briefings as they were written, by file name."""
    folder = files("bot.console.demo") / "briefings"
    found = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".md")), key=lambda file: file.name
    )
    return {file.name: file.read_text(encoding="utf-8") for file in found}


def _bring_in(unit: Unit, now: datetime) -> None:
    for instrument in shipped().values():
        unit.instruments.add(instrument, unit.now)
    event_ids: list[int] = []
    for kind, rows in sheets(now).items():
        event_ids += import_records(kind, rows, None, False, unit).event_ids
    for name, text in briefings().items():
        import_briefing(text, name, None, False, unit)
    for event_id in event_ids:
        if event := unit.learning_events.get(event_id):
            plan_for_event(unit, event)


def facts_of(now: datetime, tokens: Mapping[str, str]) -> DemoFacts:
    """Return what there is to play with."""
    just_ending = gatherings.gathering(gatherings.JUST_ENDING)
    thread = threads.thread(just_ending.action)
    priya = cast.player(cast.PRACTITIONER[0], "practitioner")
    return DemoFacts(
        partnership=cast.ASHMERE,
        practitioner=priya,
        lead=cast.player(cast.LEAD[0], "lead"),
        evaluator=cast.player(cast.EVALUATOR[0], "evaluator"),
        others=tuple(cast.player(row["name"]) for row in cast.people()[8:11]),
        briefing=threads.thread("AW-05").title,
        audience=priya.agency,
        event=just_ending.title,
        event_ends_at=gatherings.times(just_ending, now)[1],
        followed_up=gatherings.gathering("AW-E4").title,
        managers=diary.MANAGERS,
        action_ref=thread.ref,
        action=thread.title,
        family=_form(diary.FAMILY_FORM, tokens),
        child=_form(diary.CHILD_FORM, tokens),
        released=sum(one.is_released for one in diary.FED_BACK),
    )


def _form(name: str, tokens: Mapping[str, str]) -> Form:
    opened = next(one for one in diary.OPENED if one.name == name)
    title = shipped()[opened.instrument].title["en"]
    return Form(tokens[name], title, f"{title}, {opened.label}", opened.n)
