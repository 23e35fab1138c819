"""Plays the main job through the real doors, prints a line for each step, and fails if one fails.

It knows no more than a person would: what is on the cards, on the pages, and in the files.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import aiohttp

from bot.console.demo import steps_register, steps_summary, steps_teams, steps_web
from bot.console.demo.cards import NotSeen
from bot.console.demo.facts import DemoFacts
from bot.console.demo.ports import CommandLine, Connector
from bot.console.demo.story import Story
from bot.console.demo.teams_person import Meeting, TeamsPerson
from bot.console.output import say

Step = Callable[[Story], Awaitable[str]]

STEPS: tuple[Step, ...] = (
    steps_teams.install,
    steps_teams.send_briefing,
    steps_teams.deliver_briefing,
    steps_teams.act_on_briefing,
    steps_teams.follow_up,
    steps_teams.frontline_feedback,
    steps_web.family_form,
    steps_web.child_form,
    steps_web.alert,
    steps_web.take_concern,
    steps_teams.open_survey,
    steps_teams.answer_and_stop,
    steps_teams.resume_survey,
    steps_summary.into_onedrive,
    steps_summary.by_download,
    steps_summary.what_it_says,
    steps_summary.yearly_report,
    steps_register.gaps,
    steps_teams.leave_a_survey,
)


async def walkthrough(
    facts: DemoFacts,
    connector: Connector,
    bot: str,
    ids: tuple[str, str],
    folder: Path,
    now: Callable[[], datetime],
    commands: CommandLine,
) -> bool:
    """Play every step against the bot at `bot`; return whether all of them held.

    `ids` are the bot's and the tenant's. The summary files are left in `folder`, which must exist.
    """
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(
        cookie_jar=aiohttp.DummyCookieJar(), timeout=timeout
    ) as session:
        meeting = Meeting(session, bot, connector, *ids)
        practitioner, lead, evaluator = (TeamsPerson(meeting, player) for player in facts.players)
        people = (practitioner, lead, evaluator)
        story = Story(facts, connector, bot, session, folder, now, *people, commands)
        for step in STEPS:
            if not await _holds(step, story):
                return False
    say(
        f"Every step held. The summary of “{facts.action}” is in {folder} in five formats, with "
        "the yearly report and its pages for the board and for families."
    )
    return True


async def _holds(step: Step, story: Story) -> bool:
    try:
        say(f"✓ {await step(story)}")
    except NotSeen as missing:
        say(f"✗ {step.__name__.replace('_', ' ').capitalize()}: {missing}", errors=True)
        return False
    return True
