"""Nothing but 429, with every form of Retry-After, each in its own tenant, before three processes.

No request of a tenant may come too early from any of them, except those in flight when the 429 was
sent.
"""

import time
from dataclasses import dataclass

from surveys.sending.delivery import CANARY
from tests.failures.account import everybody_accounted_for
from tests.failures.house import House, Plot, house
from tests.failures.people import place_of
from tests.failures.processes import Line, Message, connector, until
from tests.failures.scene import briefed

FORMS = ("5", "date:5", None, "0", "3600", "-5", "soon")
PROCESSES = 3
EARLY = 0.05  # seconds by which clocks may differ
SLOWLY = {"GT_SEND_RATE": "20"}


@dataclass(frozen=True, slots=True)
class Storm:
    """The size of a storm: people in each tenant, and its length in seconds.

    A request is too early if it comes more than `grace` seconds after its 429. `to_the_end` waits
    until all messages are settled: two minutes for people whose tenant asked for an hour.
    """

    people: int
    seconds: float
    grace: float
    to_the_end: bool = False


def storm(plot: Plot, size: Storm) -> str:
    """Send to everyone through the storm; return the figures."""
    people = size.people * len(FORMS)
    with connector(plot.folder) as line, house(plot, line, people, len(FORMS), SLOWLY) as home:
        for place in range(len(FORMS)):
            home.arrange(
                lambda unit, rule=f'agency="Tenant {place}"': briefed(unit, home.known, rule)
            )
        line.treat(tenants={str(place): _throttling(form) for place, form in enumerate(FORMS)})
        for _ in range(PROCESSES):
            home.start()
        home.all_started()
        until(
            lambda: len(_tenants(line, "429")) == len(FORMS),
            "every tenant is throttled",
            home.plight,
        )
        time.sleep(size.seconds)
        line.treat()
        _calm(home, line, size)
        if size.to_the_end:
            home.settle()
        account = everybody_accounted_for(home, people)
        seen = line.seen()
    straggler = _nobody_early(seen, size.grace)
    throttled = sum(message.how == "429" for message in seen)
    return (
        f"{size.seconds:.0f} s, {len(FORMS)} forms, {PROCESSES} processes, {throttled:,} answers "
        "of 429: none early, "
        f"the last under way {straggler * 1000:.0f} ms after one; {account.in_words()}"
    )


def _throttling(form: str | None) -> dict[str, object]:
    """Take the canary, and from then on nothing."""
    return {"shares": {"429": 1.0}, "retry_after": form, "spared": CANARY + 5}


def _tenants(line: Line, how: str, since: float = 0.0) -> set[str]:
    return {
        place_of(message.chat)
        for message in line.seen()
        if message.how == how and message.at > since
    }


def _calm(home: House, line: Line, size: Storm) -> None:
    """Wait until whoever was not asked to wait for an hour has been sent to again."""
    ended = time.monotonic()
    back = {str(place) for place, form in enumerate(FORMS) if form != "3600"}
    until(lambda: _tenants(line, "taken", ended) >= back, "all are sent to again", home.plight)


def _nobody_early(seen: list[Message], grace: float) -> float:
    """Fail if a request came too early; return how long after a 429 the last one in flight came."""
    answered = (message for message in seen if message.answered is not None)
    throttled = [message for message in answered if message.how == "429"]
    after = [
        (later.at - one.answered, one, later)
        for one in throttled
        for later in seen
        if one.answered is not None
        and place_of(later.chat) == place_of(one.chat)
        and one.answered < later.at < one.answered + one.wait - EARLY
    ]
    early = [
        f"Retry-After {FORMS[int(place_of(one.chat))]}: after {seconds:.2f} of {one.wait:.2f} s"
        for seconds, one, _ in after
        if seconds > grace
    ]
    assert {place_of(one.chat) for one in throttled} == {str(place) for place in range(len(FORMS))}
    assert not early, f"{len(early)} came too early: {early[:10]}"
    return max((seconds for seconds, *_ in after), default=0.0)
