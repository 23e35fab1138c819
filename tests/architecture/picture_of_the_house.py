"""Draw the plan of the house from its imports: `make picture-of-the-house`.

It writes `docs/pictures/house.svg`, and a test fails when that is older than the code.
"""

from collections.abc import Iterator

from tests.architecture.floor_drawing import GUTTER, HEAD, PAD, PITCH, FloorDrawing
from tests.architecture.floor_plan import DOORS, plan_of
from tests.architecture.modules import ROOT
from tests.architecture.rooms import Floor, House, house
from tests.architecture.svg import INK, Point, arrow, box, count, page, text

PICTURE = ROOT / "docs" / "pictures" / "house.svg"
MARGIN, BETWEEN, ROOF, COLUMNS = 92, 44, 64, 8
WIDTH = PAD * 2 + GUTTER + PITCH * COLUMNS
FILLS = {
    "bot": "#fdf1dc",
    "scheduler": "#f3e8f5",
    "dialogs": "#e3f0e6",
    "storage": "#e2ecf6",
    "surveys": "#f9e6e6",
}
SAYS = {
    "bot": "every door, and every message out",
    "scheduler": "a clock",
    "dialogs": "what a person can do, whichever door they use",
    "storage": "the only SQL",
    "surveys": "the rules, pure: no I/O, no clock, no framework",
}
# Arrows past a floor go round it: from, to, and how far out of its side (left is less than 0).
AROUND = (
    ("bot", "storage", -40),
    ("bot", "surveys", -72),
    ("scheduler", "storage", 40),
    ("dialogs", "surveys", 60),
    ("scheduler", "surveys", 80),
)
LEGEND = (
    "A box is a room: a folder, or a module of its own. An arrow is the imports from one room to",
    (
        "another, with their number. On each floor the arrows follow one order; "
        "lint-imports checks it."
    ),
)


def draw(plan: House) -> str:
    """Return the picture of a house."""
    floors = _floors(plan)
    bottom, bot, beside = floors["surveys"].bottom, floors["bot"], _bot_width() + 16
    size = (WIDTH - beside, bot.bottom - bot.at[1])
    parts = [*_roof(plan), *_clock(plan.floors["scheduler"], (MARGIN + beside, bot.at[1]), size)]
    parts += [part for floor in floors.values() for part in floor.draw()]
    parts += _between_floors(plan, floors)
    parts += [
        text((MARGIN, bottom + 28 + 20 * at), line, 14, "start") for at, line in enumerate(LEGEND)
    ]
    size = (WIDTH + 2 * MARGIN, bottom + 66)
    return page(size, "The house of Golden Thread, drawn from its imports", describe(plan), parts)


def describe(plan: House) -> str:
    """Return in sentences what the picture shows."""
    said = ["Floors from top to bottom: app, bot beside scheduler, dialogs, storage, surveys."]
    said += [f"{here} imports {there} {n} times." for (here, there), n in plan.arrows.items()]
    for floor in plan.floors.values():
        rooms = ", ".join(f"{room} ({modules})" for room, modules in floor.rooms.items())
        said.append(f"Rooms of {floor.name} with their modules: {rooms}.")
        arrows = ", ".join(f"{a} to {b} {n}" for (a, b), n in floor.arrows.items())
        said.append(f"Imports between rooms of {floor.name}: {arrows}.")
    return " ".join(said)


def _bot_width() -> float:
    return PAD * 2 + GUTTER + PITCH * len(DOORS)


def _floors(plan: House) -> dict[str, FloorDrawing]:
    floors: dict[str, FloorDrawing] = {}
    y: float = 16 + ROOF + BETWEEN
    for name in ("bot", "dialogs", "storage", "surveys"):
        rooms = plan_of(plan.floors[name], DOORS) if name == "bot" else plan_of(plan.floors[name])
        width = _bot_width() if name == "bot" else WIDTH
        floors[name] = FloorDrawing(rooms, (MARGIN, y), width, FILLS[name], SAYS[name])
        y = floors[name].bottom + BETWEEN
    return floors


def _roof(plan: House) -> Iterator[str]:
    left, right, top, low = MARGIN - 24, MARGIN + WIDTH + 24, 16, 16 + ROOF
    corners = f"{left + 110},{top} {right - 110},{top} {right},{low} {left},{low}"
    yield f'<polygon points="{corners}" fill="#eceff3" stroke="{INK}" stroke-width="2"/>'
    middle = MARGIN + WIDTH / 2
    named = (f"{there} {n}" for (here, there), n in plan.arrows.items() if here == "app")
    imports = ", ".join(named)
    yield text((middle, top + 28), "app.py", 20, bold=True)
    yield text(
        (middle, top + 50), f"puts it together and decides nothing; it imports from {imports}", 15
    )


def _clock(floor: Floor, at: Point, size: Point) -> Iterator[str]:
    yield box(at, size, FILLS["scheduler"], 2, 10)
    yield text((at[0] + PAD, at[1] + 25), "scheduler/", 20, "start", bold=True)
    yield text((at[0] + PAD + 116, at[1] + 25), SAYS["scheduler"], 15, "start")
    names = sorted(floor.rooms)
    half = (len(names) + 1) // 2
    step = min(20, (size[1] - HEAD - 14) / half)
    for at_name, name in enumerate(names):
        x = at[0] + PAD + (size[0] - PAD) / 2 * (at_name // half)
        yield text((x, at[1] + HEAD + 16 + step * (at_name % half)), name, 14, "start")


def _between_floors(plan: House, floors: dict[str, FloorDrawing]) -> Iterator[str]:
    bot, dialogs = floors["bot"], floors["dialogs"]
    clock = MARGIN + _bot_width() + 16 + (WIDTH - _bot_width() - 16) / 2
    door, middle = MARGIN + _bot_width() / 2, MARGIN + WIDTH / 2
    straight = {
        ("app", "bot"): (door, 16.0 + ROOF, bot.at[1]),
        ("app", "scheduler"): (clock, 16.0 + ROOF, bot.at[1]),
        ("bot", "dialogs"): (door, bot.bottom, dialogs.at[1]),
        ("scheduler", "dialogs"): (clock, bot.bottom, dialogs.at[1]),
        ("dialogs", "storage"): (middle, dialogs.bottom, floors["storage"].at[1]),
        ("storage", "surveys"): (middle, floors["storage"].bottom, floors["surveys"].at[1]),
    }
    for pair, (x, start, end) in straight.items():
        yield arrow([(x, start), (x, end)], 3)
        yield count((x + 10, (start + end) / 2 + 4), plan.arrows[pair], "start")
    starts = {"bot": bot.at[1] + 60, "scheduler": bot.at[1] + 60, "dialogs": dialogs.at[1] + 60}
    for here, there, out in AROUND:
        side = MARGIN if out < 0 else MARGIN + WIDTH
        start, end = starts[here] + abs(out) / 2, floors[there].at[1] + 24 + abs(out)
        corners = [(side, start), (side + out, start), (side + out, end), (side, end)]
        yield arrow(corners, 3)
        yield count((side + (18 if out > 0 else -18), end - 7), plan.arrows[here, there])


if __name__ == "__main__":
    PICTURE.write_text(draw(house()), encoding="utf-8")
    print(f"wrote {PICTURE.relative_to(ROOT)}")
