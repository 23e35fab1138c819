"""Certificate authorities in a file, as `GT_CA_FILE` names one: PEM text, one or more of them."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509

LARGEST = 5_000_000  # bytes: the whole of a system's store is about a tenth of that


def certificates_in(file: str) -> "list[x509.Certificate]":
    """Return the certificates in a file; none where it cannot be read or holds anything else."""
    from cryptography import x509  # noqa: PLC0415 - slow to load, and settings name this module

    try:
        with Path(file).open("rb") as content:
            return x509.load_pem_x509_certificates(content.read(LARGEST))
    except (OSError, ValueError):
        return []
