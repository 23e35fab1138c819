"""What the connector refuses is said to a lead in words."""

import pytest

from bot.teams.outcomes import REFUSAL_CODES, REFUSALS
from dialogs.ports import Refused
from surveys.telling.delivery import REASONS


@pytest.mark.parametrize("refused", [*REFUSALS.values(), *REFUSAL_CODES.values()], ids=lambda refused: refused.reason)
def test_every_reason_has_its_sentence(refused: Refused) -> None:
    # a card that is gone can only be met when it is updated, which is no delivery
    assert (refused.recipient or refused.reason) in REASONS or refused.reason == "ActivityNotFoundInConversation"
