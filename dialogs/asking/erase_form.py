"""Erase what a family or a child sent, by the receipt code that their page showed them.

The words are deleted, and the code leads nowhere any more; what was counted stays. Only their code
leads to a response, so that without one nobody can say which it is.
"""

from dialogs.asking.receipts import key_by_code
from dialogs.people.erase import erase_answers
from storage.unit import Unit
from surveys.asking.receipt_code import read_code
from surveys.problems import Refusal


def erase_form(
    unit: Unit, partnership_id: int, link: int, typed: str, reason: str, actor: str
) -> None:
    """Erase the response of a receipt code behind a link; refuses answers-not-found."""
    row, code = unit.public_links.of_wave(partnership_id, link), read_code(typed)
    if row is None or row.token is None or code is None:
        raise Refusal("answers-not-found")
    key = key_by_code(unit.keyring, row.token, code)
    erase_answers(unit, link, key, reason, actor)
