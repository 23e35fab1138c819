"""Taking a concern on and over, the work record, two people, and whom a concern names."""

import pytest
from sqlalchemy import select, update

from dialogs.replies import (
    ConcernAlert,
    ConcernList,
    ConcernTaken,
    ConcernWords,
    Home,
    OneConcern,
    Said,
    thaw,
)
from dialogs.trust.one_time_links import UseOneTimeLink, use
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.sending.frozen import Frozen
from tests.builders.asking import a_form, submission, submit
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, Town

HARM = "I want to kill myself"


def a_concern(town: Town, words: str = "", tap: str = "now", once: str = "page-1") -> int:
    """A family says by its own tap that someone needs to know; returns the newest concern."""
    if town.store.look(lambda unit: unit.connection.scalar(select(t.links.c.id))) is None:
        a_form(town)
    submit(town, submission(once, concern=tap, **({"say": words} if words else {})))
    ids = select(t.concerns.c.id).order_by(t.concerns.c.id.desc()).limit(1)
    return town.store.look(lambda unit: unit.connection.scalars(ids).one())


def one(town: Town, name: str, verb: str, **data: object) -> OneConcern:
    reply = town.say(name, verb, **data)
    assert isinstance(reply, OneConcern), reply
    return reply


def opened(town: Town, address: str) -> ConcernWords:
    command = UseOneTimeLink(token=address.rpartition("/")[2], kind="concern")
    reply = town.store.act_now(lambda unit: use(unit, command, INSTALLATION))
    assert isinstance(reply, ConcernWords)
    return reply


def reads(town: Town, name: str, concern: int) -> ConcernWords:
    reply = town.say(name, "read-words", concern=concern)
    assert isinstance(reply, ConcernTaken), reply
    return opened(town, reply.address)


def acts(town: Town) -> list[str]:
    """What the audit trail says of concerns."""
    query = select(t.audit.c.act).where(t.audit.c.subject.like("concern:%"))
    return town.store.look(
        lambda unit: list(unit.connection.scalars(query.order_by(t.audit.c.seq)))
    )


def alerts(town: Town) -> list[ConcernAlert]:
    """What the alerts say now."""

    def look(unit: Unit) -> list[ConcernAlert]:
        d = t.dispatches.c
        rows = unit.connection.execute(select(d.reply, d.content).where(d.kind == "alert"))
        said = [thaw(Frozen(row.reply, row.content)) for row in rows]
        return [reply for reply in said if isinstance(reply, ConcernAlert)]

    return town.store.look(look)


def test_another_lead_reads_who_has_it_since_when_and_may_take_over(
    town: Town, clock: SettableClock
) -> None:
    concern = a_concern(town)
    clock.forward(minutes=5)
    mine = one(town, "lea", "have-this", concern=concern)
    clock.forward(minutes=7)
    theirs = one(town, "dee", "have-this", concern=concern)

    assert (mine.mine, mine.owner, mine.since) == (True, "Lea", "12.05 pm")
    assert (theirs.mine, theirs.owner, theirs.since) == (False, "Lea", "12.05 pm")
    assert (theirs.may_take, theirs.may_take_over) == (False, True)


def test_who_takes_over_gives_a_reason_and_the_first_lead_is_told(town: Town) -> None:
    concern = a_concern(town)
    one(town, "lea", "have-this", concern=concern)

    refused = one(town, "dee", "take-over", concern=concern, note=" ")
    taken = one(town, "dee", "take-over", concern=concern, note="Lea is in court today")
    told = select(t.dispatches.c.content, t.deliveries.c.person_id).join(
        t.deliveries, t.deliveries.c.dispatch_id == t.dispatches.c.id
    )
    [(content, person)] = town.store.look(
        lambda unit: unit.connection.execute(told.where(t.dispatches.c.kind == "note")).all()
    )

    assert refused.problem == "Please write a reason or a reference."
    assert (taken.mine, taken.owner) == (True, "Dee")
    assert (Said.model_validate_json(content).title, person) == (
        "Dee has taken over this concern",
        town.ids["lea"],
    )
    assert "court" not in content
    assert acts(town) == ["concern raised", "concern acknowledged", "concern taken-over"]


def test_alerts_say_who_has_it_and_what_was_done(town: Town) -> None:
    concern = a_concern(town)
    one(town, "lea", "have-this", concern=concern)
    assert [(one.acknowledged_by, one.since) for one in alerts(town)] == [("Lea", "midday")]

    one(town, "lea", "concern-step", concern=concern, step="referred", note="MASH 4411")
    [alert] = alerts(town)
    assert (alert.state, "4411" in alert.model_dump_json()) == ("referred", False)


def test_the_words_open_only_for_who_is_dealing_with_it(town: Town) -> None:
    concern = a_concern(town, HARM)
    with pytest.raises(Refusal, match="Only the lead who is dealing"):
        town.say("lea", "read-words", concern=concern)
    one(town, "lea", "have-this", concern=concern)
    link = town.say("lea", "read-words", concern=concern)
    assert isinstance(link, ConcernTaken)
    one(town, "dee", "take-over", concern=concern, note="I know the school")

    with pytest.raises(Refusal, match="Only the lead who is dealing"):
        opened(town, link.address)
    assert reads(town, "dee", concern).words[0][1] == HARM


def test_a_lead_whose_role_was_removed_reads_nothing(town: Town) -> None:
    concern = a_concern(town, HARM)
    one(town, "lea", "have-this", concern=concern)
    link = town.say("lea", "read-words", concern=concern)
    assert isinstance(link, ConcernTaken)
    gone = update(t.people).where(t.people.c.id == town.ids["lea"]).values(roles=";practitioner;")
    town.store.act_now(lambda unit: unit.connection.execute(gone))

    with pytest.raises(Refusal, match="You no longer have the role"):
        opened(town, link.address)
    assert "concern read" not in acts(town)


def test_the_page_tells_what_is_known_of_the_answer(town: Town, clock: SettableClock) -> None:
    concern = a_concern(town, HARM)
    clock.forward(hours=2)
    one(town, "lea", "have-this", concern=concern)
    one(town, "lea", "concern-step", concern=concern, step="note", note="Rang the duty team")
    page = reads(town, "lea", concern)

    assert page.facts == (
        ("How long ago", "2 hours ago"),
        ("They chose", page.facts[1][1]),
        ("It came by", "A web form"),
        ("Link", "Poster"),
    )
    assert page.facts[1][1].startswith("“Yes, now”, to “")
    assert [(line.what, line.who, line.note) for line in page.record] == [
        ("Raised", "", ""),
        ("Taken on", "Lea", ""),
        ("Note", "Lea", "Rang the duty team"),
    ]


def test_two_people_close_a_red_one_and_each_step_is_kept_encrypted(town: Town) -> None:
    concern = a_concern(town)
    one(town, "lea", "have-this", concern=concern)
    one(town, "lea", "concern-step", concern=concern, step="advice", note="Spoke to the school")
    asked = one(town, "lea", "concern-step", concern=concern, step="close", note="All is done")
    again = one(town, "lea", "concern-step", concern=concern, step="close", note="All is done")
    assert asked.state == "waiting for a second lead to close it"
    assert (again.problem or "").startswith("A second lead must close")
    assert again.typed == "All is done"

    closed = one(town, "dee", "concern-step", concern=concern, step="close", note="I agree")
    notes = town.store.look(lambda unit: [one.note for one in unit.concern_steps.of(concern)])
    rows = select(t.concern_steps.c.sealed)
    sealed = town.store.look(lambda unit: [row or b"" for row in unit.connection.scalars(rows)])

    assert closed.state == "closed"
    assert notes == ["", "", "Spoke to the school", "All is done", "I agree"]
    assert all(b"school" not in one for one in sealed)
    assert town.say("lea", "concerns") == ConcernList(concerns=(), count=0)


def test_a_closed_one_is_opened_again_with_a_reason(town: Town) -> None:
    concern = a_concern(town, tap="soon")
    one(town, "lea", "have-this", concern=concern)
    one(town, "lea", "concern-step", concern=concern, step="no-action", note="A test by staff")
    one(town, "lea", "concern-step", concern=concern, step="close", note="Done")
    reopened = one(town, "dee", "concern-step", concern=concern, step="reopened", note="New facts")

    assert (reopened.mine, reopened.state) == (True, "")
    listed = town.say("lea", "concerns")
    assert isinstance(listed, ConcernList)
    assert listed.count == 1


def test_without_a_step_the_card_comes_back_with_what_was_typed(town: Town) -> None:
    concern = a_concern(town)
    one(town, "lea", "have-this", concern=concern)
    reply = one(town, "lea", "concern-step", concern=concern, note="Rang the duty team")

    assert (reply.problem, reply.typed) == (
        "Please choose what you have done.",
        "Rang the duty team",
    )


def test_the_class_is_raised_at_once_and_the_alert_says_so(town: Town) -> None:
    concern = a_concern(town, tap="soon")
    one(town, "dee", "concern-step", concern=concern, step="class-raised")

    assert [alert.grade for alert in alerts(town)] == ["red"]


def test_a_lead_whom_the_words_name_is_passed_over(town: Town) -> None:
    _rename(town, "lea", "Lea Hartley")
    concern = a_concern(town, "Mrs Hartley said I must not tell")
    told = town.store.look(
        lambda unit: set(unit.connection.scalars(select(t.deliveries.c.person_id)))
    )

    assert told == {town.ids["dee"]}
    assert town.say("lea", "concerns") == ConcernList(concerns=(), count=0)
    for verb in ("have-this", "see-concern", "read-words", "take-over"):
        with pytest.raises(Refusal, match="could not find"):
            town.say("lea", verb, concern=concern)
    assert one(town, "dee", "have-this", concern=concern).mine


def test_where_all_leads_are_named_the_alert_goes_to_them_and_says_so(town: Town) -> None:
    _rename(town, "lea", "Lea Hartley")
    _rename(town, "dee", "Dee Marlowe")
    a_concern(town, "Hartley and Marlowe know")
    told = town.store.look(
        lambda unit: set(unit.connection.scalars(select(t.deliveries.c.person_id)))
    )

    assert told == {town.ids["lea"], town.ids["dee"]}
    assert [alert.caution[:33] for alert in alerts(town)] == ["The names of all the leads are in"]


def test_a_lead_of_two_partnerships_sees_both_everywhere(town: Town) -> None:
    both = update(t.people).where(t.people.c.id == town.ids["lou"])
    town.store.act_now(lambda unit: unit.connection.execute(both.values(aad_object_id="aad-eve")))
    concern = a_concern(town)
    lead = update(t.people).where(t.people.c.id == town.ids["eve"]).values(roles=";lead;")
    home = town.say("eve", "home")
    assert isinstance(home, Home)
    # an evaluator here, and a lead elsewhere
    assert (home.needs[0].text, home.needs[0].urgent) == ("Open concerns: 0", False)

    town.store.act_now(lambda unit: unit.connection.execute(lead))
    home, listed = town.say("eve", "home"), town.say("eve", "concerns")
    assert isinstance(home, Home)
    assert isinstance(listed, ConcernList)
    assert (home.needs[0].text, home.needs[0].urgent) == ("Open concerns: 1", True)
    assert "concerns" in dict(home.words)
    assert [one.concern for one in listed.concerns] == [concern]


def test_all_open_concerns_are_listed_oldest_first_a_page_at_a_time(
    quick_town: Town, clock: SettableClock
) -> None:
    made: list[int] = []
    for number in range(12):
        made.append(a_concern(quick_town, tap="soon" if number else "now", once=f"page-{number}"))
        clock.forward(minutes=1)
    first, second = (quick_town.say("lea", "concerns", page=page) for page in (0, 7))
    assert isinstance(first, ConcernList)
    assert isinstance(second, ConcernList)

    assert [one.concern for one in (*first.concerns, *second.concerns)] == made
    assert (first.count, first.pages, second.page) == (12, 2, 1)
    assert second.red == (first.concerns[0].ref,)


def _rename(town: Town, name: str, to: str) -> None:
    mine = update(t.people).where(t.people.c.id == town.ids[name]).values(name=to)
    town.store.act_now(lambda unit: unit.connection.execute(mine))
