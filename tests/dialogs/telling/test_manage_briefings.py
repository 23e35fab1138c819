"""Keeping briefings until they go: drafts, copies, previews, the second person, sign-off, and who
may do which."""
# pyright: reportPrivateUsage=false

import asyncio
from contextlib import closing
from functools import partial

import pytest
from sqlalchemy import select, update

from dialogs.impact.import_records import import_briefing
from dialogs.replies import (
    BriefingList,
    ChooseBriefing,
    ConfirmBriefing,
    OneBriefing,
    Queued,
    ReleaseCheck,
    Reply,
)
from storage import tables as t
from storage.store import Store
from storage.trust.encryption import Keyring
from storage.unit import Unit
from surveys.people import Role
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind
from surveys.telling.approval_status import DRAFT
from tests.builders import files
from tests.builders.clock import SettableClock
from tests.builders.partnership import TENANT, Town, a_keeper, a_town
from tests.databases import Cluster

TEXT = files.BRIEFING.replace("ref: B1", "ref: B2").replace(
    "Children were seen", "A girl of nine, Child T, said so on 12 March. Children were seen"
)
KEEPERS = {"aud": Role.AUTHOR, "app": Role.APPROVER, "sen": Role.SENDER}


def kept(town: Town, text: str = TEXT, author: str | None = None, **facts: str) -> int:
    """Bring in a briefing; return its id."""

    def run(unit: Unit) -> int:
        import_briefing(text, "b2.md", None, False, unit, author=author, **facts)
        return unit.briefing_versions.listed(town.ashford.partnership, 1)[0].id

    return town.store.act_now(run)


def keepers(town: Town) -> None:
    """Put an author, an approver and a sender on the roster."""
    for name, role in KEEPERS.items():
        town.store.act_now(lambda unit, name=name, role=role: a_keeper(unit, town, name, role))


def second_person(town: Town) -> None:
    assert town.store.act_now(
        lambda unit: unit.people.ask_second_person(town.ashford.partnership, asked=True)
    )


def one(reply: Reply) -> OneBriefing:
    assert isinstance(reply, OneBriefing), reply
    return reply


def looked_at(town: Town, briefing: int, name: str = "lea") -> ConfirmBriefing:
    reply = town.say(name, "preview-briefing", briefing=briefing, audience="role=practitioner")
    assert isinstance(reply, ConfirmBriefing), reply
    return reply


def sent(town: Town, shown: ConfirmBriefing, name: str = "lea", **facts: object) -> Reply:
    same = {
        field: getattr(shown, field)
        for field in ("briefing", "audience", "count", "once", "version")
    }
    return town.say(name, "confirm-briefing", **same | {"word": bool(shown.word)} | facts)


def trail(town: Town) -> list[tuple[str, str]]:
    query = select(t.audit.c.act, t.audit.c.subject).order_by(t.audit.c.seq)
    return town.store.look(
        lambda unit: [(row.act, row.subject) for row in unit.connection.execute(query)]
    )


def test_the_list_says_what_each_briefing_needs_next(town: Town) -> None:
    kept(town, state=DRAFT)
    reply = town.say("lea", "briefings")

    assert isinstance(reply, BriefingList)
    assert [(one.text, one.detail) for one in reply.briefings] == [
        ("Hearing children", "B2, a draft"),
        ("Hearing children", "B1, ready to send"),
    ]


def test_what_the_check_flags_is_shown_with_the_sign_off_on_the_card_that_sends(town: Town) -> None:
    shown = looked_at(town, kept(town))

    assert "nobody could be identified" in (shown.word or "")
    assert [(kind, words) for kind, words, _ in shown.findings] == [
        ("date or time", "“12 March”"),
        ("age", "“girl of nine”"),
        ("initials", "“Child T”"),
    ]


def test_sending_with_the_box_ticked_keeps_who_signed_off(town: Town) -> None:
    briefing = kept(town)
    assert isinstance(sent(town, looked_at(town, briefing)), Queued)
    now = one(town.say("dee", "see-briefing", briefing=briefing))

    assert dict(now.lines)["Signed off by"].startswith("Lea, ")
    assert trail(town)[-2:] == [
        ("release briefing", f"briefing:{briefing}:1"),
        ("send briefing", "dispatch:1"),
    ]


def test_nothing_is_sent_without_sign_off(town: Town) -> None:
    shown = looked_at(town, kept(town))
    reply = sent(town, shown, word=False)

    assert isinstance(reply, ConfirmBriefing)
    assert "has not been signed off" in (reply.problem or "")
    assert town.store.look(lambda unit: unit.deliveries.recent(None, list(DeliveryKind), 9)) == []


def test_a_version_that_is_signed_off_asks_for_no_other_sign_off(town: Town) -> None:
    shown = looked_at(town, town.ashford.briefing)

    assert (shown.word, shown.findings, shown.in_the_way) == (None, (), ())
    assert isinstance(sent(town, shown), Queued)


def test_a_text_that_has_changed_since_is_shown_again_and_the_sign_off_counts_for_nothing(
    town: Town,
) -> None:
    shown = looked_at(town, kept(town))
    kept(town, TEXT.replace("12 March", "one day"))
    reply = sent(town, shown)

    assert isinstance(reply, ConfirmBriefing)
    assert "The text has changed since you looked." in (reply.problem or "")
    assert (reply.version, bool(reply.word)) == (2, True)
    assert town.store.look(lambda unit: unit.deliveries.recent(None, list(DeliveryKind), 9)) == []


def test_the_check_shows_every_place_and_takes_the_sign_off(town: Town) -> None:
    briefing = kept(town)
    shown = town.say("lea", "check-briefing", briefing=briefing)
    assert isinstance(shown, ReleaseCheck)
    assert shown.may_give
    assert any("What we found: … A “girl of nine”" in words for _, words, _ in shown.findings)

    town.say("lea", "release-briefing", briefing=briefing, version=shown.version)
    again = town.say("dee", "check-briefing", briefing=briefing)
    assert isinstance(again, ReleaseCheck)
    assert (again.given or "").startswith("Lea, ")
    assert not again.may_give


@pytest.mark.parametrize("verb", ["release-briefing", "approve-briefing", "ready-briefing"])
def test_a_tap_on_the_card_of_an_older_version_does_nothing(quick_town: Town, verb: str) -> None:
    briefing = kept(quick_town)
    kept(quick_town, TEXT.replace("12 March", "one day"))

    with pytest.raises(Refusal, match="The text has changed"):
        quick_town.say("dee", verb, briefing=briefing, version=1)


def test_a_preview_goes_to_the_one_who_asks_and_counts_as_no_send_of_the_briefing(
    town: Town,
) -> None:
    briefing = kept(town)
    shown, _ = (one(town.say("lea", "preview-to-me", briefing=briefing)) for _ in range(2))
    [dispatch] = town.store.look(lambda unit: unit.deliveries.recent(None, list(DeliveryKind), 9))
    reached = town.store.look(
        lambda unit: list(
            unit.connection.scalars(
                select(t.deliveries.c.person_id).filter_by(dispatch_id=dispatch.id)
            )
        )
    )

    assert "on its way, only to you" in (shown.note or "")
    assert (dispatch.kind, reached) == (DeliveryKind.NOTE, [town.ids["lea"]])
    with pytest.raises(Refusal, match="could not find"):
        town.say("lea", "show-briefing", briefing=briefing)


async def test_fifty_taps_make_one_copy(town: Town) -> None:
    briefing = kept(town)
    tap = partial(town.turn, name="lea", verb="duplicate-briefing", data={"briefing": briefing})
    replies = await asyncio.gather(*(town.store.act(tap) for _ in range(50)))

    assert len({reply.model_dump_json() for reply in replies}) == 1
    assert {dict(one(reply).lines)["Reference"] for reply in replies} == {"B2-2"}


def test_a_copy_that_was_made_ready_or_changed_is_copied_anew(quick_town: Town) -> None:
    town, briefing = quick_town, kept(quick_town)

    def copied() -> OneBriefing:
        return one(town.say("lea", "duplicate-briefing", briefing=briefing))

    first = copied()
    assert copied() == first
    town.say("lea", "ready-briefing", briefing=first.briefing, version=first.version)
    second = copied()
    assert dict(second.lines)["Reference"] == "B2-3"
    newer = update(t.briefings).where(t.briefings.c.id == second.briefing).values(version=2)
    town.store.act_now(lambda unit: unit.connection.execute(newer))
    assert dict(copied().lines)["Reference"] == "B2-4"


def test_two_processes_make_one_copy_and_two_people_one_each(
    postgresql: Cluster, keyring: Keyring, clock: SettableClock
) -> None:
    with (
        postgresql.fresh() as url,
        closing(Store(url, keyring, clock)) as first,
        closing(Store(url, keyring, clock)) as other,
    ):
        town = a_town(first)
        briefing = kept(town)
        taps = [
            store._committer.submit(
                partial(
                    town.turn, name=name, verb="duplicate-briefing", data={"briefing": briefing}
                )
            )
            for _ in range(10)
            for store in (first, other)
            for name in ("lea", "dee")
        ]
        refs = {dict(one(tap.result(20)).lines)["Reference"] for tap in taps}

    assert refs == {"B2-2", "B2-3"}


def test_a_copy_is_a_draft_under_the_next_free_reference(town: Town) -> None:
    briefing = kept(town)
    copies = [
        one(town.say(name, "duplicate-briefing", briefing=briefing)) for name in ("lea", "dee")
    ]

    assert [dict(copy.lines)["Reference"] for copy in copies] == ["B2-2", "B2-3"]
    assert [copy.next_verb for copy in copies] == ["ready-briefing"] * 2
    assert (
        copies[0].preview.sections
        == one(town.say("lea", "see-briefing", briefing=briefing)).preview.sections
    )


def test_a_draft_is_not_offered_and_cannot_be_sent_until_it_is_ready(town: Town) -> None:
    draft = kept(town, state=DRAFT)
    offered = town.say("lea", "send-briefing")
    assert isinstance(offered, ChooseBriefing)
    assert str(draft) not in {option.value for option in offered.briefings}
    shown = looked_at(town, draft)
    assert "This briefing is still a draft." in shown.in_the_way[0]
    with pytest.raises(Refusal, match="still a draft"):
        sent(town, shown)

    ready = one(town.say("lea", "ready-briefing", briefing=draft, version=1))
    assert (ready.next_verb, ready.in_the_way) == ("send-briefing", ())
    assert isinstance(sent(town, looked_at(town, draft)), Queued)


def test_a_briefing_that_was_opened_is_the_one_offered_to_send(quick_town: Town) -> None:
    briefing = kept(quick_town)
    reply = quick_town.say("lea", "send-briefing", briefing=briefing)

    assert isinstance(reply, ChooseBriefing)
    assert [option.value for option in reply.briefings] == [str(briefing)]


def test_an_embargo_is_said_before_anybody_taps(quick_town: Town) -> None:
    briefing = kept(quick_town, TEXT.replace("ref: B2", "ref: B2\nembargo_until: 2026-09-01"))
    shown = looked_at(quick_town, briefing)

    assert "cannot be sent before 1 September 2026" in shown.held_back
    assert (str(shown.day), shown.in_the_way) == ("2026-09-01", ())
    again = sent(quick_town, shown)
    assert isinstance(again, ConfirmBriefing)
    assert again.problem == shown.held_back
    assert isinstance(sent(quick_town, shown, day=str(shown.day)), Queued)


def test_where_a_second_person_is_asked_for_nobody_approves_their_own_words(town: Town) -> None:
    second_person(town)
    briefing = kept(town, author="lea@ashford.example")

    assert one(town.say("lea", "see-briefing", briefing=briefing)).next_verb is None
    with pytest.raises(Refusal, match="You cannot approve a briefing you wrote"):
        town.say("lea", "approve-briefing", briefing=briefing, version=1)
    with pytest.raises(Refusal, match="A second person has not approved"):
        sent(town, looked_at(town, briefing))


def test_what_a_second_person_has_approved_may_be_sent_by_its_author(town: Town) -> None:
    second_person(town)
    briefing = kept(town, author="lea@ashford.example")
    assert one(town.say("dee", "see-briefing", briefing=briefing)).next_verb == "approve-briefing"
    approved = one(town.say("dee", "approve-briefing", briefing=briefing, version=1))

    assert approved.next_verb == "send-briefing"
    assert isinstance(sent(town, looked_at(town, briefing)), Queued)
    assert trail(town)[-3] == ("approve briefing", f"briefing:{briefing}:1")


def test_a_new_version_is_to_be_approved_anew(quick_town: Town) -> None:
    second_person(quick_town)
    briefing = kept(quick_town, author="lea@ashford.example")
    quick_town.say("dee", "approve-briefing", briefing=briefing, version=1)
    kept(quick_town, TEXT.replace("12 March", "one day"), author="lea@ashford.example")

    assert "A second person has not approved" in looked_at(quick_town, briefing).in_the_way[0]


def test_one_account_cannot_be_two_people_of_a_partnership(town: Town) -> None:
    same = update(t.people).where(t.people.c.id == town.ids["dee"]).values(aad_object_id="aad-lea")

    with pytest.raises(Refusal, match="not saved"):
        town.store.act_now(lambda unit: unit.connection.execute(same))


def test_a_version_whose_author_nobody_knows_can_have_no_second_person(quick_town: Town) -> None:
    second_person(quick_town)
    briefing = kept(quick_town)

    with pytest.raises(Refusal, match="--as"):
        quick_town.say("dee", "approve-briefing", briefing=briefing, version=1)


def test_author_approver_and_sender_each_do_their_part_and_no_more(town: Town) -> None:
    keepers(town)
    second_person(town)
    briefing = kept(town, author="aud@ashford.example", state=DRAFT)
    steps = [one(town.say(name, "see-briefing", briefing=briefing)).next_verb for name in KEEPERS]
    assert steps == ["ready-briefing", None, None]
    town.say("aud", "ready-briefing", briefing=briefing, version=1)
    for name, verb in (
        ("aud", "approve-briefing"),
        ("sen", "approve-briefing"),
        ("app", "duplicate-briefing"),
    ):
        with pytest.raises(Refusal, match="Your role does not include this"):
            town.say(name, verb, briefing=briefing, version=1)
    town.say("app", "approve-briefing", briefing=briefing, version=1)
    for name in ("aud", "app"):
        with pytest.raises(Refusal, match="Your role does not include this"):
            town.say(name, "send-briefing")
    reply = sent(town, looked_at(town, briefing, "sen"), "sen")

    assert isinstance(reply, Queued)
    assert town.say("sen", "progress", dispatch=reply.dispatch) == reply


def test_another_partnerships_briefing_is_not_there(quick_town: Town) -> None:
    for verb in ("see-briefing", "check-briefing", "preview-to-me", "duplicate-briefing"):
        with pytest.raises(Refusal, match="could not find"):
            quick_town.say("lea", verb, briefing=quick_town.bexfield.briefing)


def test_a_lead_of_two_partnerships_keeps_each_ones_briefings_as_the_person_they_are_there(
    quick_town: Town,
) -> None:
    same = (
        update(t.people)
        .where(t.people.c.id == quick_town.ids["lou"])
        .values(aad_object_id="aad-lea")
    )
    quick_town.store.act_now(lambda unit: unit.connection.execute(same))
    speaker = quick_town.store.look(lambda unit: unit.people.speaker(TENANT, "aad-lea"))
    assert speaker is not None
    assert len(speaker.people) == 2

    assert (
        one(quick_town.say("lea", "see-briefing", briefing=quick_town.bexfield.briefing)).next_verb
        == "send-briefing"
    )
