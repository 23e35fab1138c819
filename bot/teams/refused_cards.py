"""The card that says what was refused, where the card that was tapped is of no more use."""

from dialogs.replies import NotOnRoster, ProblemReply, Reply, Stale
from surveys.asking.instrument import Reader
from surveys.asking.notices import not_read_notice
from surveys.problems import Refusal

# Refusals after which a card is of no more use to the person.
ENDS_A_CARD = frozenset(
    {"out-of-date", "wave-closed", "wave-not-open", "not-found", "download-used", "not-permitted"}
    | {"not-on-roster", "briefing-withdrawn"}
)
OUT_OF_DATE = frozenset(
    {"out-of-date", "wave-closed", "wave-not-open", "not-found", "download-used"}
)


def refused_card(refusal: Refusal, typed: tuple[str, ...] = ()) -> Reply:
    """Return the card of a refusal, with what was written in it and whom to call instead."""
    if refusal.code == "not-on-roster":
        return NotOnRoster()
    notice = (not_read_notice(Reader.PRACTITIONER),) if typed else ()
    if refusal.code in OUT_OF_DATE:
        return Stale(sentence=refusal.sentence, advice=refusal.advice, typed=typed, notice=notice)
    return ProblemReply(
        code=refusal.code,
        sentence=refusal.sentence,
        advice=refusal.advice,
        typed=typed,
        notice=notice,
    )
