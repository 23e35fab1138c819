"""Steps of the walkthrough in Teams: install, briefing, survey, follow-up, frontline feedback.

Each step returns one plain line of what was seen, and raises `NotSeen` where it was not.
"""

import asyncio
from datetime import timedelta

from bot.console.demo.cards import Card, NotSeen, choice, expect, has_button, words
from bot.console.demo.story import Story, answer_to_the_end, some_answer, until_sent
from bot.console.demo.teams_person import TeamsPerson
from bot.console.output import say

SURVEY, LATER = "After the event", "Three months on"
STAYS_OPEN = "follow-up-3-months"


async def install(story: Story) -> str:
    """Three people install the app and are welcomed by name."""
    for person in story.people:
        first = person.player.name.split()[0]
        welcome = words(await person.install())
        expect(f"Hello {first}" in welcome, f"{first} was not welcomed by name.")
        expect(
            story.facts.partnership in welcome,
            f"{first} was not told of which partnership the app is.",
        )
    return (
        "Priya, Marcus and Elin install the app; each is welcomed by name and told what they can "
        "do."
    )


async def send_briefing(story: Story) -> str:
    """The lead chooses a briefing and an agency, sees the count, and confirms."""
    facts, lead = story.facts, story.lead
    chooser = await lead.says("send briefing", "Send a briefing")
    picked = choice(chooser, "briefing", facts.briefing)
    check = await lead.taps(
        chooser,
        "preview-briefing",
        briefing=picked,
        audience=choice(chooser, "audience", facts.audience),
        rule="",
    )
    expect("Send to " in words(check), "The lead was not shown how many people it goes to.")
    expect("What they will see" in words(check), "The lead was not shown the briefing first.")
    expect(
        "Could anyone be identified?" in words(check),
        "The lead was not asked whether anyone could be identified.",
    )
    queued = await lead.taps(check, "confirm-briefing", word="true")
    again = await lead.taps(check, "confirm-briefing", word="true")
    expect(
        words(queued).splitlines()[:2] == words(again).splitlines()[:2],
        "A second tap sent a second briefing.",
    )
    story.kept["briefing"] = queued
    return (
        f"Marcus sends “{facts.briefing}” to {facts.audience}: before he signs it off he sees the "
        "number of people, the text and what in it could identify someone."
    )


async def deliver_briefing(story: Story) -> str:
    """The clock delivers, and the practitioner gets a card."""
    done = await until_sent(story.lead, story.kept["briefing"])
    story.kept["read"] = await story.practitioner.receives(
        lambda card: story.facts.briefing in words(card)
    )
    counted = {
        fact["title"]: fact["value"] for part in done["body"] for fact in part.get("facts", [])
    }
    expect("sent" in counted, "The lead does not see that anything was sent.")
    told = ", ".join(f"{state} {number}" for state, number in counted.items())
    return f"The clock delivers it; Marcus sees its progress: {told}."


async def act_on_briefing(story: Story) -> str:
    """The practitioner reads, finds it useful, discusses, and says what she will do differently."""
    priya = story.practitioner
    card = await priya.taps(story.kept["read"], "read")
    card = await priya.taps(card, "useful")
    card = await priya.taps(card, "discuss")
    agreed = "We ask each child the same three questions."
    card = await priya.taps(card, "discussed", setting="team", people=5, agreed=agreed)
    card = await priya.taps(card, "intend")
    by_when = (story.now() + timedelta(days=14)).date().isoformat()
    card = await priya.taps(
        card, "intended", what="Write down the child's own words.", by_when=by_when
    )
    for seen in ("You have read this", "how it was discussed", "what you will do differently"):
        expect(seen in words(card), f"The briefing does not show “{seen}”.")
    return (
        "Priya reads it, says that five of them discussed it, and what she will do differently by "
        "when."
    )


async def open_survey(story: Story) -> str:
    """The event is over; the clock opens its survey."""
    left = _seconds_left(story)
    if left > 1:
        say(f"  “{story.facts.event}” ends in {left:.0f} seconds ...")
    await asyncio.sleep(max(0.0, left))
    card = await _begun(story.practitioner, story.facts.event)
    expect(has_button(card, "answer"), "The survey did not begin with a question.")
    story.kept["survey"] = card
    return (
        f"“{story.facts.event}” has just ended: the clock opens its survey and asks those who came."
    )


def _seconds_left(story: Story) -> float:
    return (story.facts.event_ends_at - story.now()).total_seconds()


async def _begun(person: TeamsPerson, about: str) -> Card:
    """Start the survey from its invitation, or from “my surveys” where that came too early."""
    for _ in range(10):
        invitation = await person.has_received(
            lambda card: about in words(card) and has_button(card, "open-survey"), seconds=5
        )
        if invitation:
            return await person.taps(invitation, "open-survey")
        surveys = await person.says("my surveys", "Your surveys")
        try:
            wave = choice(surveys, "wave", SURVEY)
        except NotSeen:
            continue
        return await person.taps(surveys, "open-survey", wave=wave)
    raise NotSeen(f"The survey about “{about}” did not open.")


async def answer_and_stop(story: Story) -> str:
    """One question at a time, a step back and a stop half-way; a repeated tap keeps one answer."""
    priya, card = story.practitioner, story.kept["survey"]
    first = words(card)
    tap = priya.tapping(card, "answer", **some_answer(card))
    once, twice = await priya.post_again(tap), await priya.post_again(tap)
    expect(once == twice, "The same tap, posted twice, got two replies.")
    second = once["value"]
    expect("Question 2 of" in words(second), "The second question did not follow the first.")
    card = await priya.taps(second, "back")
    expect(
        words(card).splitlines()[0] == first.splitlines()[0],
        "“Back” did not lead to the first question.",
    )
    card = await priya.taps(card, "answer", **some_answer(card))
    card = await priya.taps(card, "answer", **some_answer(card))
    expect("Question 3 of" in words(card), "The third question did not follow the second.")
    story.kept["stopped"] = await priya.taps(card, "later")
    expect("kept" in words(story.kept["stopped"]), "Priya was not told that her answers are kept.")
    return (
        "Priya answers one question at a time, goes back once and stops half-way; a repeated tap "
        "keeps one answer."
    )


async def resume_survey(story: Story) -> str:
    """She goes on where she stopped, to the end."""
    priya = story.practitioner
    surveys = await priya.says("my surveys", "Your surveys")
    card = await priya.taps(surveys, "open-survey", wave=choice(surveys, "wave", SURVEY))
    expect("Question 3 of" in words(card), "The survey did not go on where Priya had stopped.")
    end, answered = await answer_to_the_end(priya, card)
    expect("Your answers have been saved" in words(end), "The survey did not end with thanks.")
    return f"She finds it under “my surveys”, goes on at question 3 and answers {answered} more."


async def follow_up(story: Story) -> str:
    """The lead asks managers what they have seen since an event, and sees its progress."""
    facts = story.facts
    check = await _previewed(story, "supervisor", facts.managers)
    expect(
        "Ask " in words(check) and "in all" in words(check),
        "The lead was not shown what it asks of people.",
    )
    await _asked(story, check)
    return (
        f"Marcus follows up “{facts.followed_up}” with the managers: people and minutes first, "
        "then its progress."
    )


async def leave_a_survey(story: Story) -> str:
    """The lead asks the practitioner's agency too; that survey stays open for who plays her."""
    facts = story.facts
    await _asked(story, await _previewed(story, STAYS_OPEN, f'agency="{facts.audience}"'))
    surveys = await story.practitioner.says("my surveys", "Your surveys")
    expect(choice(surveys, "wave", LATER), "The practitioner was not asked.")
    return f"Marcus asks {facts.audience} too; that survey is left open for Priya."


async def _previewed(story: Story, instrument: str, rule: str) -> Card:
    """Choose the event that is followed up, and look at what asking these people comes to."""
    chooser = await story.lead.says("follow up", "Follow up")
    return await story.lead.taps(
        chooser,
        "preview-follow-up",
        subject=choice(chooser, "subject", story.facts.followed_up),
        instrument=choice(chooser, "instrument", instrument),
        audience="",
        rule=rule,
    )


async def _asked(story: Story, check: Card) -> None:
    """Confirm a follow-up, and wait until it has gone out."""
    queued = await story.lead.taps(check, "confirm-follow-up")
    done = await until_sent(story.lead, queued)
    expect("sent" in words(done), "The lead does not see that the follow-up was sent.")


async def frontline_feedback(story: Story) -> str:
    """Feedback from the front line, under a ticket and not a name."""
    priya = story.practitioner
    chooser = await priya.says("feedback", "Give feedback")
    about = choice(chooser, "action", story.facts.action)
    card = await priya.taps(chooser, "give-feedback", action=about)
    ticket = _ticket(priya, card)
    expect(ticket, "The feedback carries no ticket.")
    end, answered = await answer_to_the_end(priya, card)
    expect("Your answers have been saved" in words(end), "The feedback did not end with thanks.")
    return (
        f"Priya gives frontline feedback, {answered} questions, under a one-time ticket in place "
        "of her name."
    )


def _ticket(person: TeamsPerson, card: Card) -> str:
    pressed = person.tapping(card, "answer")
    return str(pressed["value"]["action"]["data"].get("ticket") or "")
