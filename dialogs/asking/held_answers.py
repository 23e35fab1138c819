"""The answers that a page holds while a form is asked one question a page: sealed, good for a day.

They are encrypted for the address that they belong to and padded, so nothing of them is stored here
before they are sent, and no reader of the page's source learns what they are. What was changed by
hand, comes from another form or is too old does not open.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from dialogs.asking.form_once import CLOCKS_DIFFER, GOOD_FOR
from storage.trust.encryption import DecryptionError, Keyring
from surveys.asking.kinds.values import Fields
from surveys.problems import Refusal

CHECK = "*"  # the place after the last question, where answers are looked through
BLOCK = 2048  # bytes to which they are padded: nearly every page holds as much
_USE = "held answers"


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """What is known of a response on its way, as the fields that a form on one page would send.

    `at` is the question that the page asks, or `CHECK`. `response` and `code` are its key and its
    receipt. `told` are the questions whose words are with the leads; `calls` says whether a lead
    reads any of it. `dropped` are questions whose earlier answer was taken back.
    """

    made: int  # seconds since 1970
    at: str
    response: str = ""
    code: str = ""
    again: str = ""
    fields: Fields = field(default_factory=dict[str, tuple[str, ...]])
    told: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    calls: bool = False
    looked: bool = False  # whether they were looked through before

    def with_fields(self, names: Iterable[str], sent: Fields) -> "HeldAnswers":
        """Put what was `sent` under some names in the place of what was held under them."""
        gone = frozenset(names)
        others = {name: values for name, values in self.fields.items() if name not in gone}
        mine = {name: values for name, values in sent.items() if name in gone}
        return replace(self, fields=others | mine)


def seal(keyring: Keyring, address: tuple[str, str], held: HeldAnswers) -> str:
    """Return held answers as a page of this address carries them."""
    body = {
        **{name: getattr(held, name) for name in HeldAnswers.__slots__},
        "fields": dict(held.fields),
        "told": sorted(held.told),
        "dropped": sorted(held.dropped),
    }
    sealed = keyring.encrypt(json.dumps(body, ensure_ascii=False), _USE, *address, block=BLOCK)
    return base64.urlsafe_b64encode(sealed).decode()


def unseal(keyring: Keyring, address: tuple[str, str], text: str, now: datetime) -> HeldAnswers:
    """Return what `seal` made for the same address; refuses `page-changed` and `page-too-old`."""
    try:
        sealed = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
        body = json.loads(keyring.decrypt(sealed, _USE, *address))
    except (UnicodeEncodeError, binascii.Error, DecryptionError):
        raise Refusal("page-changed") from None
    held = _read(body)
    age = now.timestamp() - held.made
    if not -CLOCKS_DIFFER.total_seconds() <= age < GOOD_FOR.total_seconds():
        raise Refusal("page-too-old")
    return held


def _read(body: dict[str, Any]) -> HeldAnswers:
    fields: Mapping[str, list[str]] = body["fields"]
    lists: dict[str, Any] = {
        "fields": {name: tuple(values) for name, values in fields.items()},
        "told": frozenset(body["told"]),
        "dropped": frozenset(body["dropped"]),
    }
    return HeldAnswers(**body | lists)
