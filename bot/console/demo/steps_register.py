"""A step of the walkthrough for an evaluator: what is missing in the register, by name."""

import asyncio

from bot.console.demo.cards import expect
from bot.console.demo.story import Story
from surveys.register.gaps import WORDS, GapKind

SHOWN = (GapKind.NO_ACTION, GapKind.NO_REAUDIT_DATE, GapKind.LATE_RETURN)


async def gaps(story: Story) -> str:
    """The evaluator lists the gaps of the register; each stays until it is closed."""
    found = await asyncio.to_thread(story.commands.gaps, story.facts.partnership)
    by_kind = {kind: next((one for one in found if one.kind is kind), None) for kind in SHOWN}
    said: list[str] = []
    for kind, gap in by_kind.items():
        expect(gap is not None, f"The register does not name a gap “{WORDS[kind][0]}”.")
        said += [f"{WORDS[kind][0]} ({gap.about})"] if gap else []
    listed = f"“register gaps” lists {len(found)} for her, each with what to do, such as"
    return f"{listed}: {'; '.join(said)}."
