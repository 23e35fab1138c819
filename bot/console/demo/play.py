"""The demonstration as a whole: fill it, play the walkthrough, and on a terminal stay up.

Where the local Teams client is not available, everything else stays up without it.
"""

import asyncio
import signal
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress

from bot.console.demo.client_package import Absent
from bot.console.demo.facts import DemoFacts
from bot.console.demo.first_cards import first_cards
from bot.console.demo.playground import Stage, playgrounds
from bot.console.demo.ports import Demo
from bot.console.demo.walkthrough import walkthrough
from bot.console.output import say, under_way


async def play(demo: Demo, *, only_walkthrough: bool, no_open: bool) -> bool:
    """Play it; return whether every step of the walkthrough held.

    Without a terminal, or with `only_walkthrough`, it ends there.
    """
    with under_way("Filling a throw-away installation: two partnerships, 400 people, 18 months"):
        facts = demo.fill(demo.clock())
    async with demo.start_connector() as connector, demo.start_bot(connector.address) as bot:
        ids = (demo.bot_id, demo.tenant_id)
        held = await walkthrough(facts, connector, bot, ids, demo.folder, demo.clock, demo.commands)
        if not held or only_walkthrough or not sys.stdout.isatty():
            return held
        async with AsyncExitStack() as stack:
            say("")
            front = await stack.enter_async_context(first_cards(facts.players, bot))
            clients = playgrounds(facts, front, ids, demo.folder, opens=not no_open)
            try:
                _invite_to(await stack.enter_async_context(clients))
            except Absent as why:
                say(str(why))
            _invite_families(facts, bot)
            await _until_stopped()
    return True


def _invite_to(stages: Sequence[Stage]) -> None:
    for stage in stages:
        player = stage.player
        say(f"Play the {player.part} ({player.name}) in a local Teams client: {stage.address}")
    if stages:
        say("Each page opens on a card to act on; “help” there shows what else the person can do.")


def _invite_families(facts: DemoFacts, bot: str) -> None:
    say(f"Answer as a family: {bot}/f/{facts.family.link}")
    say(f"Answer as a child: {bot}/f/{facts.child.link}")
    say("Everything stays up until you press Ctrl+C.")


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM"):
        with suppress(
            NotImplementedError
        ):  # Windows: the interpreter's own handling of Ctrl+C has to do
            loop.add_signal_handler(getattr(signal, name), stopped.set)
    await stopped.wait()
