"""One message, one request: no library below us and no code of ours retries it blindly."""

from collections import defaultdict
from itertools import pairwise

from surveys.sending.delivery import CANARY, State
from tests.failures.account import everybody_accounted_for
from tests.failures.house import Plot, house
from tests.failures.people import place_of
from tests.failures.processes import Message, connector
from tests.failures.scene import briefed

THROTTLED = 2  # times, before it is taken
WAYS = {
    "503": {"shares": {"503": 1.0}},
    "accepted, then 503": {"shares": {"accepted-503": 1.0}},
    "dropped": {"shares": {"accepted-drop": 1.0}},
    "timeout": {"shares": {"hang": 1.0}, "hangs": 25.0},
    "429": {"first": ("429",) * THROTTLED, "retry_after": "1"},
}
TIMES = dict.fromkeys(WAYS, 1) | {"429": THROTTLED + 1}


def posts(plot: Plot, people: int) -> str:
    """Send to so many people for each way in which it can go wrong; return the figures.

    They are told in groups too small for a canary, which such a connector would never let pass.
    """
    everybody, tenants = people * len(WAYS), len(WAYS) * -(-people // CANARY)
    manners = list(WAYS.values())
    with connector(plot.folder) as line, house(plot, line, everybody, tenants) as home:
        line.treat(tenants={str(place): manners[place % len(WAYS)] for place in range(tenants)})
        for place in range(tenants):
            home.arrange(
                lambda unit, rule=f'agency="Tenant {place}"': briefed(unit, home.known, rule)
            )
        home.start()
        home.settle()
        account = everybody_accounted_for(home, everybody)
        seen = line.seen()
    assert account.counts[State.UNKNOWN] == people * (len(WAYS) - 1), account.in_words()
    assert account.counts[State.SENT] == people, account.in_words()
    return f"{people} people each: {_counted(seen, people)}; {account.in_words()}"


def _counted(seen: list[Message], people: int) -> str:
    by_chat: defaultdict[str, list[Message]] = defaultdict(list)
    for message in seen:
        by_chat[message.chat].append(message)
    for place, (way, times) in enumerate(TIMES.items()):
        counts = [
            len(messages)
            for chat, messages in by_chat.items()
            if int(place_of(chat)) % len(WAYS) == place
        ]
        assert counts == [times] * people, f"{way}: {counts} requests"
    for messages in by_chat.values():
        for one, following in pairwise(messages):
            assert one.answered is not None
            assert following.at - one.answered > one.wait - 0.05, f"{one} and then {following}"
    return ", ".join(f"{way} {times}" for way, times in TIMES.items()) + " requests a message"
