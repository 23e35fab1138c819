"""The pages that the Teams app names: each at its address, with who runs it here."""

import pytest

from bot.web.rendering import ABOUT_TITLES
from dialogs.replies import AboutPage
from dialogs.trust.show_about import OpenAbout, show_about
from storage.store import Store
from tests.bot.web.opened import House, opened
from tests.bot.web.page import page_of
from tests.builders.partnership import INSTALLATION, a_town

SAID = {
    AboutPage.ABOUT: "It is not a way to refer a child",
    AboutPage.PRIVACY: "Type my data in Teams to see what we hold about you",
    AboutPage.TERMS: "Leave out the names of children and families",
}


@pytest.mark.parametrize("page", AboutPage)
async def test_a_page_is_at_its_address_and_names_who_runs_it(
    page: AboutPage, sqlite_store: Store
) -> None:
    a_town(sqlite_store)
    reply = sqlite_store.look(lambda unit: show_about(unit, OpenAbout(page=page), INSTALLATION))
    house = House({OpenAbout: reply})
    async with opened(house) as client:
        shown = await page_of(await client.get(f"/{page}"))
    assert (shown.status, shown.texts("h1")) == (200, [ABOUT_TITLES[page]])
    assert SAID[page] in " ".join(shown.text.split())
    assert shown.texts("h2")[-1] == "Who runs it here"
    assert any("Ashford" in name for name in shown.texts("li"))
    assert {f"/{one}" for one in AboutPage} <= {link["href"] for link in shown.all("a")}
    assert house.asked == [OpenAbout(page=page)]
