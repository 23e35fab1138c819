import tomllib
from xml.etree import ElementTree

import pytest

from tests.architecture.floor_plan import PARTS, plan_of
from tests.architecture.measures import report
from tests.architecture.modules import ROOT
from tests.architecture.picture_of_the_house import PICTURE, describe, draw
from tests.architecture.rooms import house

FLOORS = ("dialogs", "storage", "surveys")


def _layers(floor: str) -> list[list[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = [one["layers"] for one in contracts if one.get("containers") == [floor]]
    return [line.split(" | ") for line in layers]


@pytest.mark.parametrize("floor", FLOORS)
def test_every_room_has_its_place_in_the_order_of_its_floor(floor: str) -> None:
    placed = [room for line in _layers(floor) for room in line]

    assert sorted(placed) == sorted(house().floors[floor].rooms)


@pytest.mark.parametrize("floor", FLOORS)
def test_every_arrow_between_rooms_goes_down_the_order_of_its_floor(floor: str) -> None:
    height = {room: at for at, line in enumerate(_layers(floor)) for room in line}

    assert [a for a in house().floors[floor].arrows if height[a[0]] >= height[a[1]]] == []


@pytest.mark.parametrize("floor", ["dialogs", "storage"])
def test_every_part_is_a_room_on_the_floors_that_act_and_keep(floor: str) -> None:
    assert set(PARTS) <= house().floors[floor].folders


def test_the_picture_of_the_house_is_as_new_as_the_code() -> None:
    drawn = draw(house())

    assert PICTURE.read_text(encoding="utf-8") == drawn, "run: make picture-of-the-house"


def test_the_picture_shows_every_room_and_says_every_arrow() -> None:
    picture, floors = ElementTree.fromstring(PICTURE.read_text(encoding="utf-8")), house().floors
    shown = " · ".join(text.text or "" for text in picture.findall(".//{*}text"))
    said = picture.findtext("{*}desc")

    assert said == describe(house())
    assert [room for floor in floors.values() for room in floor.rooms if room not in shown] == []


@pytest.mark.parametrize("floor", FLOORS)
def test_the_picture_gives_every_arrow_of_a_floor_one_place(floor: str) -> None:
    plan = plan_of(house().floors[floor])
    drawn = [imports for *_, imports in (*plan.between_columns(), *plan.between_bars())]
    drawn += [plan.count(bar, column) for bar in plan.above for column in plan.columns]
    drawn += [plan.count(column, bar) for bar in plan.below for column in plan.columns]
    inside = [plan.count(bar, bar) for bar in (*plan.above, *plan.below)]

    assert sum(drawn) + sum(inside) == sum(plan.floor.arrows.values())


def test_the_measures_of_the_house_are_printed_for_any_checkout() -> None:
    printed = report(ROOT)

    assert all(f"{floor}/: " in printed for floor in FLOORS)
    assert "class names defined more than once: " in printed
