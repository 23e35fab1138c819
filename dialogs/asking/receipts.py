"""Receipt codes: who sent a form can change it by its code, until its link closes.

A code is worked out from the page's `once`, and the key of its response from the code, so that no
code is stored and none leads from an answer to a person.
"""

from dialogs.asking import form_once
from storage.trust.encryption import Keyring
from surveys.asking.identity import form_key
from surveys.asking.receipt_code import receipt_code


def code_of(keyring: Keyring, link: str, once: str) -> str:
    """Return the receipt code of a page; none for one that was opened before there were codes."""
    if form_once.has_no_code(keyring, link, once):
        return ""
    return receipt_code(bytes.fromhex(keyring.mark("receipt", link, once)))


def key_by_code(keyring: Keyring, link: str, code: str) -> str:
    """Return the key of the response that a receipt code is for."""
    return form_key(_secret(keyring, link), code.encode())


def key_by_once(keyring: Keyring, link: str, once: str) -> str:
    """Return the key of the response that a page is for."""
    code = code_of(keyring, link, once)
    if code:
        return key_by_code(keyring, link, code)
    return form_key(_secret(keyring, link), once.encode())


def _secret(keyring: Keyring, link: str) -> bytes:
    return keyring.mark("link", link).encode()
