"""One e-mail, and a certificate that a test may make this machine trust."""

import datetime
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dialogs.ports import OutgoingEmail

A_MAIL = OutgoingEmail(
    to="ann@ashford.example",
    sender="Ashford Safeguarding Children Partnership",
    subject="A short survey, about 2 minutes",
    before=("Hello Ann,", "Ashford asks you to answer a short survey."),
    label="Open the survey",
    address="https://threads.example.org/q/token-1",
    after=("Please do not pass it on.", "999: in danger now\n0808 800 5000: NSPCC"),
    stop_address="https://threads.example.org/q/token-1/stop",
    once="letter-1-2",
)


@dataclass(frozen=True)
class Certificate:
    """Files of a certificate for this machine's loopback, and its key."""

    file: str
    key: str


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    return Certificate(
        _written(folder / "certificate.pem", made.public_bytes(serialization.Encoding.PEM)),
        _written(
            folder / "key.pem",
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            ),
        ),
    )


def _written(file: Path, content: bytes) -> str:
    file.write_bytes(content)
    return str(file)
