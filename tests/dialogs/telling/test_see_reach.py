"""How far a briefing came, as leads see it: their own briefings, small groups held back, nobody's
name."""

import pytest
from sqlalchemy import select

from dialogs.replies import CascadeLog, ChooseReach, Queued, ReachLine, ShowReach
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.sending.delivery import State
from tests.builders import stored
from tests.builders.partnership import Town
from tests.builders.told import TITLE, a_briefing, settle, tell


def _crowd(town: Town, agency: str, count: int) -> list[int]:
    """Bring practitioners of an agency of Ashford in; returns their ids."""

    def join(unit: Unit) -> list[int]:
        found = select(t.agencies.c.id).where(t.agencies.c.name == agency)
        number = unit.connection.scalars(found).one_or_none() or stored.an_agency(
            unit, town.ashford.partnership, agency
        )
        place = (town.ashford.partnership, number)
        return [
            stored.a_person(unit, *place, f"{agency[:12]}{one}@ashford.example".lower())
            for one in range(count)
        ]

    return town.store.act_now(join)


def _read(town: Town, briefing: int, people: list[int]) -> None:
    town.store.act_now(
        lambda unit: [unit.briefing_acts.acted(briefing, one, "read", unit.now) for one in people]
    )


def _figures(line: ReachLine) -> dict[str, int | None]:
    return dict(line.figures)


def _shown(town: Town, briefing: int) -> ShowReach:
    reply = town.say("lea", "reach-of", briefing=briefing)
    assert isinstance(reply, ShowReach)
    return reply


def _discussed(town: Town, briefing: int, count: int, name: str = "ann") -> None:
    for number in range(count):
        facts = {
            "setting": "team",
            "people": 6,
            "raised": f"Question {number}",
            "agreed": f"Agreed {number}",
        }
        town.say(name, "discussed", briefing=briefing, once=str(number), **facts)


def test_a_lead_sees_everybody_and_each_agency_with_small_groups_held_back(town: Town) -> None:
    council, health = _crowd(town, "Ashford Council", 10), _crowd(town, "Ashford Health", 8)
    briefing = a_briefing(town)
    tell(town, briefing)
    _read(town, briefing, council[:7] + health[:6])
    shown = _shown(town, briefing)

    assert _figures(shown.everybody)["read it"] == 13
    assert [line.name for line in shown.agencies] == ["Ashford Council", "Smaller agencies"]
    assert [_figures(line)["meant for"] for line in shown.agencies] == [12, 9]
    assert [_figures(line)["read it"] for line in shown.agencies] == [7, 6]


def test_a_town_with_few_people_shows_nothing_but_that_it_does_not(quick_town: Town) -> None:
    briefing = a_briefing(quick_town)
    tell(quick_town, briefing)
    quick_town.say("ann", "read", briefing=briefing)
    shown = _shown(quick_town, briefing)

    assert set(_figures(shown.everybody).values()) == {None}
    assert shown.minimum == 5


def test_a_lead_chooses_among_the_briefings_that_were_sent(quick_town: Town) -> None:
    briefing = a_briefing(quick_town)
    assert quick_town.say("lea", "reach") == ChooseReach(briefings=())
    tell(quick_town, briefing)
    reply = quick_town.say("lea", "reach")

    assert isinstance(reply, ChooseReach)
    assert [(one.value, one.text) for one in reply.briefings] == [(str(briefing), TITLE)]


def test_the_card_of_a_send_leads_to_its_briefings_reach(quick_town: Town) -> None:
    briefing = a_briefing(quick_town)
    dispatch = tell(quick_town, briefing)

    card = quick_town.say("lea", "progress", dispatch=dispatch)

    assert isinstance(card, Queued)
    assert card.briefing == briefing


@pytest.mark.parametrize("verb", ["reach-of", "cascade-log"])
def test_another_partnerships_briefing_is_not_found(quick_town: Town, verb: str) -> None:
    briefing = a_briefing(quick_town)
    tell(quick_town, briefing)
    with pytest.raises(Refusal, match="could not find"):
        quick_town.say("lou", verb, briefing=briefing)


def test_the_log_is_read_page_by_page_newest_first(town: Town) -> None:
    briefing = a_briefing(town)
    tell(town, briefing)
    _discussed(town, briefing, 7)
    pages = [town.say("lea", "cascade-log", briefing=briefing, page=page) for page in (0, 1, 9)]

    assert [len(page.talks) for page in pages if isinstance(page, CascadeLog)] == [5, 2, 2]
    first = pages[0]
    assert isinstance(first, CascadeLog)
    assert (first.talks[0].raised, first.talks[0].agreed) == ("Question 6", "Agreed 6")
    assert (first.pages, first.count) == (2, 7)
    assert pages[1] == pages[2]


def test_the_log_names_nobody_and_no_agency_with_few_people(quick_town: Town) -> None:
    _crowd(quick_town, "Ashford Council", 10)
    _crowd(quick_town, "Ashford Health", 4)
    briefing = a_briefing(quick_town)
    tell(quick_town, briefing)
    _discussed(quick_town, briefing, 1, "ann")
    _discussed(quick_town, briefing, 1, "cat")
    log = quick_town.say("lea", "cascade-log", briefing=briefing)

    assert isinstance(log, CascadeLog)
    assert [talk.agency for talk in log.talks] == ["Smaller agencies", "Ashford Council"]
    assert not {"Ann", "Cat"} & set(log.model_dump_json().replace('"', " ").split())


def test_that_words_were_seen_is_in_the_trail(quick_town: Town) -> None:
    briefing = a_briefing(quick_town)
    tell(quick_town, briefing)
    quick_town.say("lea", "cascade-log", briefing=briefing)
    query = select(t.audit.c.act).where(t.audit.c.actor == f"person:{quick_town.ids['lea']}")

    assert quick_town.store.look(lambda unit: unit.connection.scalars(query).all()) == [
        "see discussions"
    ]


def test_those_who_were_not_reached_are_not_counted_among_those_who_read(quick_town: Town) -> None:
    council = _crowd(quick_town, "Ashford Council", 10)
    briefing = a_briefing(quick_town)
    dispatch = tell(quick_town, briefing)
    _read(quick_town, briefing, council)
    before = _figures(_shown(quick_town, briefing).everybody)
    settle(quick_town, dispatch, State.FAILED, "ann", "bob", "cat")
    after = _figures(_shown(quick_town, briefing).everybody)

    assert (before["read it"], before["delivered to"]) == (10, 13)
    assert (after["read it"], after["delivered to"]) == (10, 10)
