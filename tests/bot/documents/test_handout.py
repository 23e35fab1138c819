"""A poster, a card and a letter can be scanned, typed from, read and rung from, in every size."""

import io
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import segno
import typst
from PIL import Image

from bot import documents
from bot.documents import scripts
from bot.documents.fonts import FONT_FOLDER
from bot.documents.handout_file import LAYOUTS, layout
from surveys.asking.handout import Handout, HandoutSize, PrintedLink, handout
from surveys.asking.notices import LocalHelp
from surveys.library import shipped
from surveys.problems import Refusal
from tests.bot.documents import reading

URL = "https://thread.example.gov.uk/f/3kT9vQ2mXz7LpA"
LINK = PrintedLink(
    address=URL,
    typed_at="https://thread.example.gov.uk/g",
    code="7K2MQ-9XD4V",
    partnership="Northshire Safeguarding Children Partnership",
    place="Eastside, a family hub",
    last_day=date(2026, 12, 18),
    instrument=shipped()["family"],
)
LOCAL = LocalHelp(numbers=(("Northshire front door, Monday to Friday", "0113 496 0000"),))
WORDS = handout(LINK, LOCAL)
PAGE = {"a3": (297, 420), "a4": (210, 297), "a5": (148, 210)}  # millimetres
GURMUKHI = "\u0a2a\u0a70\u0a1c"  # Gurmukhi letters, which our own fonts lack


@pytest.mark.parametrize("size", HandoutSize)
@pytest.mark.parametrize(
    "said",
    [
        "Northshire Safeguarding Children Partnership",
        "Eastside, a family hub",
        "How we worked with your family",
        "Parents, carers and family members",
        "about 3 minutes",
        "until 18 December 2026",
        "thread.example.gov.uk/g",
        "7K2MQ-9XD4V",
        "999",
        "0808 800 5000",
        "0113 496 0000",
        "reads this straight away",
    ],
)
def test_every_size_says(drawn: dict[HandoutSize, bytes], size: HandoutSize, said: str) -> None:
    (page,) = reading.pages(drawn[size])
    assert said in page


@pytest.fixture(scope="module")
def drawn() -> dict[HandoutSize, bytes]:
    return {size: documents.handout(WORDS, size) for size in HandoutSize}


@pytest.mark.parametrize("size", HandoutSize)
def test_each_is_one_tagged_page_of_its_size(
    drawn: dict[HandoutSize, bytes], size: HandoutSize
) -> None:
    with pikepdf.open(io.BytesIO(drawn[size])) as pdf:
        (page,) = pdf.pages
        _, _, *points = page.mediabox
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
    paper = LAYOUTS[size][1]
    assert [round(float(one) * 25.4 / 72) for one in points] == list(PAGE[paper])


def test_eight_cards_are_on_a_sheet(drawn: dict[HandoutSize, bytes]) -> None:
    assert reading.words(drawn[HandoutSize.CARDS]).count("7K2MQ-9XD4V") == 8


def test_a_letter_says_why_and_that_there_is_paper(drawn: dict[HandoutSize, bytes]) -> None:
    words = reading.words(drawn[HandoutSize.LETTER])
    assert "shows us what works for children" in words
    assert "paper form" in words


def test_the_printed_code_is_the_code_of_the_address() -> None:
    assert _modules(_printed()) == [list(row) for row in segno.make_qr(URL, error="q").matrix]


def test_a_title_like_markup_is_set_as_text() -> None:
    odd = replace(WORDS, title="#panic() $x$ *a* <script>")
    assert "#panic() $x$ *a* <script>" in reading.words(documents.handout(odd, HandoutSize.A4))


def test_the_same_handout_is_the_same_bytes(drawn: dict[HandoutSize, bytes]) -> None:
    assert documents.handout(WORDS, HandoutSize.CARDS) == drawn[HandoutSize.CARDS]


def test_an_address_too_long_to_scan_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 300"):
        documents.handout(replace(WORDS, address=f"{URL}{'x' * 300}"), HandoutSize.A4)


def test_the_longest_words_still_fit_on_their_page() -> None:
    place = "The waiting room of the long-stay ward, second floor, opposite the lifts " * 2
    more = LocalHelp(numbers=tuple((f"A number for the {n}th part of town", n * 9) for n in "123"))
    long = replace(handout(LINK, more), place=place)
    for size in HandoutSize:
        assert len(reading.pages(documents.handout(long, size))) == 1


def test_arabic_is_drawn_with_our_own_fonts_and_from_right_to_left() -> None:
    arabic = replace(WORDS, language="ar", title="\u0643\u064a\u0641 \u062d\u0627\u0644\u0643")
    assert scripts.fonts_for([arabic.title]) == scripts.Fonts()
    assert layout(arabic, HandoutSize.A4)["to_left"]
    assert not layout(replace(WORDS, language="pa"), HandoutSize.A4)["to_left"]
    with pikepdf.open(io.BytesIO(documents.handout(arabic, HandoutSize.A4))) as pdf:
        assert str(pdf.Root.Lang) == "ar-GB"


def test_letters_that_no_font_has_are_refused_and_never_printed_as_boxes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scripts, "_of_this_computer", tuple)
    with pytest.raises(Refusal) as refused:
        documents.handout(replace(WORDS, title=GURMUKHI), HandoutSize.A4)
    assert refused.value.code == "script-without-font"
    assert GURMUKHI[0] in refused.value.sentence


def test_one_font_of_this_computer_draws_all_of_a_script_that_ours_lack(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = FONT_FOLDER / "DejaVuSerif.ttf"
    urdu = "\u06c1\u0645"  # our own font has the second letter alone
    danda = "\u0964"  # named after another script, and used with several
    fonts = ((file, frozenset("Tel")), (file, frozenset(urdu + danda)))
    monkeypatch.setattr(scripts, "_of_this_computer", lambda: fonts)
    found = scripts.fonts_for(["Tell us", urdu, danda])
    assert found.names == [{"name": "DejaVu Serif", "covers": "\u0645\u06c1\u0964"}, "DejaVu Sans"]
    assert found.folders[-1] == file.parent
    laid_out = layout(replace(WORDS, title=urdu), HandoutSize.A4, found)
    assert laid_out["words"]["title"] == urdu


def test_every_word_of_a_handout_is_on_the_largest_poster_or_the_letter(
    drawn: dict[HandoutSize, bytes],
) -> None:
    said = reading.words(drawn[HandoutSize.A3]) + reading.words(drawn[HandoutSize.LETTER])
    for text in _plain(WORDS):
        assert " ".join(text.split()) in said


def _plain(words: Handout) -> list[str]:
    left_out = {"language", "address", "square_says", "in_short"}  # in the square, or on cards
    texts = [getattr(words, name) for name in Handout.__slots__ if name not in left_out]
    return [one for text in texts for one in ([text] if isinstance(text, str) else _flat(text))]


def _flat(parts: tuple[object, ...]) -> list[str]:
    return [one for part in parts for one in ([part] if isinstance(part, str) else _flat(part))]


def _printed() -> bytes:
    """Return the page as a picture of 200 dots to the inch."""
    folder = Path(documents.__file__).parent
    data = json.dumps(layout(WORDS, HandoutSize.A4))
    return typst.compile(
        folder / "poster.typ",
        root=folder,
        font_paths=typst.Fonts(font_paths=[FONT_FOLDER]),
        sys_inputs={"data": data},
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
