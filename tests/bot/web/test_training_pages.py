"""A page of a training partnership says that it is not real, in the reader's language."""

import pytest

from bot.web.rendering import Renderer
from dialogs.replies import OneTimeLinkOffer
from surveys.asking.notices import notice
from surveys.languages import TRANSLATED
from surveys.trust.training import marked_name
from tests.bot.web.opened import opened, showing
from tests.bot.web.page import Page, page_of
from tests.bot.web.replies import a_form


async def a_page(language: str, partnership: str) -> Page:
    async with opened(showing(a_form(partnership=partnership, language=language))) as client:
        return await page_of(await client.get("/f/abcd1234"))


@pytest.mark.parametrize("language", ["en", *TRANSLATED])
async def test_a_form_says_so_in_its_language(language: str) -> None:
    page = await a_page(language, marked_name("Ashford"))
    assert notice("training", language) in page.texts("p")
    assert "Ashford" in page.text
    assert "(Training" not in page.text, "the name is shown without its mark"


async def test_a_real_form_says_nothing_of_the_kind() -> None:
    assert notice("training") not in (await a_page("en", "Ashford")).text


def test_a_page_that_names_no_partnership_says_so_too() -> None:
    offer = OneTimeLinkOffer(title="A title", text="Words.", button="Show", training=True)
    drawn = Renderer.leading_to("https://www.gov.uk").draw(offer)
    assert notice("training") in (drawn.text or "")
