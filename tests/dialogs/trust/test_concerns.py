from pathlib import Path

import pytest
from sqlalchemy import select

from dialogs.replies import ConcernList, ConcernTaken, ConcernWords
from dialogs.trust.one_time_links import OpenOneTimeLink, UseOneTimeLink, look, use
from storage import tables as t
from storage.unit import Unit
from surveys.people import Role
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind, State
from tests.builders.apart import swept
from tests.builders.asking import a_form, a_survey, submission, submit
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, Town

WORDS = "I want to kill myself CANARY-7319"


def _alarm(town: Town) -> int:
    """Ann writes words of harm; returns the concern's id."""
    town.say("ann", "answer", wave=a_survey(town), question="intention", value=WORDS)
    return town.store.look(lambda unit: unit.connection.scalars(select(t.concerns.c.id)).one())


def _token(reply: object) -> str:
    assert isinstance(reply, ConcernTaken)
    return reply.address.rpartition("/")[2]


def _reads(town: Town, name: str, concern: int) -> str:
    """Someone takes a concern on and asks for its words; returns the token of the page."""
    town.say(name, "have-this", concern=concern)
    return _token(town.say(name, "read-words", concern=concern))


def _take(town: Town, token: str) -> ConcernWords:
    reply = town.store.act_now(
        lambda unit: use(unit, UseOneTimeLink(token=token, kind="concern"), INSTALLATION)
    )
    assert isinstance(reply, ConcernWords)
    return reply


def test_the_words_stand_in_the_concern_and_no_longer_among_the_answers(town: Town) -> None:
    concern = _alarm(town)
    texts = swept(town.store, lambda unit: unit.connection.execute(select(t.texts)).all())
    written = town.store.look(lambda unit: unit.concerns.text(concern))

    assert texts == []
    assert [words for _, words in written.words] == [WORDS]
    assert written.person_id == town.ids["ann"]


def test_one_alert_goes_to_the_leads_alone_and_says_nothing_of_the_words(town: Town) -> None:
    _alarm(town)

    def look(unit: Unit) -> None:
        [alert] = unit.deliveries.recent(None, [DeliveryKind.ALERT], 5)
        told = set(
            unit.connection.scalars(
                select(t.deliveries.c.person_id).filter_by(dispatch_id=alert.id)
            )
        )
        reply, content = unit.deliveries.content(alert.id)
        assert told == {town.ids["lea"], town.ids["dee"]}
        assert unit.deliveries.counts(alert.id)[State.PENDING] == 2
        assert reply == "ConcernAlert"
        assert "CANARY" not in content
        assert "Ann" not in content
        assert "CANARY" not in alert.title + alert.rule

    town.store.look(look)


def test_a_list_of_concerns_never_holds_their_words(town: Town) -> None:
    _alarm(town)
    reply = town.say("lea", "concerns")

    assert isinstance(reply, ConcernList)
    assert len(reply.concerns) == 1
    assert "CANARY" not in reply.model_dump_json()


def test_whoever_says_i_have_this_first_has_it(town: Town) -> None:
    concern = _alarm(town)
    town.say("dee", "have-this", concern=concern)
    town.say("lea", "have-this", concern=concern)
    reply = town.say("lea", "concerns")

    assert isinstance(reply, ConcernList)
    assert reply.concerns[0].acknowledged_by == "Dee"


def test_the_words_are_read_once_and_the_reading_is_in_the_trail(town: Town) -> None:
    token = _reads(town, "lea", _alarm(town))
    read = _take(town, token)

    assert read.words[0][1] == WORDS
    assert (read.from_whom, read.about) == (
        "Ann, Ashford Council",
        "After the event (Hearing children)",
    )
    with pytest.raises(Refusal, match="has been used"):
        _take(town, token)
    acts = select(t.audit.c.act).where(t.audit.c.actor == f"person:{town.ids['lea']}")
    found = town.store.look(lambda unit: set(unit.connection.scalars(acts)))
    assert found == {"concern acknowledged", "concern read"}


def test_looking_at_an_address_spends_nothing(quick_town: Town) -> None:
    token = _reads(quick_town, "lea", _alarm(quick_town))
    for _ in range(3):
        quick_town.store.look(
            lambda unit: look(unit, OpenOneTimeLink(token=token, kind="concern"), INSTALLATION)
        )

    assert _take(quick_town, token).words


def test_an_address_lasts_sixty_seconds(quick_town: Town, clock: SettableClock) -> None:
    token = _reads(quick_town, "lea", _alarm(quick_town))
    clock.forward(seconds=60)

    with pytest.raises(Refusal, match="expired"):
        _take(quick_town, token)


def test_the_address_of_a_concern_hands_over_no_file(quick_town: Town) -> None:
    token = _reads(quick_town, "lea", _alarm(quick_town))

    with pytest.raises(Refusal):
        quick_town.store.act_now(
            lambda unit: use(unit, UseOneTimeLink(token=token, kind="file"), INSTALLATION)
        )


def test_another_partnerships_concern_is_not_found(quick_town: Town) -> None:
    with pytest.raises(Refusal, match="could not find"):
        quick_town.say("lou", "have-this", concern=_alarm(quick_town))


def test_a_respondents_own_tap_raises_a_concern_without_any_words(quick_town: Town) -> None:
    a_form(quick_town)
    submit(quick_town, submission(concern="soon"))
    [found] = quick_town.store.look(lambda unit: unit.concerns.still_open())

    assert (found.grade, found.state) == ("amber", "new")


def test_leads_of_the_other_partnership_are_told_nothing(quick_town: Town) -> None:
    _alarm(quick_town)
    leads = quick_town.store.look(
        lambda unit: unit.people.with_role(quick_town.bexfield.partnership, Role.LEAD)
    )
    told = quick_town.store.look(
        lambda unit: set(unit.connection.scalars(select(t.deliveries.c.person_id)))
    )

    assert told.isdisjoint(lead.id for lead in leads)


def test_no_word_that_was_written_stands_readable_in_the_database_file(
    quick_town: Town, tmp_path: Path
) -> None:
    _alarm(quick_town)
    quick_town.say("bob", "answer", wave=1, question="intention", value="I will listen CANARY-8420")
    files = [file for file in tmp_path.iterdir() if file.name.startswith("golden-thread.db")]

    assert files
    assert all(b"CANARY" not in file.read_bytes() for file in files)
