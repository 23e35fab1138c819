"""What the connector refuses is said to a lead in words."""

import pytest

from bot.teams.outcomes import REFUSAL_CODES, REFUSALS
from dialogs.ports import Refused
from surveys.sending.reasons import REASONS


@pytest.mark.parametrize(
    "refused", [*REFUSALS.values(), *REFUSAL_CODES.values()], ids=lambda refused: refused.reason
)
def test_every_reason_has_its_sentence(refused: Refused) -> None:
    # a delivery keeps what it says of the recipient, the update of a card what the connector said
    assert {refused.recipient or refused.reason, refused.reason} <= REASONS.keys()
