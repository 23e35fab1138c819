import io

from PIL import Image

from bot.documents import app_icons


def test_the_icons_have_the_sizes_and_grounds_that_teams_asks_for() -> None:
    icons = app_icons()
    color = Image.open(io.BytesIO(icons.color)).convert("RGBA")
    outline = Image.open(io.BytesIO(icons.outline)).convert("RGBA")

    assert (color.size, outline.size) == ((192, 192), (32, 32))
    assert color.getpixel((2, 2)) == (0x1D, 0x4F, 0x91, 255)
    assert outline.getpixel((1, 1))[3] == 0
    assert outline.getchannel("A").getextrema() == (0, 255)


def test_the_mark_fills_its_square_and_leaves_a_margin() -> None:
    outline = Image.open(io.BytesIO(app_icons().outline)).convert("RGBA")
    left, top, right, bottom = outline.getchannel("A").getbbox()

    assert min(left, top) >= 2
    assert max(right, bottom) <= 30
    assert right - left >= 20
    assert bottom - top >= 20


def test_the_same_icons_are_the_same_bytes() -> None:
    assert app_icons() == app_icons()
