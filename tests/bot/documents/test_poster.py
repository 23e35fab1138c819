"""A poster can be scanned, read and rung from."""

import io
import json
from collections import Counter
from pathlib import Path

import pytest
import segno
import typst
from PIL import Image

from bot import documents
from bot.documents import PosterWords, poster
from bot.documents.fonts import FONT, FONT_FOLDER
from bot.documents.poster_file import layout
from tests.bot.documents import reading

URL = "https://thread.example.gov.uk/f/3kT9vQ2mXz7LpA"
TITLE = "What is it like when workers visit your home?"


@pytest.mark.parametrize(
    "said",
    ["about 3 minutes", "0800 1111", "999", "0808 800 5000", "Childline", URL, "nobody reads this"],
)
def test_the_poster_says(said):
    (page,) = reading.pages(poster(URL, TITLE, 3))
    assert said in page


def test_the_printed_code_is_the_code_of_the_address():
    assert _modules(_printed()) == [list(row) for row in segno.make_qr(URL, error="q").matrix]


def test_a_title_like_markup_is_set_as_text():
    assert "#panic() $x$ *a* <script>" in reading.words(poster(URL, "#panic() $x$ *a* <script>", 3))


def test_the_same_poster_is_the_same_bytes():
    assert poster(URL, TITLE, 3) == poster(URL, TITLE, 3)


def test_a_second_poster_is_drawn_through_the_same_name():
    assert documents.poster(URL, TITLE, 3) == documents.poster(URL, TITLE, 3)


def test_an_address_too_long_to_scan_is_refused():
    with pytest.raises(ValueError, match="at most 300"):
        poster(f"{URL}{'x' * 300}", TITLE, 3)


def test_the_words_can_be_replaced_for_another_language():
    assert "Dywedwch" in reading.words(
        poster(URL, TITLE, 3, PosterWords(lang="cy", invitation="Dywedwch wrthym"))
    )


def _printed() -> bytes:
    """Return the page as a picture of 200 dots to the inch."""
    folder = Path(documents.__file__).parent
    data = json.dumps(layout(URL, TITLE, 3, PosterWords()))
    return typst.compile(
        folder / "poster.typ",
        root=folder,
        font_paths=typst.Fonts(font_paths=[FONT_FOLDER]),
        sys_inputs={"data": data, "font": FONT},
        format="png",
        ppi=200,
    )


def _modules(png: bytes) -> list[list[int]]:
    """Read the squares off the printed page: only the code is pure black, text is off-black."""
    page = Image.open(io.BytesIO(png)).convert("RGB")
    black = [
        (x, y)
        for y in range(page.height)
        for x in range(page.width)
        if page.getpixel((x, y)) == (0, 0, 0)
    ]
    left, right = min(x for x, _ in black), max(x for x, _ in black) + 1
    top, bottom = min(y for _, y in black), max(y for _, y in black) + 1
    size = len(segno.make_qr(URL, error="q").matrix)
    step_x, step_y = (right - left) / size, (bottom - top) / size
    return [
        [_dark(page, left + (c + 0.5) * step_x, top + (r + 0.5) * step_y) for c in range(size)]
        for r in range(size)
    ]


def _dark(page: Image.Image, x: float, y: float) -> int:
    around = Counter(
        page.getpixel((int(x) + i, int(y) + j)) == (0, 0, 0) for i in (-1, 0, 1) for j in (-1, 0, 1)
    )
    return int(around.most_common(1)[0][0])
