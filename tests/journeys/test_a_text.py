"""A text that no rule flagged: a lead reads it, without knowing who wrote it, and judges it."""

from tests.builders.apart import sweep_all
from tests.journeys.house import House
from tests.journeys.person import Person, reads
from tests.journeys.test_a_concern import sent_by_a_child

# No rule flags either of them.
GOOD, ODD = "The centre is easy to get to by bus", "The kettle at the centre is always on"


async def reading(house: House) -> Person:
    """A lead who begins to read, after two children have written."""
    lee, _ = await house.people("lee", "lou")
    for words in (GOOD, ODD):
        await sent_by_a_child(house, say=words)
    sweep_all(house.store)
    await lee.says("texts")
    return lee


async def test_a_lead_reads_every_text_and_flags_one_that_no_rule_found(
    either_house: House,
) -> None:
    lee = await reading(either_house)
    lou = either_house.person("lou")
    assert "Texts to read: 2" in reads(lee.card)
    assert "What do you want to tell us?" in reads(lee.card)
    shown: set[str] = set()
    for _ in range(2):
        odd = ODD in reads(lee.card)
        shown.add(ODD if odd else GOOD)
        if odd:
            await lee.taps("judge-text:flagged", grade="Red, act now")
        else:
            await lee.taps("judge-text:redacted", version="The centre is easy to get to")
    assert shown == {GOOD, ODD}
    assert "There is nothing to read" in reads(lee.card)
    await lou.gets("A safeguarding concern needs you")
    assert "red, act now" in reads(lou.card)
    assert ODD not in reads(lou.card)


async def test_a_version_that_changes_nothing_comes_back_on_the_same_card(house: House) -> None:
    lee = await reading(house)
    before = next(words for words in (GOOD, ODD) if words in reads(lee.card))
    await lee.taps("judge-text:redacted")
    assert "The version to quote is empty, too long, or the same" in reads(lee.card)
    assert before in reads(lee.card)


async def test_home_says_how_many_wait_to_the_lead_and_the_evaluator(house: House) -> None:
    lee = await reading(house)
    [eve] = await house.people("eve")
    for person in (lee, eve):
        home = reads(await person.says("home"))
        assert "Texts to read" in home
        assert not any(words in home for words in (GOOD, ODD))
    assert "Your role does not include this" in reads(await eve.says("texts"))
