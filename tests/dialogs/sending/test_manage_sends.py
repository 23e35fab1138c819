"""After sending: paused, resumed, cancelled, its text changed, withdrawn, posted in channels; as
a lead speaks."""

from typing import Any

import pytest
from sqlalchemy import select, update

from dialogs import replies as r
from dialogs.sending.withdraw_send import SIGN_OFF_AGAIN
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.sending.changes import Place
from surveys.sending.delivery import DeliveryKind, State
from surveys.telling.briefing import Briefing
from tests.builders import stored
from tests.builders.clock import SettableClock
from tests.builders.partnership import TENANT, Town

SERVICE = "https://smba.example/teams"


def send(town: Town, rule: str = "role=practitioner", **facts: Any) -> int:
    """Have the lead of Ashford send the town's briefing; return the dispatch."""
    shown = town.say("lea", "preview-briefing", briefing=town.ashford.briefing, audience=rule)
    assert isinstance(shown, r.ConfirmBriefing)
    known = {
        "audience": rule,
        "count": shown.count,
        "once": shown.once,
        "version": shown.version,
    } | facts
    queued = town.say("lea", "confirm-briefing", briefing=town.ashford.briefing, **known)
    assert isinstance(queued, r.Queued)
    return queued.dispatch


def deliver(town: Town, dispatch: int, *names: str) -> None:
    """Make it so that these people have it."""
    people = [town.ids[name] for name in names]
    mine = update(t.deliveries).where(
        t.deliveries.c.dispatch_id == dispatch, t.deliveries.c.person_id.in_(people)
    )
    town.store.act_now(
        lambda unit: unit.connection.execute(mine.values(state=State.SENT, activity_id="1"))
    )


def rewrite(town: Town, title: str = "Hearing every child") -> None:
    """Give the briefing another text, with everything that it needs to be sent."""

    def run(unit: Unit) -> None:
        content = Briefing(
            partnership="ashford", ref="B1", title=title, sections=(("Background", "Another."),)
        )
        changed = update(t.briefings).where(t.briefings.c.id == town.ashford.briefing)
        unit.connection.execute(changed.values(title=title, content=content.model_dump_json()))
        versions = update(t.briefing_versions).where(
            t.briefing_versions.c.briefing_id == town.ashford.briefing
        )
        unit.connection.execute(versions.values(content=content.model_dump_json()))

    town.store.act_now(run)


def states(town: Town, dispatch: int) -> dict[State, int]:
    found = town.store.look(lambda unit: unit.deliveries.counts(dispatch))
    return {state: number for state, number in found.items() if number}


def moves(reply: r.Reply) -> tuple[str, ...]:
    assert isinstance(reply, r.Queued | r.ChangeSend)
    return reply.moves


def refused(town: Town, name: str, verb: str, **data: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        town.say(name, verb, **data)
    return refusal.value.code


def test_a_lead_pauses_a_send_and_goes_on_with_it(town: Town) -> None:
    dispatch = send(town)
    paused = town.say("dee", "pause-send", dispatch=dispatch)
    assert isinstance(paused, r.Queued)
    assert "A lead paused this" in paused.when
    assert "administrator" not in paused.when
    assert "resume" in moves(paused)
    assert "pause" not in moves(paused)
    assert "pause" in moves(town.say("lea", "resume-send", dispatch=dispatch))


def test_what_waits_is_cancelled_after_its_number_was_shown(town: Town) -> None:
    dispatch = send(town)
    deliver(town, dispatch, "ann")
    asked = town.say("lea", "cancel-send", dispatch=dispatch)
    assert isinstance(asked, r.ConfirmCancel)
    assert (asked.waiting, asked.reached) == (2, 1)
    assert states(town, dispatch)[State.PENDING] == 2, "nothing is done before it is confirmed"

    cancelled = town.say("lea", "confirm-cancel", dispatch=dispatch)
    again = town.say("lea", "confirm-cancel", dispatch=dispatch)
    assert cancelled == again
    assert states(town, dispatch) == {State.SENT: 1, State.SKIPPED: 2}
    assert "cancel" not in moves(cancelled)


def test_a_send_that_is_over_is_not_cancelled_any_more(town: Town) -> None:
    dispatch = send(town)
    done = update(t.dispatches).where(t.dispatches.c.id == dispatch).values(state="done")
    town.store.act_now(lambda unit: unit.connection.execute(done))
    town.say("lea", "confirm-cancel", dispatch=dispatch)
    found = town.store.look(lambda unit: unit.deliveries.dispatch(dispatch))
    assert found is not None
    assert found.state == "done"


@pytest.mark.parametrize("verb", ["pause-send", "cancel-send", "confirm-cancel"])
def test_nobody_stops_an_alert(quick_town: Town, verb: str) -> None:
    dispatch = send(quick_town)
    alert = (
        update(t.dispatches).where(t.dispatches.c.id == dispatch).values(kind=DeliveryKind.ALERT)
    )
    quick_town.store.act_now(lambda unit: unit.connection.execute(alert))
    assert refused(quick_town, "lea", verb, dispatch=dispatch) == "not-stoppable"


@pytest.mark.parametrize("verb", ["change-text", "withdraw-send"])
def test_only_a_briefing_has_a_text_to_change(quick_town: Town, verb: str) -> None:
    dispatch = send(quick_town)
    survey = (
        update(t.dispatches).where(t.dispatches.c.id == dispatch).values(kind=DeliveryKind.SURVEY)
    )
    quick_town.store.act_now(lambda unit: unit.connection.execute(survey))
    assert refused(quick_town, "lea", verb, dispatch=dispatch) == "not-a-briefing"


def test_another_partnerships_lead_changes_nothing(quick_town: Town) -> None:
    dispatch = send(quick_town)
    for verb in (
        "pause-send",
        "cancel-send",
        "confirm-cancel",
        "withdraw-send",
        "change-text",
        "saw-old-text",
    ):
        assert refused(quick_town, "lou", verb, dispatch=dispatch) == "not-found"
    assert states(quick_town, dispatch) == {State.PENDING: 3}


def test_a_new_text_goes_to_those_who_wait_and_to_the_cards_of_the_others(town: Town) -> None:
    dispatch = send(town)
    deliver(town, dispatch, "ann")
    rewrite(town)
    asked = town.say("lea", "change-text", dispatch=dispatch)
    assert isinstance(asked, r.ConfirmChange)
    assert (asked.reached, asked.waiting, asked.preview.title) == (1, 2, "Hearing every child")

    changed = town.say("lea", "confirm-change", dispatch=dispatch, mark=asked.mark)
    again = town.say("lea", "confirm-change", dispatch=dispatch, mark=asked.mark)
    assert changed == again
    assert isinstance(changed, r.Queued)
    assert changed.title == "Hearing every child"
    text = town.store.look(lambda unit: unit.changes.text(dispatch))
    assert text.revision == 1
    assert "Another." in text.says.content
    cards = select(t.card_updates.c.person_id)
    assert town.store.look(lambda unit: list(unit.connection.scalars(cards))) == [town.ids["ann"]]


def test_a_text_that_was_changed_again_is_shown_again_first(quick_town: Town) -> None:
    dispatch = send(quick_town)
    rewrite(quick_town)
    asked = quick_town.say("lea", "change-text", dispatch=dispatch)
    rewrite(quick_town, "Hearing each child")
    assert isinstance(asked, r.ConfirmChange)
    shown = quick_town.say("lea", "confirm-change", dispatch=dispatch, mark=asked.mark)
    assert isinstance(shown, r.ConfirmChange)
    assert shown.problem
    assert shown.preview.title == "Hearing each child"
    assert quick_town.store.look(lambda unit: unit.changes.text(dispatch)).revision == 0


def test_the_same_text_is_no_change(quick_town: Town) -> None:
    assert refused(quick_town, "lea", "change-text", dispatch=send(quick_town)) == "text-unchanged"


def test_a_draft_does_not_take_the_place_of_what_was_sent(quick_town: Town) -> None:
    dispatch = send(quick_town)
    rewrite(quick_town)
    draft = update(t.briefings).values(state="draft")
    quick_town.store.act_now(lambda unit: unit.connection.execute(draft))
    for verb in ("change-text", "confirm-change"):
        assert refused(quick_town, "lea", verb, dispatch=dispatch, mark="x") == "briefing-draft"
    assert quick_town.store.look(lambda unit: unit.changes.text(dispatch)).revision == 0


def test_a_withdrawal_wants_a_reason_and_replaces_the_card(
    town: Town, clock: SettableClock
) -> None:
    dispatch = send(town)
    deliver(town, dispatch, "ann")
    clock.forward(hours=1)
    asked = town.say("lea", "confirm-withdraw", dispatch=dispatch)
    assert isinstance(asked, r.ConfirmWithdraw)
    assert (asked.problem, asked.reached, asked.waiting) == (
        "Please choose why you are withdrawing it.",
        1,
        2,
    )

    withdrawn = town.say("lea", "confirm-withdraw", dispatch=dispatch, why="wrong")
    assert town.say("lea", "confirm-withdraw", dispatch=dispatch, why="wrong") == withdrawn
    assert states(town, dispatch) == {State.SENT: 1, State.SKIPPED: 2}
    assert moves(withdrawn) == ("saw",)
    text = town.store.look(lambda unit: unit.changes.text(dispatch))
    card = r.thaw(text.says)
    assert card == r.Withdrawn(
        title="Hearing children",
        partnership="Ashford",
        when="4 March 2026 at 1 pm",
        why="Something in it was wrong.",
    )


def test_after_a_withdrawal_the_same_text_must_be_signed_off_again(town: Town) -> None:
    dispatch = send(town)
    versions = update(t.briefing_versions).values(
        approved_by=town.ids["dee"], approved_at=t.briefing_versions.c.released_at
    )
    town.store.act_now(lambda unit: unit.connection.execute(versions))
    withdrawn = town.say("lea", "confirm-withdraw", dispatch=dispatch, why="wrong")
    assert isinstance(withdrawn, r.Queued)
    assert withdrawn.when.endswith(SIGN_OFF_AGAIN)

    briefing = town.ashford.briefing
    side = (town.ashford.partnership, briefing)
    status = town.store.look(lambda unit: unit.briefing_versions.status(*side))
    assert status is not None
    assert (status.released_at, status.approved_at) == (None, None)
    acts = select(t.audit.c.act).where(t.audit.c.subject == f"briefing:{briefing}:1")
    trail = town.store.look(lambda unit: list(unit.connection.scalars(acts)))
    assert trail.count("take back sign-off") == 1
    shown = town.say("lea", "preview-briefing", briefing=briefing, audience="role=practitioner")
    assert isinstance(shown, r.ConfirmBriefing)
    assert shown.word is not None
    facts = {"audience": shown.audience, "count": shown.count, "once": shown.once}
    refused_again = town.say("lea", "confirm-briefing", briefing=briefing, **facts)
    assert isinstance(refused_again, r.ConfirmBriefing)
    sent = town.say("lea", "confirm-briefing", briefing=briefing, **facts, word="true")
    assert isinstance(sent, r.Queued)


def test_a_newer_text_keeps_its_sign_off_when_the_older_is_withdrawn(quick_town: Town) -> None:
    dispatch = send(quick_town)
    rewrite(quick_town)
    withdrawn = quick_town.say("lea", "confirm-withdraw", dispatch=dispatch, why="wrong")

    assert isinstance(withdrawn, r.Queued)
    assert SIGN_OFF_AGAIN not in withdrawn.when


def test_a_title_that_may_say_too_much_is_not_repeated(quick_town: Town) -> None:
    dispatch = send(quick_town)
    quick_town.say("lea", "confirm-withdraw", dispatch=dispatch, why="recognisable")
    text = quick_town.store.look(lambda unit: unit.changes.text(dispatch))
    assert "Hearing children" not in text.says.content


def test_what_was_withdrawn_is_neither_changed_nor_withdrawn_again(quick_town: Town) -> None:
    dispatch = send(quick_town)
    quick_town.say("lea", "confirm-withdraw", dispatch=dispatch, why="wrong")
    rewrite(quick_town)
    assert refused(quick_town, "lea", "change-text", dispatch=dispatch) == "send-withdrawn"
    assert refused(quick_town, "lea", "withdraw-send", dispatch=dispatch) == "send-withdrawn"


def test_whoever_taps_an_old_button_of_a_withdrawn_briefing_does_not_get_it_back(
    quick_town: Town,
) -> None:
    dispatch = send(quick_town)
    deliver(quick_town, dispatch, "ann")
    quick_town.say("lea", "confirm-withdraw", dispatch=dispatch, why="wrong")
    for verb in ("show-briefing", "read"):
        assert (
            refused(quick_town, "ann", verb, briefing=quick_town.ashford.briefing)
            == "briefing-withdrawn"
        )


def test_who_saw_the_old_text_is_listed_a_page_at_a_time(town: Town, clock: SettableClock) -> None:
    def crowd(unit: Unit) -> None:
        [agency] = unit.connection.scalars(
            select(t.agencies.c.id).where(t.agencies.c.name == "Ashford Police")
        )
        for number in range(30):
            name = f"zoe{number:02}"
            facts = {"name": name.title(), "aad_object_id": f"aad-{name}", "tenant_id": TENANT}
            stored.a_person(
                unit, town.ashford.partnership, agency, f"{name}@ashford.example", **facts
            )

    town.store.act_now(crowd)
    dispatch = send(town)
    has = update(t.deliveries).values(state=State.SENT, activity_id="1")
    town.store.act_now(lambda unit: unit.connection.execute(has))
    town.say("cat", "read", briefing=town.ashford.briefing)
    rewrite(town)
    clock.forward(minutes=1)
    asked = town.say("lea", "change-text", dispatch=dispatch)
    assert isinstance(asked, r.ConfirmChange)
    town.say("lea", "confirm-change", dispatch=dispatch, mark=asked.mark)

    first = town.say("lea", "saw-old-text", dispatch=dispatch)
    last = town.say("lea", "saw-old-text", dispatch=dispatch, page=9)
    assert isinstance(first, r.OldTextReaders)
    assert isinstance(last, r.OldTextReaders)
    assert (first.count, len(first.people), first.pages, len(last.people), last.page) == (
        33,
        25,
        2,
        8,
        1,
    )
    assert first.cards_waiting == 33
    assert first.people[0] == ("Cat", "Ashford Police", True, "We have not changed their card yet.")
    assert not set(first.people) & set(last.people)


def test_a_send_whose_text_was_never_changed_has_no_such_list(quick_town: Town) -> None:
    assert (
        refused(quick_town, "lea", "saw-old-text", dispatch=send(quick_town))
        == "text-never-changed"
    )


def test_a_lead_looking_at_something_else_is_not_shown_progress_there(quick_town: Town) -> None:
    dispatch = send(quick_town)
    quick_town.store.act_now(lambda unit: unit.progress_cards.put(dispatch, "7"))

    def card() -> str | None:
        found = quick_town.store.look(lambda unit: unit.deliveries.dispatch(dispatch))
        return found.card_id if found else None

    quick_town.say("dee", "change-send", dispatch=dispatch)
    assert card() == "7", "the card is Lea's"
    quick_town.say("lea", "change-send", dispatch=dispatch)
    assert card() is None


def channel(town: Town, name: str, tenant: str = TENANT) -> int:
    """Have the app in a channel; return its id."""
    place = Place(tenant, f"19:{name}", SERVICE)
    town.store.act_now(
        lambda unit: unit.channels.learn(place, ("19:team", "Practice"), name, unit.now)
    )
    query = select(t.channels.c.id).where(t.channels.c.conversation_id == f"19:{name}")
    return town.store.look(lambda unit: unit.connection.scalars(query).one())


def posts(town: Town) -> list[tuple[int, str]]:
    query = select(t.posts.c.channel_id, t.posts.c.state).order_by(t.posts.c.channel_id)
    return town.store.look(lambda unit: [tuple(row) for row in unit.connection.execute(query)])


def test_a_lead_is_offered_the_channels_of_their_own_tenant(town: Town) -> None:
    here = channel(town, "Learning")
    channel(town, "Elsewhere", "tenant-2")
    removed = channel(town, "Old")
    town.store.act_now(lambda unit: unit.channels.remove(TENANT, conversation_id="19:Old"))
    shown = town.say(
        "lea", "preview-briefing", briefing=town.ashford.briefing, audience="role=practitioner"
    )
    assert isinstance(shown, r.ConfirmBriefing)
    assert [(one.value, one.text) for one in shown.channels] == [(str(here), "Practice / Learning")]
    assert removed != here


def test_a_briefing_is_queued_once_for_each_channel_that_was_ticked(town: Town) -> None:
    one, two, _ = channel(town, "One"), channel(town, "Two"), channel(town, "Three")
    dispatch = send(town, channels=f"{one},{two}")
    assert posts(town) == [(one, "pending"), (two, "pending")]
    progress = town.say("lea", "progress", dispatch=dispatch)
    assert isinstance(progress, r.Queued)
    assert progress.channels == (("waiting", 2),)


def test_a_channel_of_another_tenant_cannot_be_ticked(quick_town: Town) -> None:
    there = channel(quick_town, "Elsewhere", "tenant-2")
    shown = quick_town.say(
        "lea",
        "preview-briefing",
        briefing=quick_town.ashford.briefing,
        audience="role=practitioner",
    )
    assert isinstance(shown, r.ConfirmBriefing)
    facts = {
        "audience": shown.audience,
        "count": shown.count,
        "once": shown.once,
        "version": shown.version,
    }
    for ticked in (str(there), "x", "-1", f"{10**30}"):
        again = quick_town.say(
            "lea",
            "confirm-briefing",
            briefing=quick_town.ashford.briefing,
            channels=ticked,
            **facts,
        )
        assert isinstance(again, r.ConfirmBriefing)
        assert again.problem
        assert "no longer exists" in again.problem
    assert posts(quick_town) == []


def test_a_team_that_the_app_has_left_offers_no_channel(town: Town) -> None:
    channel(town, "One")
    channel(town, "Two")
    town.store.act_now(lambda unit: unit.channels.remove(TENANT, team_id="19:team"))
    assert town.store.look(lambda unit: unit.channels.of_tenant(TENANT)) == []


def test_a_channel_keeps_its_name_where_later_news_does_not_say_it(town: Town) -> None:
    channel(town, "Learning")
    town.store.act_now(
        lambda unit: unit.channels.learn(
            Place(TENANT, "19:Learning", SERVICE), ("19:team", ""), "", unit.now
        )
    )
    town.store.act_now(lambda unit: unit.channels.name_team(TENANT, "19:team", "Practice 2"))
    [found] = town.store.look(lambda unit: unit.channels.of_tenant(TENANT))
    assert found.in_words() == "Practice 2 / Learning"
