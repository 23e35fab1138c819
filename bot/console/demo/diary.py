"""What happened in the demonstration's 18 months, as tables: who was told, asked and answered.

Rates and shares are 0-1, times in months before today; the answers' result is not decided here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.console.demo.cast import MANAGER
from surveys.asking.instrument import WaveKind
from surveys.impact.you_said import YouSaidVoice

MANAGERS = f'job_title="{MANAGER}"'


@dataclass(frozen=True, slots=True)
class Sent:
    """A briefing that was sent."""

    ref: str
    months: float
    rule: str


@dataclass(frozen=True, slots=True)
class Supervised:
    """A follow-up among supervisors that a lead asked for after an event."""

    event: str
    months: float
    rate: float
    share: float


@dataclass(frozen=True, slots=True)
class Overheard:
    """Frontline feedback on an action, given by `n` people within one quarter."""

    action: str
    months: float
    n: int
    share: float


@dataclass(frozen=True, slots=True)
class Opened:
    """A public form: given to `eligible` people, answered by `n`; `closed` None is open still."""

    name: str
    action: str
    instrument: str
    voice: str
    label: str
    months: float
    closed: float | None
    eligible: int
    n: int
    share: float


@dataclass(frozen=True, slots=True)
class FedBack:
    """What children or families asked for, and what was done; one is not released yet."""

    action: str
    months: float
    said: str
    did: str
    is_released: bool = True
    voice: YouSaidVoice = YouSaidVoice.FAMILY
    said_for_children: str = ""
    did_for_children: str = ""


SENT = (
    Sent("AW-B1", 15.5, "role=practitioner"),
    Sent(
        "AW-B2", 10.5, 'agency="Ashmere Council Children\'s Services" or agency="Wold Family Hubs"'
    ),
    Sent("AW-B3", 6.3, 'agency="Ashmere Schools Alliance" or agency="Ashmere Community Health"'),
    Sent("AW-B4", 7.4, 'agency="Wold Family Hubs" or agency="Ashmere Schools Alliance"'),
    Sent("SB-B1", 11.3, "role=practitioner"),
    Sent(
        "SB-B2", 8.4, 'agency="Saltmarsh Youth Justice Service" or agency="Saltmarsh Bay Schools"'
    ),
    Sent("SB-B3", 5.7, 'agency="Harbour Refuge" or agency="Saltmarsh Bay Children\'s Services"'),
)
SUPERVISED = (
    Supervised("AW-E2", 2.5, 0.76, 0.85),
    Supervised("AW-E4", 3, 0.72, 0.84),
)
OVERHEARD = (
    Overheard("SB-01", 8, 28, 0.46),
    Overheard("SB-01", 1.5, 36, 0.31),
)
FAMILY_FORM, CHILD_FORM = "family", "child"
OPENED = (
    Opened(
        "family-at-first",
        "AW-01",
        "family",
        "family",
        "after a hospital visit, before the action",
        18,
        16.5,
        66,
        31,
        0.45,
    ),
    Opened(
        "family-before",
        "AW-01",
        "family",
        "family",
        "after a hospital visit, last year",
        11,
        9,
        70,
        30,
        0.74,
    ),
    Opened(
        FAMILY_FORM, "AW-01", "family", "family", "after a hospital visit", 3, None, 80, 33, 0.82
    ),
    Opened(
        "men-at-first",
        "AW-02",
        "family",
        "family",
        "after an assessment, before the action",
        13.5,
        11.5,
        62,
        29,
        0.45,
    ),
    Opened(
        "men-before",
        "AW-02",
        "family",
        "family",
        "after an assessment, spring",
        8,
        6.5,
        60,
        26,
        0.74,
    ),
    Opened("men", "AW-02", "family", "family", "after an assessment", 2, None, 64, 30, 0.8),
    Opened(CHILD_FORM, "AW-05", "child-8-11", "child", "on the ward", 2, None, 30, 7, 0.72),
    Opened(
        "young-at-first",
        "SB-02",
        "young-person-12-17",
        "child",
        "after a planning meeting, before the action",
        17.5,
        15.5,
        58,
        27,
        0.52,
    ),
    Opened(
        "young",
        "SB-02",
        "young-person-12-17",
        "child",
        "after a planning meeting",
        4,
        1,
        60,
        29,
        0.55,
    ),
)

FED_BACK = (
    FedBack(
        "AW-01",
        1.5,
        "We waited for hours, and no one told us what would happen next.",
        "A nurse now tells each family who they will see and how long it may take.",
    ),
    FedBack(
        "AW-02",
        1,
        "Letters come to one parent only.",
        "Letters now go to both parents, where that is safe.",
    ),
    FedBack(
        "AW-05",
        0.5,
        "Ask us where we want to talk.",
        "Each child on the ward can choose the room and who is there.",
        is_released=False,
        voice=YouSaidVoice.CHILD,
        said_for_children="Ask us where we want to talk.",
        did_for_children="You can pick the room. You can pick who is with you.",
    ),
)

# Of those who came to an event, the share who answer each wave.
ANSWERING: Mapping[WaveKind, float] = {
    WaveKind.POST_EVENT: 0.74,
    WaveKind.FOLLOW_UP_6_WEEKS: 0.62,
    WaveKind.FOLLOW_UP_3_MONTHS: 0.53,
}
# An action whose follow-ups hardly anyone answers.
TIRED_OF_ASKING: Mapping[str, float] = {"SB-03": 0.165}

# The share of practitioners who say that their practice has changed.
PRACTISING: Mapping[str, float] = {
    "AW-01": 0.86,
    "AW-02": 0.8,
    "AW-03": 0.84,
    "AW-04": 0.91,
    "AW-05": 0.8,
    "SB-01": 0.46,
    "SB-02": 0.52,
    "SB-03": 0.7,
}
