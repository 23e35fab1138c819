"""What a letter to the IT desk of a partner says: which app to let in, into which tenant."""

from dataclasses import dataclass

from surveys.sending.app_package import AppPackage


@dataclass(frozen=True, slots=True)
class DeskLetter:
    """A letter to the desk of one tenant.

    `tenant_name` are its agencies as the roster names them, empty if it names none; `contact` is
    who answers questions, empty for whoever gives the letter.
    """

    tenant_id: str
    tenant_name: str
    package: AppPackage
    address: str
    partnerships: tuple[str, ...]
    contact: str = ""
