import asyncio
from functools import partial

import pytest
from sqlalchemy import update

from dialogs.impact import request_summary
from dialogs.replies import Download, FileReady, OneTimeLinkOffer, Reply, Said
from dialogs.trust.one_time_links import OpenOneTimeLink, UseOneTimeLink, look, use
from dialogs.turn import Turn
from storage import tables as t
from storage.impact.summary_requests import DrawnFile, SummaryRequest
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders.clock import NOON
from tests.builders.partnership import INSTALLATION, TENANT, Town

FILE = DrawnFile("A1.json", "application/json", b"{}", "0" * 64)


def _ordered(town: Town, name: str = "eve") -> SummaryRequest:
    """Ask for a summary as somebody and draw its file; returns the order."""
    town.say(name, "make-summary", action=town.ashford.action, format="json")

    def draw(unit: Unit) -> SummaryRequest:
        [order] = unit.summary_requests.wanted(unit.now)
        assert unit.summary_requests.drawn(order.id, FILE)
        return order

    return town.store.act_now(draw)


def _as(town: Town, name: str, unit: Unit) -> Turn:
    speaker = unit.people.speaker(TENANT, f"aad-{name}")
    assert speaker is not None
    return Turn(speaker, unit, INSTALLATION)


def _token(town: Town, order: SummaryRequest, name: str = "eve") -> str:
    ready = town.store.act_now(
        lambda unit: request_summary.decline(_as(town, name, unit), str(order.id))
    )
    assert isinstance(ready, FileReady)
    return ready.address.rpartition("/")[2]


def test_asking_again_within_the_minute_is_the_same_order(town: Town) -> None:
    asked = partial(town.say, "eve", "make-summary", action=town.ashford.action, format="pdf")

    assert isinstance(asked(), Said)
    assert asked() == asked()
    assert len(town.store.look(lambda unit: unit.summary_requests.wanted(unit.now))) == 1


@pytest.mark.parametrize("kind", ["parquet", "", "exe"])
def test_a_format_that_is_not_made_is_not_found(quick_town: Town, kind: str) -> None:
    with pytest.raises(Refusal, match="could not find"):
        quick_town.say("eve", "make-summary", action=quick_town.ashford.action, format=kind)


def test_a_file_is_drawn_once_and_kept_encrypted(town: Town) -> None:
    order = _ordered(town)

    assert not town.store.act_now(lambda unit: unit.summary_requests.drawn(order.id, FILE))
    assert town.store.look(lambda unit: unit.summary_requests.content(order.id)) == b"{}"


def test_a_file_is_downloaded_once(town: Town) -> None:
    token = _token(town, _ordered(town))
    offered = town.store.look(
        lambda unit: look(unit, OpenOneTimeLink(token=token, kind="file"), INSTALLATION)
    )
    taken = town.store.act_now(
        lambda unit: use(unit, UseOneTimeLink(token=token, kind="file"), INSTALLATION)
    )

    assert isinstance(offered, OneTimeLinkOffer)
    assert isinstance(taken, Download)
    assert (taken.file_name, taken.content) == ("A1.json", b"{}")
    with pytest.raises(Refusal, match="has been used"):
        town.store.act_now(
            lambda unit: use(unit, UseOneTimeLink(token=token, kind="file"), INSTALLATION)
        )


def test_a_client_that_shows_no_file_card_gets_the_newest_file_on_the_web(quick_town: Town) -> None:
    assert isinstance(quick_town.say("eve", "web-copy"), Said)
    order = _ordered(quick_town)
    ready = quick_town.say("eve", "web-copy")

    assert isinstance(ready, FileReady)
    assert ready.file_name == FILE.file_name
    assert (
        quick_town.store.look(lambda unit: unit.summary_requests.content(order.id)) == FILE.content
    )


async def test_of_fifty_who_take_a_file_at_once_one_has_it(town: Town) -> None:
    token = _token(town, _ordered(town))
    command = UseOneTimeLink(token=token, kind="file")
    takes = [town.store.act(lambda unit: use(unit, command, INSTALLATION)) for _ in range(50)]
    results = await asyncio.gather(*takes, return_exceptions=True)

    assert sum(isinstance(result, Download) for result in results) == 1
    assert {result.code for result in results if isinstance(result, Refusal)} == {"download-used"}


@pytest.mark.parametrize("order_id", ["", "x", "²", "-1", "9" * 40, "0"])
def test_a_context_that_names_no_order_is_refused(quick_town: Town, order_id: str) -> None:
    with pytest.raises(Refusal, match="used or has expired"):
        quick_town.store.act_now(
            lambda unit: request_summary.accept(_as(quick_town, "eve", unit), order_id, {})
        )


def test_a_file_offered_before_the_role_was_lost_is_not_given(quick_town: Town) -> None:
    order = _ordered(quick_town)
    eve = update(t.people).where(t.people.c.id == quick_town.ids["eve"])
    quick_town.store.act_now(
        lambda unit: unit.connection.execute(eve.values(roles=";practitioner;"))
    )

    for accepts in (True, False):
        with pytest.raises(Refusal, match="role does not include"):
            quick_town.store.act_now(
                lambda unit, accepts=accepts: _consent(quick_town, unit, order, accepts=accepts)
            )


def _consent(town: Town, unit: Unit, order: SummaryRequest, *, accepts: bool) -> Reply:
    turn = _as(town, "eve", unit)
    if accepts:
        return request_summary.accept(turn, str(order.id), {})
    return request_summary.decline(turn, str(order.id))


@pytest.mark.parametrize("name", ["lea", "lou"])
def test_another_persons_order_is_refused(quick_town: Town, name: str) -> None:
    order = _ordered(quick_town)

    with pytest.raises(Refusal, match="used or has expired"):
        quick_town.store.act_now(
            lambda unit: request_summary.decline(_as(quick_town, name, unit), str(order.id))
        )


def test_a_file_that_is_agreed_to_waits_to_be_put_where_its_owner_said(town: Town) -> None:
    order = _ordered(town)
    upload = {"uploadUrl": "https://files.example/put"}
    town.store.act_now(
        lambda unit: request_summary.accept(_as(town, "eve", unit), str(order.id), upload)
    )
    [(waiting, where)] = town.store.look(lambda unit: unit.summary_requests.to_upload(unit.now))
    town.store.act_now(lambda unit: unit.summary_requests.done(order.id))

    assert (waiting.id, "files.example" in where) == (order.id, True)
    assert town.store.look(lambda unit: unit.summary_requests.content(order.id)) is None


def test_a_file_that_was_handed_over_is_not_promised_again(quick_town: Town) -> None:
    order = _ordered(quick_town)
    quick_town.store.act_now(lambda unit: unit.summary_requests.done(order.id))

    with pytest.raises(Refusal) as refused:
        quick_town.store.act_now(
            lambda unit: request_summary.accept(_as(quick_town, "eve", unit), str(order.id), {})
        )
    assert refused.value.code == "download-used"


@pytest.mark.parametrize("change", [{"roles": ";practitioner;"}, {"left_at": NOON}])
def test_a_download_is_refused_once_the_role_is_gone_and_not_spent(
    town: Town, change: dict[str, object]
) -> None:
    token = _token(town, _ordered(town))

    def become(**facts: object) -> None:
        eve = update(t.people).where(t.people.c.id == town.ids["eve"]).values(**facts)
        town.store.act_now(lambda unit: unit.connection.execute(eve))

    def take() -> object:
        command = UseOneTimeLink(token=token, kind="file")
        return town.store.act_now(lambda unit: use(unit, command, INSTALLATION))

    become(**change)
    with pytest.raises(Refusal, match="no longer have the role"):
        take()
    become(roles=";evaluator;", left_at=None)
    assert isinstance(take(), Download)
