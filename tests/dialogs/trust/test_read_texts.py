"""Every free text is read by a person, who releases, redacts, withholds or flags it."""

import pytest
from sqlalchemy import select, update

from dialogs.replies import Home, NothingToRead, ReadText, Reply
from dialogs.trust.texts_to_read import in_order
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.trust.reading import Written
from tests.builders.apart import sweep_all
from tests.builders.asking import a_form, a_survey, submission, submit
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, Town
from tests.builders.told import a_briefing, tell

PLAIN = "I will see each child alone"


def texts(town: Town, *words: str) -> None:
    """Families write something harmless each, by an open form."""
    a_form(town)
    for number, one in enumerate(words):
        submit(town, submission(f"page-{number}", say=one))
    sweep_all(town.store)


def shown(reply: Reply) -> ReadText:
    assert isinstance(reply, ReadText), reply
    return reply


def judge(town: Town, name: str, text: str, mark: str, **more: object) -> Reply:
    return town.say(name, "judge-text", ref=text, mark=mark, **more)


def rows(town: Town) -> list[tuple[str, str | None]]:
    """The state of every text of an answer, and its version to quote."""

    def look(unit: Unit) -> list[tuple[str, str | None]]:
        columns = (t.texts.c.wave_id, t.texts.c.question, t.texts.c.response_key, t.texts.c.state)
        found = unit.connection.execute(select(*columns)).all()
        return [
            (state, unit.texts_to_read.quotable((str(wave), question, key)))
            for wave, question, key, state in found
        ]

    return town.store.look(look)


def everything(town: Town, table: str) -> str:
    """All of a table, as text."""
    named = t.metadata.tables[table]
    found = town.store.look(lambda unit: unit.connection.execute(select(named)).all())
    return repr(found)


def test_a_text_is_shown_with_its_question_and_without_its_writer(town: Town) -> None:
    town.say("ann", "answer", wave=a_survey(town), question="intention", value=PLAIN)
    sweep_all(town.store)
    one = shown(town.say("lea", "texts"))

    assert one.words == PLAIN
    assert one.about == "After the event (Hearing children)"
    assert one.question
    assert one.written.startswith("in the week to ")
    keys = town.store.look(
        lambda unit: unit.connection.scalars(select(t.texts.c.response_key)).all()
    )
    assert not any(secret in one.model_dump_json() for secret in ("Ann", "ann@", *keys))


@pytest.mark.parametrize(
    ("mark", "version", "kept"),
    [
        ("released", "", ("released", None)),
        ("withheld", "", ("withheld", None)),
        ("redacted", "I will see each [...] alone", ("redacted", "I will see each [...] alone")),
    ],
)
def test_a_mark_is_kept_and_the_next_text_is_shown(
    town: Town, mark: str, version: str, kept: tuple[str, str | None]
) -> None:
    texts(town, PLAIN, "They came on time")
    first = shown(town.say("lea", "texts"))
    second = shown(judge(town, "lea", first.text_ref, mark, version=version))

    assert (first.waiting, second.waiting) == (2, 1)
    assert second.words != first.words
    assert sorted(rows(town), key=str) == sorted([kept, ("unread", None)], key=str)


def test_the_original_of_a_redacted_text_stays_encrypted(town: Town) -> None:
    texts(town, PLAIN)
    one = shown(town.say("lea", "texts"))
    judge(town, "lea", one.text_ref, "redacted", version="I will see each one")
    stored = everything(town, "texts")

    def look(unit: Unit) -> str:
        row = unit.connection.execute(select(t.texts)).one()
        answers = unit.answers.given(row.wave_id, row.response_key, [row.question])
        return answers[row.question].text or ""

    assert town.store.look(look) == PLAIN
    assert "each" not in stored


@pytest.mark.parametrize("version", ["", "  ", PLAIN, "x" * 4001])
def test_a_version_that_changes_nothing_is_refused_and_given_back(town: Town, version: str) -> None:
    texts(town, PLAIN)
    one = shown(town.say("lea", "texts"))
    again = shown(judge(town, "lea", one.text_ref, "redacted", version=version))

    assert (again.text_ref, (again.problem or "")[:23]) == (one.text_ref, "The version to quote is")
    assert again.version == (version or PLAIN)
    assert rows(town) == [("unread", None)]


def test_a_flag_makes_a_concern_with_its_alert_at_once(town: Town) -> None:
    texts(town, PLAIN)
    one = shown(town.say("lea", "texts"))
    after = judge(town, "lea", one.text_ref, "flagged", grade="red")
    [concern] = town.store.look(lambda unit: unit.concerns.still_open())
    text = town.store.look(lambda unit: unit.concerns.text(concern.id))
    alerts = select(t.dispatches.c.id).where(t.dispatches.c.concern_id == concern.id)

    assert isinstance(after, NothingToRead)
    assert (concern.grade, text.words, text.via) == ("red", ((one.question, PLAIN),), "Poster")
    assert len(town.store.look(lambda unit: unit.connection.scalars(alerts).all())) == 1
    assert rows(town) == []  # it has left the evaluation


def test_what_is_said_about_a_briefing_is_read_too_and_flagged_with_its_writer(town: Town) -> None:
    briefing = a_briefing(town)
    tell(town, briefing)
    town.say("ann", "discussed", briefing=briefing, people=3, raised="Whom do we ask?", once="tap")
    town.say("ann", "intended", briefing=briefing, what=PLAIN)
    marks = {"Whom do we ask?": "flagged", PLAIN: "released"}
    read: list[str] = []
    while isinstance(one := town.say("lea", "texts"), ReadText):
        read.append(one.words)
        judge(town, "lea", one.text_ref, marks[one.words])
    [concern] = town.store.look(lambda unit: unit.concerns.still_open())
    person = town.store.look(lambda unit: unit.concerns.text(concern.id).person_id)
    [logged] = town.store.look(lambda unit: unit.discussions.logged(briefing))
    plan = town.store.look(lambda unit: unit.briefing_acts.plan(briefing, town.ids["ann"]))

    assert sorted(read) == sorted(marks)
    assert (person, logged.talk.raised) == (town.ids["ann"], None)
    assert plan is not None
    assert plan.words == PLAIN


def test_words_written_anew_are_read_anew(town: Town) -> None:
    wave = a_survey(town)
    for words in (PLAIN, "I will ask the school first"):
        town.say("ann", "answer", wave=wave, question="intention", value=words)
        sweep_all(town.store)
        one = shown(town.say("lea", "texts"))
        assert one.words == words
        judge(town, "lea", one.text_ref, "redacted", version="Something else")


def test_the_more_urgent_class_of_today_comes_first_and_then_the_older_week(
    quick_town: Town, clock: SettableClock
) -> None:
    texts(quick_town, "They came on time", PLAIN)
    clock.forward(days=7)
    submit(quick_town, submission("later", say="It was fine"))
    sweep_all(quick_town.store)
    before = [one.words for one in in_turn(quick_town)]
    _say_instead(quick_town, "It was fine", "He hit me and I am scared of him")
    after = [one.words for one in in_turn(quick_town)]

    assert before[2] == "It was fine"
    assert after[0] == "He hit me and I am scared of him"


def in_turn(town: Town) -> list[Written]:
    lexicon = INSTALLATION.lexicon
    return town.store.look(lambda unit: in_order(unit, [town.ashford.partnership], lexicon))


def _say_instead(town: Town, words: str, instead: str) -> None:
    """Put other words where a text is, as if an older lexicon had let them through."""

    def change(unit: Unit) -> None:
        [one] = [one for one in in_order(unit, [1], INSTALLATION.lexicon) if one.words == words]
        wave, question, key = one.key
        sealed = unit.keyring.encrypt(instead, "texts", wave, question, key)
        mine = update(t.texts).where(t.texts.c.response_key == key)
        unit.connection.execute(mine.values(sealed=sealed))

    town.store.act_now(change)


def test_late_texts_are_counted_at_home_for_a_lead_and_an_evaluator(
    quick_town: Town, clock: SettableClock
) -> None:
    texts(quick_town, PLAIN, "They came on time")
    clock.forward(days=14)
    lead, evaluator = (quick_town.say(name, "home") for name in ("lea", "eve"))
    assert isinstance(lead, Home)
    assert isinstance(evaluator, Home)
    assert ("texts", "Texts to read: 2 (2 late)") in [(one.verb, one.text) for one in lead.needs]
    assert ("Texts to read", "2 (2 late)") in evaluator.lines  # who may not read them
    assert "texts" not in [one.verb for one in evaluator.needs]
    one = shown(quick_town.say("lea", "texts"))

    assert (one.late, one.due) == (2, "11 March 2026")
    with pytest.raises(Refusal, match="Your role does not include"):
        quick_town.say("eve", "texts")


@pytest.mark.parametrize("sampled", [True, False])
def test_of_two_leads_who_judge_one_text_the_first_is_kept(town: Town, *, sampled: bool) -> None:
    texts(town, PLAIN)
    one = shown(town.say("lea", "texts"))
    judge(town, "dee", one.text_ref, "withheld")
    again = update(t.readings).values(sampled=sampled)
    town.store.act_now(lambda unit: unit.connection.execute(again))
    late = judge(town, "lea", one.text_ref, "released")

    assert rows(town) == [("withheld", None)]
    assert isinstance(late, NothingToRead | ReadText)
    assert late.problem == "Someone has read this text already, or it was taken back."


def test_a_lead_whom_a_text_names_does_not_read_it(town: Town) -> None:
    mine = update(t.people).where(t.people.c.id == town.ids["lea"]).values(name="Lea Hartley")
    town.store.act_now(lambda unit: unit.connection.execute(mine))
    texts(town, "Mrs Hartley was late")

    assert isinstance(town.say("lea", "texts"), NothingToRead)
    assert shown(town.say("dee", "texts")).words == "Mrs Hartley was late"


def test_another_partnership_reads_nothing_of_it(town: Town) -> None:
    texts(town, PLAIN)
    one = shown(town.say("lea", "texts"))
    theirs = judge(town, "lou", one.text_ref, "released")

    assert isinstance(theirs, NothingToRead)
    assert rows(town) == [("unread", None)]


def test_a_second_reader_judges_a_sample_without_seeing_the_first_mark(town: Town) -> None:
    texts(town, PLAIN, "They came on time")
    everyone_again = update(t.readings).values(sampled=True)
    for mark in ("withheld", "flagged"):
        judge(town, "lea", shown(town.say("lea", "texts")).text_ref, mark)
    town.store.act_now(lambda unit: unit.connection.execute(everyone_again))
    assert isinstance(town.say("lea", "texts"), NothingToRead)  # the first reader is not the second

    seen: list[ReadText] = []
    reply = town.say("dee", "texts")
    while isinstance(reply, ReadText):
        seen.append(reply)
        reply = judge(town, "dee", reply.text_ref, "withheld", second=True)

    assert sorted(one.words for one in seen) == sorted((PLAIN, "They came on time"))
    assert all(one.second for one in seen)
    assert not any(word in seen[0].model_dump_json() for word in ("withheld", "flagged"))
    assert isinstance(reply, NothingToRead)
    assert reply.agreement == "Two readers judged 2 texts, and agreed on 1 (50 %)."


def test_a_second_reader_who_flags_makes_a_concern(town: Town) -> None:
    texts(town, PLAIN)
    judge(town, "lea", shown(town.say("lea", "texts")).text_ref, "released")
    again = update(t.readings).values(sampled=True)
    town.store.act_now(lambda unit: unit.connection.execute(again))
    judge(town, "dee", shown(town.say("dee", "texts")).text_ref, "flagged", second=True)

    assert len(town.store.look(lambda unit: unit.concerns.still_open())) == 1
    assert rows(town) == []


def test_every_view_and_mark_is_in_the_trail_and_names_no_writer(town: Town) -> None:
    town.say("ann", "answer", wave=a_survey(town), question="intention", value=PLAIN)
    sweep_all(town.store)
    one = shown(town.say("lea", "texts"))
    judge(town, "lea", one.text_ref, "released")
    trail = select(t.audit.c.actor, t.audit.c.act, t.audit.c.subject)
    found = town.store.look(
        lambda unit: unit.connection.execute(trail.where(t.audit.c.act.like("text %"))).all()
    )
    lea = f"person:{town.ids['lea']}"

    assert [tuple(row) for row in found] == [
        (lea, "text read", f"text:{one.text_ref}"),
        (lea, "text released", f"text:{one.text_ref}"),
    ]
