"""What is kept for a time is there until its time is over, and then it is gone."""

import asyncio
from collections.abc import Callable, Mapping
from hashlib import sha256

import pytest
from sqlalchemy import delete, select, update

from dialogs.impact.give_out import record_release, work_out
from dialogs.trust.retention import choose, waiting
from scheduler.retention import end_what_is_over
from storage import tables as t
from storage.asking.paper_entries import PaperEntry
from storage.impact.summary_requests import DrawnFile
from storage.store import Store
from storage.trust.audit import first_bad_entry
from storage.trust.concerns import ConcernText
from storage.trust.readings import NewReading
from storage.unit import Unit
from surveys.asking.wave import NewWave
from surveys.impact.you_said import NewYouSaid, SaidAndDone
from surveys.people import ChatState
from surveys.problems import Refusal
from surveys.sending.changes import Place
from surveys.sending.chat_messages import ShownMessage
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import MessageVersion
from surveys.trust.concern_record import ConcernState, Step
from surveys.trust.reading import Mark, TextSource, place_of
from surveys.trust.retention import RETENTION, Retained
from tests.builders import stored
from tests.builders.asking import a_survey
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, TENANT, Town, a_town
from tests.builders.told import a_briefing, tell

FILE = DrawnFile("A1.json", "application/json", b"{}", "0" * 64)


def _keep_activity(town: Town) -> None:
    town.store.act_now(lambda unit: unit.processed_activities.keep("chat", "1", "Said", unit.now))


def _has_activity(unit: Unit) -> bool:
    return unit.processed_activities.reply_to("chat", "1") is not None


def _keep_file(town: Town) -> None:
    town.say("eve", "make-summary", action=town.ashford.action, format="json")
    town.store.act_now(lambda unit: unit.summary_requests.drawn(1, FILE))


def _has_file(unit: Unit) -> bool:
    return unit.summary_requests.content(1) is not None


CHAT = Place("tenant", "chat", "https://connector.example/")
SHOWN = ShownMessage(MessageVersion("r1", 1))
SAYS = Frozen("Said", "{}")


def _keep_card(town: Town) -> None:
    town.store.act_now(lambda unit: unit.chat_messages.show(CHAT, SHOWN, SAYS, unit.now, "1:1"))


def _has_card(unit: Unit) -> bool:
    return unit.chat_messages.shown("chat", "r1") == SHOWN


def _keep_release(town: Town) -> None:
    def give_out(unit: Unit) -> None:
        place, action, day = town.ashford.partnership, town.ashford.action, unit.today
        worked = work_out(unit, INSTALLATION, place, action, day)
        record_release(unit, worked.given, "console", "json", b"{}")

    town.store.act_now(give_out)


def _has_release(unit: Unit) -> bool:
    return unit.releases.with_hash(sha256(b"{}").hexdigest()) is not None


def _keep_you_said(town: Town) -> None:
    action = town.ashford.action
    words = NewYouSaid("Ask us", "We do", for_children=SaidAndDone("Ask me", "We ask"))
    town.store.act_now(lambda unit: unit.you_said.add(action, words, 1, unit.now))


def _has_you_said(unit: Unit) -> bool:
    return [row.said for row in unit.you_said.of(1) if row.for_children] == ["Ask us"]


def _keep_entry(town: Town) -> None:
    def keep(unit: Unit) -> None:
        wave = stored.a_wave(
            unit, town.ashford.partnership, "family", action_id=town.ashford.action
        )
        entry = PaperEntry("0001-KD", town.ids["ann"], {}, {}, heard=False)
        unit.paper_entries.put(wave, [entry], unit.now.date())

    town.store.act_now(keep)


def _has_entry(unit: Unit) -> bool:
    return [entry.number for entry in unit.paper_entries.of_wave(1)] == ["0001-KD"]


WORDS = "I will see each child alone."


def _keep_delivery(town: Town) -> None:
    dispatch = tell(town, a_briefing(town))
    done = update(t.dispatches).where(t.dispatches.c.id == dispatch).values(state="done")
    town.store.act_now(lambda unit: unit.connection.execute(done))


def _has_delivery(unit: Unit) -> bool:
    hidden = select(t.dispatches.c.id).where(t.dispatches.c.once == "canary")
    mine = select(t.deliveries).where(t.deliveries.c.dispatch_id.not_in(hidden))
    return unit.connection.execute(mine).first() is not None


def _keep_conversation(town: Town) -> None:
    town.store.act_now(
        lambda unit: unit.people.mark_chat(TENANT, "aad-ann", ChatState.REMOVED, unit.now)
    )


def _has_conversation(unit: Unit) -> bool:
    chat = select(t.chats).where(t.chats.c.aad_object_id == "aad-ann")
    return unit.connection.execute(chat).first() is not None


def _keep_study(town: Town) -> None:
    def keep(unit: Unit) -> None:
        place, event = town.ashford.partnership, town.ashford.event
        stored.a_wave(unit, place, event_id=event, state="closed", closes_at=unit.now)

    town.store.act_now(keep)


def _has_study(unit: Unit) -> bool:
    mine = select(t.studies.c.salt).where(t.studies.c.subject != "canary:1")
    return unit.connection.scalars(mine).one() is not None


def _keep_text(town: Town, mark: Mark) -> None:
    def keep(unit: Unit) -> None:
        place, event = town.ashford.partnership, town.ashford.event
        wave = stored.a_wave(unit, place, event_id=event)
        [key] = stored.responses(unit, wave, 1)
        text = ("texts", wave, "example", key)
        sealed = unit.keyring.encrypt(WORDS, *text)
        row = {"wave_id": wave, "question": "example", "response_key": key, "sealed": sealed}
        stored.rows(unit, t.texts, [{**row, "state": mark}])
        where = place_of(TextSource.ANSWER, text[1:])
        unit.readings.keep(NewReading(where, place, mark, town.ids["lea"], unit.today))

    town.store.act_now(keep)


def _has_text(unit: Unit) -> bool:
    mine = select(t.texts).where(t.texts.c.question == "example")
    return unit.connection.execute(mine).first() is not None


def _keep_concern(town: Town) -> None:
    def keep(unit: Unit) -> None:
        text = ConcernText((("Anything else?", WORDS),), None, "web")
        concern = unit.concerns.raise_concern(
            town.ashford.partnership, "amber", text, "once", unit.now
        )
        assert concern is not None
        after = (ConcernState.CLOSED, "amber")
        unit.concern_steps.add(concern.id, Step.CLOSE, after, unit.now, town.ids["lea"], "Referred")
        unit.connection.execute(update(t.concerns).values(state=ConcernState.CLOSED))

    town.store.act_now(keep)


def _has_words_of_concern(unit: Unit) -> bool:
    assert len(unit.concern_steps.of(1)) == 1  # the record stays
    return not unit.concerns.text(1).deleted


def _keep_leaver(town: Town) -> None:
    town.store.act_now(lambda unit: unit.people.set_left([town.ids["ann"]], unit.now))


def _has_leaver(unit: Unit) -> bool:
    ann = select(t.people).where(t.people.c.email == "ann@ashford.example")
    return unit.connection.execute(ann).first() is not None


def _keep_entries(town: Town) -> None:
    place = town.ashford.partnership
    for act in ("first", "second"):
        town.store.act_now(lambda unit, act=act: unit.record(place, "clock", act, "audit"))


def _has_first_entry(unit: Unit) -> bool:
    first = select(t.audit).where(t.audit.c.act == "first")
    return unit.connection.execute(first).first() is not None


CANARIES: Mapping[Retained, tuple[Callable[[Town], None], Callable[[Unit], bool]]] = {
    Retained.PROCESSED_ACTIVITIES: (_keep_activity, _has_activity),
    Retained.SUMMARY_FILES: (_keep_file, _has_file),
    Retained.CHAT_MESSAGES: (_keep_card, _has_card),
    Retained.RELEASES: (_keep_release, _has_release),
    Retained.PAPER_ENTRIES: (_keep_entry, _has_entry),
    Retained.YOU_SAID: (_keep_you_said, _has_you_said),
    Retained.DELIVERIES: (_keep_delivery, _has_delivery),
    Retained.CONVERSATIONS: (_keep_conversation, _has_conversation),
    Retained.NAMED_ANSWERS: (_keep_study, _has_study),
    Retained.TEXTS: (lambda town: _keep_text(town, Mark.WITHHELD), _has_text),
    Retained.QUOTES: (lambda town: _keep_text(town, Mark.RELEASED), _has_text),
    Retained.CONCERN_TEXTS: (_keep_concern, _has_words_of_concern),
    Retained.LEAVERS: (_keep_leaver, _has_leaver),
    Retained.AUDIT: (_keep_entries, _has_first_entry),
}


def _end(town: Town) -> int:
    return asyncio.run(end_what_is_over(town.store))


@pytest.mark.parametrize("retained", Retained)
def test_what_is_kept_for_a_time_goes_when_it_is_over(
    retained: Retained, store: Store, clock: SettableClock
) -> None:
    clock.set(clock().replace(hour=0))  # some rows carry the day alone
    keep, is_there = CANARIES[retained]
    town = a_town(store)
    keep(town)

    clock.forward(days=RETENTION[retained].days, seconds=-1)
    _end(town)
    assert store.look(is_there)

    clock.forward(days=1, seconds=2)
    assert store.look(waiting)[retained] > 0
    assert _end(town) > 0
    assert not store.look(is_there)
    _end(town)  # the newest entry of the trail, which stays, is another one by now
    assert set(store.look(waiting).values()) == {0}


def test_a_partnership_keeps_something_for_as_long_as_it_has_chosen(
    store: Store, clock: SettableClock
) -> None:
    town = a_town(store)
    place = town.ashford.partnership
    _keep_leaver(town)
    store.act_now(lambda unit: choose(unit, place, Retained.LEAVERS, 400, "console"))
    clock.forward(days=399)
    _end(town)
    assert store.look(_has_leaver)

    store.act_now(lambda unit: choose(unit, place, Retained.LEAVERS, None, "console"))
    _end(town)
    assert not store.look(_has_leaver)


def test_figures_of_reach_stay_as_they_are_when_it_is_deleted_who_was_reached(
    store: Store, clock: SettableClock
) -> None:
    town = a_town(store)
    briefing = a_briefing(town)
    action = {"briefing_id": briefing, "action_id": town.ashford.action}
    store.act_now(lambda unit: stored.rows(unit, t.briefing_actions, [action]))
    dispatch = tell(town, briefing)
    town.say("ann", "read", briefing=briefing)
    town.say("bob", "discussed", briefing=briefing, people="3")
    done = update(t.dispatches).values(state="done")
    store.act_now(lambda unit: unit.connection.execute(done))
    as_at = clock().date()

    def figures(unit: Unit) -> tuple[object, ...]:
        evidence = unit.evidence.gather(town.ashford.partnership, town.ashford.action, as_at)
        reach = sorted(unit.reach.of(briefing), key=lambda one: one.agency)
        return evidence, reach, unit.deliveries.counts(dispatch)

    before = store.look(figures)
    clock.forward(days=400)
    later = store.look(figures)
    _end(town)

    assert store.look(_has_delivery) is False
    assert store.look(figures) == later == before


def test_a_survey_reaches_as_many_people_when_it_is_deleted_who_they_were(
    store: Store, clock: SettableClock
) -> None:
    town = a_town(store)

    def ask(unit: Unit) -> int:
        facts = {"event_id": town.ashford.event, "state": "closed", "closes_at": unit.now}
        wave = stored.a_wave(unit, town.ashford.partnership, **facts)
        people = [town.ids[name] for name in ("ann", "bob", "cat")]
        asked = [{"wave_id": wave, "person_id": one, "state": "asked"} for one in people]
        stored.rows(unit, t.invitations, asked)
        states = dict(zip(people, ("sent", "failed", "proven"), strict=True))
        stored.a_send(unit, town.ashford.partnership, wave, states, unit.now)
        return wave

    store.act_now(ask)
    as_at = clock().date()

    def asked(unit: Unit) -> object:
        place, action = town.ashford.partnership, town.ashford.action
        return unit.evidence.gather(place, action, as_at).asked

    before = store.look(asked)
    clock.forward(days=400)
    _end(town)

    assert store.look(_has_delivery) is False
    assert store.look(asked) == before


def test_of_words_that_may_be_quoted_only_the_readers_version_stays(
    store: Store, clock: SettableClock
) -> None:
    town = a_town(store)
    _keep_text(town, Mark.REDACTED)

    def redacted(unit: Unit) -> None:
        [row] = unit.connection.execute(select(t.texts)).all()
        place = ("texts", row.wave_id, row.question, row.response_key)
        version = unit.keyring.encrypt("I will see each one alone.", *place, "quotable")
        unit.connection.execute(update(t.texts).values(quotable=version))

    def quoted(unit: Unit) -> list[str]:
        place, action = town.ashford.partnership, town.ashford.action
        found = unit.evidence.gather(place, action, unit.today)
        return [quote.text for quote in found.quotes]

    store.act_now(redacted)
    before = store.look(quoted)
    clock.forward(days=RETENTION[Retained.TEXTS].days + 1)
    assert _end(town) > 0
    [row] = store.look(lambda unit: unit.connection.execute(select(t.texts)).all())
    place = ("texts", row.wave_id, row.question, row.response_key)

    assert store.look(quoted) == before == ["I will see each one alone."]
    assert store.keyring.decrypt(row.sealed, *place) == before[0]
    assert row.quotable is None


def test_a_trail_fits_when_its_old_entries_are_gone_and_nobody_else_can_cut_it(
    store: Store, clock: SettableClock
) -> None:
    town = a_town(store)
    place = town.ashford.partnership
    _keep_entries(town)

    def bad(unit: Unit) -> int | None:
        return first_bad_entry(unit.connection, place, unit.keyring.audit)

    clock.forward(days=RETENTION[Retained.AUDIT].days + 1)
    _end(town)
    assert not store.look(_has_first_entry)
    assert store.look(bad) is None

    cut = (t.audit.c.partnership_id == place, t.audit.c.act == "second")
    seq, link = store.look(
        lambda unit: unit.connection.execute(
            select(t.audit.c.seq, t.audit.c.hash).where(*cut)
        ).one()
    )
    forged = update(t.audit_heads).where(t.audit_heads.c.partnership_id == place)

    def forge(unit: Unit) -> None:
        unit.connection.execute(delete(t.audit).where(*cut))
        unit.connection.execute(forged.values(deleted_seq=seq, deleted_hash=link))

    store.act_now(forge)
    assert store.look(bad) == seq + 1


def test_a_study_that_goes_on_after_its_key_was_destroyed_gets_a_new_one(
    store: Store, clock: SettableClock
) -> None:
    town = a_town(store)
    a_survey(town)
    clock.forward(days=2 * 365)
    store.act_now(lambda unit: unit.connection.execute(update(t.waves).values(state="closed")))
    salt = select(t.studies.c.salt).where(t.studies.c.subject == f"event:{town.ashford.event}")
    before = store.look(lambda unit: unit.connection.scalars(salt).one())
    _end(town)
    destroyed = store.look(lambda unit: unit.connection.scalars(salt).one())

    def again(unit: Unit) -> None:
        event = unit.learning_events.get(town.ashford.event)
        assert event is not None
        facts = {"partnership_id": town.ashford.partnership, "subject": f"event:{event.id}"}
        version = unit.instruments.all_latest()[0].version
        unit.waves.plan(
            NewWave(
                **facts,
                once="again",
                instrument_version=version,
                voice="practitioner",
                label="Again",
                rule="",
                opens_at=unit.now,
                closes_at=None,
                remind_at=None,
                state="open",
                eligible=None,
                asked_by=None,
            )
        )

    store.act_now(again)
    after = store.look(lambda unit: unit.connection.scalars(salt).one())
    assert destroyed is None
    assert after not in (None, before)


def test_a_time_that_is_too_short_or_the_same_everywhere_is_refused(store: Store) -> None:
    town = a_town(store)
    place = town.ashford.partnership
    for kind, days, code in (
        (Retained.AUDIT, 30, "retention-days"),
        (Retained.DELIVERIES, 99_999, "retention-days"),
        (Retained.CONVERSATIONS, 60, "retention-fixed"),
    ):
        with pytest.raises(Refusal) as refused:
            store.act_now(
                lambda unit, kind=kind, days=days: choose(unit, place, kind, days, "console")
            )
        assert refused.value.code == code
