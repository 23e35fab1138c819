"""The connector is unreachable for a while: no answer, unknown name, or TLS cut in its handshake.

A connection that was never made has delivered nothing: no message may be called failed or unknown,
and all of them arrive when the connector is back.
"""

import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from surveys.sending.delivery import CANARY, REACHED, State
from tests.failures.account import everybody_accounted_for
from tests.failures.house import House, Plot, house
from tests.failures.processes import Line, connector, until
from tests.failures.scene import briefed

UNKNOWN_HOST = "connector.invalid"  # a name that no network will ever know (RFC 2606)
HUSH = 5


@dataclass(frozen=True, slots=True)
class Outage:
    """How large: how many people, and for how long the way is gone."""

    people: int
    seconds: float


def refused(plot: Plot, size: Outage) -> str:
    """Shut the connector's door in the middle of a send."""
    with connector(plot.folder) as line, _sending(plot, size, line) as home:
        until(lambda: line.count() > CANARY * 2, "the canary has gone", home.plight)
        line.hush(HUSH)  # a request on its way to a door that shuts would honestly be unknown
        line.door("shut")
        _nothing_is_lost_while_it_lasts(home, size)
        line.treat()
        line.door("open")
        return _all_arrives(home, size)


def unnamed(plot: Plot, size: Outage) -> str:
    """Send to a host that no resolver knows, until the chats are somewhere else."""
    with connector(plot.folder) as line:
        settings = {"GT_CONNECTOR_HOSTS": UNKNOWN_HOST}
        with _sending(plot, size, line, settings, f"https://{UNKNOWN_HOST}/") as home:
            until(lambda: home.taken_on() > 0, "somebody tries", home.plight)
            _nothing_is_lost_while_it_lasts(home, size)
            assert line.count() == 0
            home.move_chats(line.service_url)
            return _all_arrives(home, size)


def cut(plot: Plot, size: Outage) -> str:
    """Have every connection cut while TLS is agreed on."""
    certificate = _certificate(plot.folder)
    settings = {"SSL_CERT_FILE": str(certificate)}
    way = connector(plot.folder, door="resets", certificate=certificate)
    with way as line, _sending(plot, size, line, settings) as home:
        until(lambda: line.cut() > 0, "somebody tries", home.plight)
        _nothing_is_lost_while_it_lasts(home, size)
        line.door("open")
        return _all_arrives(home, size)


@contextmanager
def _sending(
    plot: Plot, size: Outage, line: Line, settings: dict[str, str] | None = None, to: str = ""
) -> Generator[House]:
    with house(plot, line, size.people, 1, settings, to) as home:
        home.arrange(lambda unit: briefed(unit, home.known))
        home.start()
        yield home


def _nothing_is_lost_while_it_lasts(home: House, size: Outage) -> None:
    began = time.monotonic()
    while time.monotonic() - began < size.seconds:
        counts = home.counts()
        assert not counts[State.FAILED] + counts[State.UNKNOWN], (
            f"{counts} after {time.monotonic() - began:.0f} s"
        )
        time.sleep(min(1.0, size.seconds / 10))


def _all_arrives(home: House, size: Outage) -> str:
    began = time.monotonic()
    home.settle()
    account = everybody_accounted_for(home, size.people)
    assert sum(account.counts[state] for state in REACHED) == size.people, account.in_words()
    return (
        f"{size.people:,} people, {size.seconds:.0f} s: {account.in_words()}; all there "
        f"{time.monotonic() - began:.0f} s after the way was back"
    )


def _certificate(folder: Path) -> Path:
    """Create a certificate for this machine; return the file, which also has its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.public_bytes(Encoding.PEM) + private)
    return file
