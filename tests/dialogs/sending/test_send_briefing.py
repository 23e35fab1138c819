import asyncio
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from dialogs.replies import ChooseBriefing, ConfirmBriefing, NotReachedList, Queued, ShowBriefing
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import Settled
from tests.builders import stored
from tests.builders.clock import UNLIMITED
from tests.builders.partnership import Town
from tests.builders.sending import confirm, preview, sends


def _arrive(town: Town, state: State = State.SENT, reason: str | None = None) -> None:
    def run(unit: Unit) -> None:
        claims = unit.claims.take("w1", unit.now, 50, timedelta(minutes=1), UNLIMITED)
        unit.claims.settle("w1", [Settled(claim, state, reason) for claim in claims], unit.now)

    town.store.act_now(run)


def test_a_lead_sees_the_count_and_the_words_before_sending(town: Town) -> None:
    shown = preview(town)

    assert isinstance(shown, ConfirmBriefing)
    assert (shown.count, shown.by_agency) == (3, (("Ashford Council", 2), ("Ashford Police", 1)))
    assert shown.preview.preview
    assert sends(town) == 0


def test_a_typed_rule_goes_before_the_audience_chosen(quick_town: Town) -> None:
    shown = preview(quick_town, rule="  role=lead ")

    assert isinstance(shown, ConfirmBriefing)
    assert (shown.audience, shown.count) == ("role=lead", 2)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("agency=", "could not understand"),
        ("agency=“Ashford Polcie”", "no agency “Ashford Polcie”. Did you mean “Ashford Police”?"),
        ("not agency=polcie", "no agency “polcie”. Did you mean “Ashford Police”?"),
        ("role=practitoner", "no role “practitoner”. Did you mean “practitioner”?"),
        ("attended=E9", "no event “E9”."),
        ("email=zz@b.example", "“zz@b.example”. Please check the spelling."),
        ("@night", "there is no saved audience @night"),
        ("role=practitioner and role=lead", "No one matches"),
    ],
)
def test_a_rule_that_cannot_be_used_is_said_beside_the_choice(
    quick_town: Town, rule: str, problem: str
) -> None:
    shown = preview(quick_town, rule=rule)

    assert isinstance(shown, ChooseBriefing)
    assert problem in (shown.problem or "")


def test_confirming_sends_to_exactly_those_who_were_counted(town: Town) -> None:
    reply = confirm(town, preview(town))

    assert isinstance(reply, Queued)
    assert (reply.count, reply.counts) == (3, (("waiting", 3),))


def test_a_second_tap_finds_the_first_send(town: Town) -> None:
    shown = preview(town)

    assert confirm(town, shown) == confirm(town, shown)
    assert sends(town) == 1


async def test_fifty_taps_at_once_are_one_send(town: Town) -> None:
    shown = preview(town)
    assert isinstance(shown, ConfirmBriefing)
    data = {
        "briefing": shown.briefing,
        "audience": shown.audience,
        "count": shown.count,
        "once": shown.once,
    }
    taps = [
        town.store.act(partial(town.turn, name="lea", verb="confirm-briefing", data=data))
        for _ in range(50)
    ]
    replies = await asyncio.gather(*taps)

    assert len({reply.model_dump_json() for reply in replies}) == 1
    assert sends(town) == 1


def test_an_audience_that_has_changed_since_is_shown_again_and_not_sent(town: Town) -> None:
    shown = preview(town)

    def join(unit: Unit) -> None:
        agency = unit.connection.scalars(
            select(t.people.c.agency_id).filter_by(id=town.ids["ann"])
        ).one()
        stored.a_person(unit, town.ashford.partnership, agency, "new@ashford.example")

    town.store.act_now(join)
    reply = confirm(town, shown)

    assert isinstance(reply, ConfirmBriefing)
    assert reply.count == 4
    assert "It is now 4" in (reply.problem or "")
    assert sends(town) == 0


def test_a_second_tap_finds_the_first_send_though_its_audience_has_changed_since(
    town: Town,
) -> None:
    shown = preview(town)
    first = confirm(town, shown)
    gone = update(t.people).where(t.people.c.id == town.ids["ann"]).values(roles=";lead;")
    town.store.act_now(lambda unit: unit.connection.execute(gone))

    assert confirm(town, shown) == first
    assert sends(town) == 1


@pytest.mark.parametrize("typed", [None, "", "6", "seven"])
def test_everyone_is_not_sent_to_until_the_number_is_typed(
    quick_town: Town, typed: str | None
) -> None:
    shown = preview(quick_town, "everyone")
    assert isinstance(shown, ConfirmBriefing)
    reply = confirm(quick_town, shown, typed=typed)

    assert shown.type_count
    assert isinstance(reply, ConfirmBriefing)
    assert "Type 7 to confirm" in (reply.problem or "")
    assert sends(quick_town) == 0


@pytest.mark.parametrize("typed", ["7", 7, " 7 "])
def test_everyone_is_sent_to_once_the_number_is_typed(quick_town: Town, typed: object) -> None:
    assert isinstance(confirm(quick_town, preview(quick_town, "everyone"), typed=typed), Queued)


def test_a_briefing_of_another_partnership_is_not_found(quick_town: Town) -> None:
    with pytest.raises(Refusal, match="could not find"):
        quick_town.say(
            "lea", "preview-briefing", briefing=quick_town.bexfield.briefing, audience="everyone"
        )


def test_somebody_to_whom_it_was_not_sent_cannot_read_it(quick_town: Town) -> None:
    confirm(quick_town, preview(quick_town, 'agency="Ashford Police"'))

    with pytest.raises(Refusal, match="could not find"):
        quick_town.say("ann", "show-briefing", briefing=quick_town.ashford.briefing)


def test_nothing_counts_as_read_until_the_person_says_so(town: Town) -> None:
    confirm(town, preview(town))
    shown = town.say("ann", "show-briefing", briefing=town.ashford.briefing)
    read = town.say("ann", "read", briefing=town.ashford.briefing)

    assert isinstance(shown, ShowBriefing)
    assert isinstance(read, ShowBriefing)
    assert (shown.acts, read.acts) == (frozenset(), frozenset({"read"}))


@pytest.mark.parametrize(("verb", "box"), [("discussed", "agreed"), ("intended", "what")])
def test_words_about_a_briefing_that_call_for_a_lead_go_to_the_leads_alone(
    town: Town, verb: str, box: str
) -> None:
    confirm(town, preview(town))
    replies = [
        town.say("ann", verb, briefing=town.ashford.briefing, **{box: words})
        for words in (
            "A child told me he is beaten",
            "A child told me he is beaten",
            "See each child alone",
        )
    ]

    def look(unit: Unit) -> None:
        [concern] = unit.concerns.still_open()
        assert unit.concerns.text(concern.id).person_id == town.ids["ann"]
        assert [words for _, words in unit.concerns.text(concern.id).words] == [
            "A child told me he is beaten"
        ]

    assert replies[0] == replies[2]
    town.store.look(look)


@pytest.mark.parametrize(
    ("verb", "facts", "act"),
    [
        ("read", {}, "read"),
        ("discussed", {"people": "6", "agreed": "We ask each child."}, "discussed"),
        ("discussed", {"people": "", "agreed": ""}, "discussed"),
        ("intended", {"what": "See children alone", "by_when": "2026-04-01"}, "intends"),
        ("intended", {"what": "See children alone", "by_when": ""}, "intends"),
    ],
)
def test_what_a_person_does_with_a_briefing_is_kept_and_proves_that_it_arrived(
    quick_town: Town, verb: str, facts: dict[str, str], act: str
) -> None:
    sent = confirm(quick_town, preview(quick_town))
    _arrive(quick_town, State.UNKNOWN, "lost_reply")
    reply = quick_town.say("ann", verb, briefing=quick_town.ashford.briefing, **facts)

    assert isinstance(reply, ShowBriefing)
    assert isinstance(sent, Queued)
    assert reply.acts == {act}
    counts = quick_town.store.look(lambda unit: unit.deliveries.counts(sent.dispatch))
    assert (counts[State.PROVEN], counts[State.UNKNOWN]) == (1, 2)


def test_a_send_that_was_paused_says_why_in_words(quick_town: Town) -> None:
    queued = confirm(quick_town, preview(quick_town))
    assert isinstance(queued, Queued)
    quick_town.store.act_now(lambda unit: unit.deliveries.pause(queued.dispatch, "bad-request"))
    shown = quick_town.say("lea", "progress", dispatch=queued.dispatch)

    assert isinstance(shown, Queued)
    assert queued.when.startswith("Confirmed on")
    assert "Teams refused the message itself." in shown.when


def test_whoever_was_not_reached_is_listed_with_the_reason_in_plain_words(quick_town: Town) -> None:
    confirm(quick_town, preview(quick_town))
    _arrive(quick_town, State.FAILED, "blocked")
    reply = quick_town.say("lea", "not-reached")

    assert isinstance(reply, NotReachedList)
    assert reply.dispatches == (("Hearing children", 3, 3),)
    assert reply.people[0] == ("Ann", "Ashford Council", "They have blocked the app in Teams.", "")


def test_progress_of_another_partnerships_send_is_not_found(quick_town: Town) -> None:
    sent = confirm(quick_town, preview(quick_town))
    assert isinstance(sent, Queued)

    with pytest.raises(Refusal, match="could not find"):
        quick_town.say("lou", "progress", dispatch=sent.dispatch)


def test_a_send_is_in_the_trail_once(quick_town: Town) -> None:
    shown = preview(quick_town)
    confirm(quick_town, shown)
    confirm(quick_town, shown)
    query = select(t.audit.c.actor, t.audit.c.act)
    trail = quick_town.store.look(
        lambda unit: [tuple(row) for row in unit.connection.execute(query)]
    )

    assert trail == [(f"person:{quick_town.ids['lea']}", "send briefing")]
    assert (
        quick_town.store.look(lambda unit: len(unit.deliveries.recent(None, list(DeliveryKind), 9)))
        == 1
    )
