"""Making a public link: what may be published, that a repeat is the same link, and what is kept."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from dialogs.asking.make_link import LinkToMake, PublicLink, check, make
from dialogs.replies import ShowStart
from dialogs.trust.link_gate import refuse_unready
from dialogs.turn import Turn
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders import stored
from tests.builders.asking import followed
from tests.builders.clock import SettableClock
from tests.builders.partnership import Town
from tests.builders.ready import cover_concerns, enough_leads, pass_a_test, ready_for_links


@pytest.fixture
def bare_town(quick_town: Town) -> Town:
    """Give a town that has two leads, and nothing else that a link needs."""
    return quick_town


@pytest.fixture(autouse=True)
def _ready(request: pytest.FixtureRequest) -> None:
    """Have Ashford ready for links, but where a test begins with a bare town."""
    for name in {"town", "quick_town"} & set(request.fixturenames):
        place: Town = request.getfixturevalue(name)
        if "bare_town" not in request.fixturenames:
            place.store.act_now(
                lambda unit, place=place: ready_for_links(unit, place.ashford.partnership)
            )


def _wanted(town: Town, **facts: object) -> LinkToMake:
    usual = {"action": town.ashford.action, "instrument": "family", "voice": "family"}
    return LinkToMake.model_validate(usual | facts)


def _as(
    town: Town,
    dialog: Callable[[Turn, LinkToMake], PublicLink],
    wanted: LinkToMake,
    name: str = "lea",
) -> PublicLink:
    return town.store.act_now(lambda unit: dialog(town.speaking(unit, name), wanted))


def _links(town: Town) -> int:
    query = select(func.count()).select_from(t.links)
    return town.store.look(lambda unit: unit.connection.scalars(query).one())


def _form(town: Town, link: PublicLink) -> ShowStart:
    token = link.address.rpartition("/")[2]
    form = followed(town.store, token)
    assert isinstance(form, ShowStart)
    return form


def test_the_address_of_a_link_opens_the_form(town: Town) -> None:
    made = _as(town, make, _wanted(town))

    assert made.wave is not None
    assert made.action_ref == "A1"
    assert _form(town, made).reader == "family"


def test_what_is_checked_is_what_would_be_made_and_makes_nothing(quick_town: Town) -> None:
    wanted = _wanted(quick_town)
    checked = _as(quick_town, check, wanted)

    assert (checked.wave, _links(quick_town)) == (None, 0)
    assert checked.address == _as(quick_town, make, wanted).address


def test_the_same_request_twice_is_one_link(town: Town) -> None:
    wanted = _wanted(town)
    first, second = _as(town, make, wanted), _as(town, make, wanted)

    assert first == second
    assert _links(town) == 1


def test_two_requests_have_two_addresses(quick_town: Town) -> None:
    one, other = (_as(quick_town, make, _wanted(quick_town)) for _ in range(2))

    assert one.address != other.address


def test_a_token_is_not_shown_where_a_request_is_printed(quick_town: Town) -> None:
    wanted = _wanted(quick_town)

    assert wanted.token not in repr(wanted)


def test_a_lead_is_on_record_for_it(quick_town: Town) -> None:
    made = _as(quick_town, make, _wanted(quick_town))
    query = select(t.audit.c.actor, t.audit.c.subject).where(t.audit.c.act == "make link")
    [(actor, subject)] = quick_town.store.look(lambda unit: unit.connection.execute(query).all())

    assert (actor, subject) == (f"person:{quick_town.ids['lea']}", f"wave:{made.wave}")


def test_a_link_that_may_not_be_made_says_all_that_is_missing_and_what_to_do(
    bare_town: Town,
) -> None:
    with pytest.raises(Refusal) as refused:
        _as(bare_town, make, _wanted(bare_town))

    for words in (
        "1 more lead as deputy (import people with the role lead)",
        "hours (alert cover --hours)",
        "a number to ring by day (alert cover --day-number)",
        "a number out of hours (alert cover --out-of-hours-number)",
        "an alert test confirmed in the last 30 days (a lead types “test alert” in Teams",
    ):
        assert words in refused.value.sentence
    assert _links(bare_town) == 0


@pytest.mark.parametrize(
    ("have", "lacks"),
    [
        ((cover_concerns, enough_leads), "an alert test"),
        ((cover_concerns, pass_a_test), "1 more lead as deputy"),
        ((enough_leads, pass_a_test), "hours"),
    ],
)
def test_one_thing_that_is_missing_is_enough_to_make_no_link(
    bare_town: Town, have: tuple[Callable[[Unit, int], None], ...], lacks: str
) -> None:
    for one in have:
        bare_town.store.act_now(lambda unit, one=one: one(unit, bare_town.ashford.partnership))

    with pytest.raises(Refusal, match=f"Ashford needs {lacks}"):
        _as(bare_town, check, _wanted(bare_town))


def test_a_test_holds_for_thirty_days_and_a_link_that_was_made_stays(
    quick_town: Town, clock: SettableClock
) -> None:
    made = _as(quick_town, make, _wanted(quick_town))
    clock.forward(days=30)

    with pytest.raises(Refusal, match="an alert test confirmed"):
        _as(quick_town, make, _wanted(quick_town))
    assert _form(quick_town, made).reader == "family"


def test_a_partnership_without_a_lead_publishes_nothing(bare_town: Town) -> None:
    def place_without_lead(unit: Unit) -> int:
        return stored.a_partnership(unit, "Cawood")

    place = bare_town.store.act_now(place_without_lead)

    with pytest.raises(Refusal, match="Cawood needs a safeguarding lead and two deputies"):
        bare_town.store.look(lambda unit: refuse_unready(unit, place, "Cawood"))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"instrument": "weather"}, "instrument-unknown"),
        ({"instrument": "post-event"}, "instrument-by-name"),
        ({"voice": "child"}, "voice-differs"),
        ({"closes": date(2026, 3, 3)}, "time-past"),
    ],
)
def test_what_cannot_be_published_is_refused(
    quick_town: Town, facts: dict[str, object], code: str
) -> None:
    for dialog in (check, make):
        with pytest.raises(Refusal) as refused:
            _as(quick_town, dialog, _wanted(quick_town, **facts))
        assert refused.value.code == code
    assert _links(quick_town) == 0


def test_nobody_publishes_a_link_about_the_action_of_another_partnership(quick_town: Town) -> None:
    with pytest.raises(Refusal) as refused:
        _as(quick_town, make, _wanted(quick_town, action=quick_town.bexfield.action))

    assert refused.value.code == "not-found"


def test_only_a_lead_publishes_a_link(quick_town: Town) -> None:
    with pytest.raises(Refusal) as refused:
        _as(quick_town, make, _wanted(quick_town), "ann")

    assert refused.value.code == "not-permitted"
