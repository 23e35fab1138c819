"""Making a public link: what may be published, that a repeat is the same link, and what is kept."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from dialogs.asking.make_link import LinkToMake, PublicLink, check, gate, make
from dialogs.replies import ShowForm
from dialogs.turn import Turn
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders import stored
from tests.builders.asking import followed
from tests.builders.partnership import Town


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


def _form(town: Town, link: PublicLink) -> ShowForm:
    token = link.address.rpartition("/")[2]
    form = followed(town.store, token)
    assert isinstance(form, ShowForm)
    return form


def test_the_address_of_a_link_opens_the_form(town: Town) -> None:
    made = _as(town, make, _wanted(town))

    assert made.wave is not None
    assert made.action_ref == "A1"
    assert _form(town, made).voice == "family"


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


def test_a_link_says_which_leads_a_partnership_still_needs(quick_town: Town) -> None:
    made = _as(quick_town, make, _wanted(quick_town))

    assert made.missing == ["1 more lead to act as deputies"]


def test_a_partnership_without_a_lead_publishes_nothing(quick_town: Town) -> None:
    def place_without_lead(unit: Unit) -> int:
        return stored.a_partnership(unit, "Cawood")

    place = quick_town.store.act_now(place_without_lead)

    with pytest.raises(Refusal, match="Cawood has no safeguarding lead to see a concern"):
        quick_town.store.look(lambda unit: gate(unit, place, "Cawood"))


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
