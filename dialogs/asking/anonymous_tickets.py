"""Tickets: someone answers under one without a name. It proves that we made it, and for which wave.

Only the key that is worked out from a ticket is stored, so it leads from a card to its answers and
never from the answers to a person.
"""

import hmac
import secrets

from storage.trust.encryption import Keyring

_HALF = 32  # hex digits: 128 bits


def new_ticket(keyring: Keyring, wave_id: int) -> str:
    """Return a ticket for one response in a wave, as 64 hex digits."""
    drawn = secrets.token_hex(_HALF // 2)
    return drawn + _proof(keyring, wave_id, drawn)


def is_ours(keyring: Keyring, wave_id: int, ticket: str) -> bool:
    """Say whether a ticket was made here for that wave."""
    drawn, proof = ticket[:_HALF], ticket[_HALF:]
    return hmac.compare_digest(_proof(keyring, wave_id, drawn).encode(), proof.encode())


def _proof(keyring: Keyring, wave_id: int, drawn: str) -> str:
    return keyring.mark("ticket", wave_id, drawn)[:_HALF]
