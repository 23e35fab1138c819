"""Steps of the walkthrough in the browser: a family, a child with a concern, the lead who is told.

The words of a concern are looked for in every message: none may contain them.
"""

import json

from bot.console.demo.browser_person import opened, pressed, sent
from bot.console.demo.cards import expect, has_button, page_of, words
from bot.console.demo.story import Story

TOO_LONG = 1200
FAMILY = {
    "respect": "always",
    "included": "mostly",
    "clear": "very",
    "in-time": "always",
    "better": "better",
}
CHILD = {"listened": "mostly", "safe": "sometimes", "concern": "now"}
# Nothing like it is written anywhere else, so that it can be searched for.
TOLD = "It is about the evenings when the yellow kettle is on."


async def family_form(story: Story) -> str:
    """A family writes too much, is told, and corrects it; the form sent twice is kept once."""
    address = story.form(story.facts.family.link)
    page = await opened(story.session, address)
    expect(
        page.status == 200 and story.facts.family.title in page.text,
        "The family's form did not open.",
    )
    expect("0808 800 5000" in page.text, "The family's form does not say whom to call.")
    fields = {**FAMILY, "_once": page.once}
    wrong = await sent(story.session, address, {**fields, "say": "a" * TOO_LONG})
    expect(
        "There is a problem" in wrong.text, "The family was not told what is wrong with the form."
    )
    expect(
        wrong.once == page.once and "checked" in wrong.text, "The form did not keep what was given."
    )
    right = {**fields, "say": "It helped to see the same person each time."}
    thanks, again = (
        await sent(story.session, address, right),
        await sent(story.session, address, right),
    )
    expect(thanks.status == 200 and "Thank you" in thanks.text, "The family was not thanked.")
    expect(again.text == thanks.text, "The same form, sent twice, got two different pages.")
    return (
        "A family writes too much, is told what to correct and loses nothing; the form sent twice "
        "is kept once."
    )


async def child_form(story: Story) -> str:
    """A child taps that someone needs to know now; the numbers to call come first."""
    address = story.form(story.facts.child.link)
    page = await opened(story.session, address)
    expect(
        page.status == 200 and "0800 1111" in page.text,
        "The child's form does not show Childline's number.",
    )
    thanks = await sent(story.session, address, {**CHILD, "say": TOLD, "_once": page.once})
    expect(thanks.status == 200, "The child's form was not taken.")
    expect(
        "tel:999" in thanks.text and "tel:08001111" in thanks.text,
        "The child was not shown whom to call first.",
    )
    expect(TOLD not in thanks.text, "The page repeats what the child wrote.")
    return "A child says that someone needs to know now, and sees first whom to call."


async def alert(story: Story) -> str:
    """The lead is alerted, and the alert holds nothing the child wrote."""
    card = await story.lead.receives(lambda one: has_button(one, "have-this"))
    expect(
        "red, act now" in words(card) and story.facts.partnership in words(card),
        "The alert does not say how urgent it is.",
    )
    everything = b"".join(one.body for one in story.connector.delivered).decode(errors="replace")
    expect(
        TOLD not in everything and json.dumps(TOLD) not in everything,
        "A message carries the words of a concern.",
    )
    story.kept["alert"] = card
    return (
        "The leads are alerted at once: reference, priority, time and partnership, and nothing "
        "that was written."
    )


async def take_concern(story: Story) -> str:
    """The lead says “I have this” and reads the words, once."""
    taken = await story.lead.taps(story.kept["alert"], "have-this")
    address = page_of(await story.lead.taps(taken, "read-words"))
    offered = await opened(story.session, address)
    expect(
        offered.status == 200 and TOLD not in offered.text,
        "Opening the address showed the words already.",
    )
    shown = await pressed(story.session, address)
    expect(shown.status == 200 and TOLD in shown.text, "The lead could not read the words.")
    again = await pressed(story.session, address)
    expect(
        again.status >= 400 and TOLD not in again.text,
        "The words could be read twice from one address.",
    )
    return (
        "Marcus says “I have this” and reads the words once; the same address a second time is "
        "refused."
    )
