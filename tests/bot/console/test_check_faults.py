"""Planted faults: each on an installation that is sound, and `check` names that fault and no other.

The servers are real and on loopback, the files are real, and so is the database.
"""

import json
import shutil
import sqlite3
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import update

import app
from bot.console.check_machine import look_at_disks
from bot.console.check_network import reachability
from bot.console.version import version
from bot.settings import Settings
from bot.startup import installation, open_store, utc_now
from storage import tables as t
from storage.trust.encryption import dump_keyring, new_keyring
from storage.unit import Unit
from surveys.accounts import TeamsAccount
from surveys.people import Chat, Role
from tests.bot.console.conftest import Console, Said
from tests.bot.console.test_check_network import silent_address
from tests.builders import stored
from tests.builders.clock import SettableClock
from tests.builders.ready import ready_for_links
from tests.databases import Cluster
from tests.stand_ins.certificates import write_certificate
from tests.stand_ins.mail_server import running_mail_server, tls

HOUR = timedelta(hours=1)
LEADS = ("lea", "deb", "dan")


@dataclass
class Internet:
    """What the servers of this test say: by path a status and a JSON body; and their clock."""

    answers: dict[str, tuple[int, Any]] = field(
        default_factory=lambda: {
            "/healthz": (200, {"live": True, "version": version(), "proxy": "believed"}),
            "/keys": (200, {"keys": [{"kty": "RSA", "kid": "1"}]}),
            "/token": (200, {"access_token": "opaque"}),
        }
    )
    ahead: timedelta = timedelta()
    address: str = ""

    def answer(self, path: str) -> tuple[int, Any]:
        if path == "/openid":
            return 200, {"jwks_uri": f"{self.address}/keys"}
        return self.answers[path]


@contextmanager
def an_internet(internet: Internet, certificate: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve it on loopback, over TLS where there is a certificate; give its address."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            status, body = internet.answer(self.path)
            self.send_response_only(status)
            self.send_header("Date", format_datetime(utc_now() + internet.ahead, usegmt=True))
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        do_POST = do_GET  # noqa: N815 - the name that Python gives it

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - Python's name
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        if certificate is not None:
            server.socket = certificate.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, daemon=True).start()
        scheme = "https" if certificate else "http"
        yield f"{scheme}://127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass
class House:
    """An installation on which faults are planted: its files, its settings, its surroundings."""

    folder: Path
    stack: ExitStack
    internet: Internet
    settings: dict[str, str]
    certificates: Callable[[datetime], ssl.SSLContext]

    @property
    def of(self) -> Settings:
        return Settings.model_validate(self.settings)

    def check(self) -> Said:
        """Run the command as it is run, but for the settings, which are not the environment's."""
        of = self.of
        program = replace(
            app.PROGRAM,
            settings=lambda: of,
            open_store=lambda: open_store(of),
            installation=lambda: installation(of),
            checks=lambda: reachability(of),
        )
        return Console(program, self.folder, SettableClock(), None)("check")  # pyright: ignore[reportArgumentType] - the store is that of the program

    def wrong(self) -> list[str]:
        said = self.check()
        lines = [line for line in said.out.splitlines() if line.startswith("WRONG")]
        assert said.code == (1 if lines else 0), said
        return lines

    def act(self, run: Callable[[Unit], Any]) -> None:
        store = open_store(self.of)
        store.act_now(run)
        store.close()


@pytest.fixture(scope="session")
def sound_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the database and the keys of a sound installation once, to be copied."""
    folder = tmp_path_factory.mktemp("sound")
    with ExitStack() as stack:
        house = _house(folder, stack, "http://127.0.0.1:1", lambda _: ssl.create_default_context())
        house.act(_fill)
    return folder


def _fill(unit: Unit) -> None:
    place = stored.a_partnership(unit, "North")
    for number, name in enumerate(LEADS):
        agency = stored.an_agency(unit, place, f"Agency {number}")
        facts = {"roles": ";lead;", "aad_object_id": f"aad-{name}", "tenant_id": "t"}
        stored.a_person(unit, place, agency, f"{name}@north.example", **facts)
    ready_for_links(unit, place)
    for lead in unit.people.with_role(place, Role.LEAD):
        account = TeamsAccount("t", f"aad-{lead.id}", (lead.email,))
        unit.accounts.bind([lead.id], account)
        chat = Chat(f"aad-{lead.id}", "t", "29:x", "a:x", "https://smba.example")
        unit.people.see(chat, unit.now)
    _an_open_link(unit, place)


def _an_open_link(unit: Unit, place: int) -> None:
    action = stored.an_action(unit, place)
    wave = stored.a_wave(unit, place, "young-person-12-17", action_id=action)
    unit.public_links.add(place, "a-link-of-a-school", wave, "School", unit.now)


def _house(
    folder: Path,
    stack: ExitStack,
    address: str,
    certificates: Callable[[datetime], ssl.SSLContext],
) -> House:
    internet = Internet(address=address)
    settings = {
        "GT_DATABASE_URL": f"sqlite:///{folder / 'golden-thread.db'}",
        "GT_KEYS_FILE": str(folder / "keys.json"),
        "GT_PUBLIC_URL": address,
        "GT_OPENID_METADATA_URL": f"{address}/openid",
        "GT_TOKEN_URL": f"{address}/token",
        "GT_PROXIES": "127.0.0.1",
        "CLIENT_SECRET": "hush-hush",
    }
    return House(folder, stack, internet, settings, certificates)


@pytest.fixture
def house(
    sound_template: Path, tmp_path: Path, a_certificate: Callable[[datetime], ssl.SSLContext]
) -> Iterator[House]:
    """Give a sound installation, which a test makes unsound in one thing."""
    for file in sound_template.iterdir():
        shutil.copy(file, tmp_path)  # with its mode
    internet = Internet()
    with ExitStack() as stack:
        address = stack.enter_context(an_internet(internet))
        made = _house(tmp_path, stack, address, a_certificate)
        internet.address = address
        yield replace(made, internet=internet)


@pytest.fixture
def a_certificate(tmp_path: Path) -> Callable[[datetime], ssl.SSLContext]:
    """Make what a server of this machine shows, good until a moment."""

    def make(until: datetime) -> ssl.SSLContext:
        file, key = tmp_path / "certificate.pem", tmp_path / "certificate.key"
        write_certificate(file, key, until)
        return tls(str(file), str(key))

    return make


def _keys_lost(house: House) -> None:
    (house.folder / "keys.json").unlink()


def _keys_of_another(house: House) -> None:
    (house.folder / "keys.json").write_text(dump_keyring(new_keyring()), "utf-8")


def _keys_garbled(house: House) -> None:
    (house.folder / "keys.json").write_text("{", "utf-8")


def _mail_dead(house: House) -> None:
    house.settings |= {
        "GT_SMTP_URL": f"smtp://{silent_address().removeprefix('http://')}",
        "GT_MAIL_FROM": "threads@example.org",
    }


def _mail_refuses(house: House) -> None:
    how = {"user": "us", "password": "right", "auth_require_tls": False}
    server = house.stack.enter_context(running_mail_server(**how))
    house.settings |= {
        "GT_SMTP_URL": f"smtp://us:wrong@127.0.0.1:{server.port}",
        "GT_MAIL_FROM": "threads@example.org",
    }


def _page_over_tls(house: House, until: datetime) -> None:
    certificate = house.certificates(until)
    house.settings["GT_PUBLIC_URL"] = house.stack.enter_context(
        an_internet(house.internet, certificate)
    )


def _certificate_ended(house: House) -> None:
    _page_over_tls(house, utc_now() - HOUR)


def _certificate_untrusted(house: House) -> None:
    _page_over_tls(house, utc_now() + 100 * 24 * HOUR)


def _secret_ends(house: House) -> None:
    house.settings["GT_SECRET_ENDS"] = (utc_now() + 10 * 24 * HOUR).date().isoformat()


def _secret_ended(house: House) -> None:
    house.settings["GT_SECRET_ENDS"] = "2026-01-31"


def _lead_unreachable(house: House) -> None:
    gone = update(t.chats).where(t.chats.c.aad_object_id == "aad-1").values(state="removed")
    house.act(lambda unit: unit.connection.execute(gone))


def _no_deputy(house: House) -> None:
    plain = update(t.people).where(t.people.c.id == 3).values(roles=";practitioner;")
    house.act(lambda unit: unit.connection.execute(plain))


def _alert_test_stale(house: House) -> None:
    long_ago = update(t.alert_tests).values(confirmed_at=utc_now() - 31 * 24 * HOUR)
    house.act(lambda unit: unit.connection.execute(long_ago))


def _person_without_id(house: House) -> None:
    house.act(lambda unit: stored.a_person(unit, 1, 1, "wes@north.example"))


def _keys_file_open(house: House) -> None:
    (house.folder / "keys.json").chmod(0o644)


def _database_file_open(house: House) -> None:
    (house.folder / "golden-thread.db").chmod(0o640)


def _clock_is_off(house: House) -> None:
    house.internet.ahead = timedelta(minutes=10)


def _keys_unreachable(house: House) -> None:
    house.settings["GT_OPENID_METADATA_URL"] = f"{silent_address()}/openid"


def _no_keys(house: House) -> None:
    house.internet.answers["/keys"] = (200, {"keys": []})


def _refused_by_entra(number: int) -> Callable[[House], None]:
    def plant(house: House) -> None:
        said = {"error": "invalid_client", "error_codes": [number]}
        house.internet.answers["/token"] = (401, said)

    return plant


def _other_version(house: House) -> None:
    live = {"live": True, "version": "0.0.1", "proxy": "believed"}
    house.internet.answers["/healthz"] = (200, live)


def _said_of_proxy(proxy: str) -> Callable[[House], None]:
    def plant(house: House) -> None:
        live = {"live": True, "version": version(), "proxy": proxy}
        house.internet.answers["/healthz"] = (200, live)

    return plant


def _something_else(house: House) -> None:
    house.internet.answers["/healthz"] = (502, {})


def _trail_altered(house: House) -> None:
    with sqlite3.connect(house.folder / "golden-thread.db") as connection:
        connection.execute("UPDATE audit SET act = 'nothing' WHERE seq = 2")


def _settings_unsafe(house: House) -> None:
    house.settings["GT_TRACES_URL"] = "http://traces.example.org"


def _backup_old(house: House) -> None:
    of = utc_now() - 27 * HOUR
    house.act(lambda unit: unit.backups.made(of, "a-digest", 1))


def _clock_stopped(house: House) -> None:
    long_ago = utc_now() - HOUR
    house.act(lambda unit: unit.heartbeats.beat("deliveries", long_ago))


def _instrument_missing(house: House) -> None:
    """Take one out; opening the store would bring it back, so a trigger keeps it out."""
    with sqlite3.connect(house.folder / "golden-thread.db") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM instruments WHERE code = 'supervisor'")
        connection.execute(
            "CREATE TRIGGER no_supervisor BEFORE INSERT ON instruments "
            "WHEN NEW.code = 'supervisor' BEGIN SELECT RAISE(IGNORE); END"
        )


# Each fault, and what its line begins with and says.
FAULTS: Mapping[str, tuple[Callable[[House], None], str, str]] = {
    "keys lost": (_keys_lost, "keys", "Restore it from its own backup"),
    "keys of another installation": (_keys_of_another, "database", "does not match this database"),
    "keys garbled": (_keys_garbled, "keys", "Restore it from its own backup"),
    "mail server stopped": (_mail_dead, "mail server", "nothing is listening there"),
    "mail server refuses our sign-in": (_mail_refuses, "mail server", "refused our sign-in (535)"),
    "certificate ended": (_certificate_ended, "pages", "ended on"),
    "certificate not trusted": (_certificate_untrusted, "pages", "certificate is not trusted"),
    "secret ends soon": (_secret_ends, "secret", "make a new one in Entra"),
    "secret ended": (_secret_ended, "secret", "ended on 2026-01-31"),
    "lead unreachable": (_lead_unreachable, "leads", "north has no way to reach lea@north.example"),
    "no deputy": (_no_deputy, "links", "north has open links and needs 1 more lead as deputy"),
    "alert test stale": (_alert_test_stale, "links", "an alert test confirmed in the last 30 days"),
    "person without an id": (_person_without_id, "people", "1 person (wes@north.example)"),
    "keys file open to others": (_keys_file_open, "private files", "mode 644"),
    "database open to others": (_database_file_open, "private files", "mode 640"),
    "clock off": (_clock_is_off, "time", "behind 127.0.0.1"),
    "token keys unreachable": (_keys_unreachable, "token keys", "nothing is listening there"),
    "no token keys": (_no_keys, "token keys", "gave no keys (status 200)"),
    "client secret wrong": (_refused_by_entra(7000215), "own token", "CLIENT_SECRET is wrong"),
    "client secret ended": (_refused_by_entra(7000222), "own token", "CLIENT_SECRET has ended"),
    "app unknown to the tenant": (_refused_by_entra(700016), "own token", "does not know the app"),
    "tenant unknown": (_refused_by_entra(90002), "own token", "there is no tenant TENANT_ID"),
    "another version serves": (_other_version, "pages", "version 0.0.1 answers at"),
    "proxy not named": (_said_of_proxy("unknown"), "proxies", "GT_PROXIES does not name"),
    "proxy adds no address": (_said_of_proxy("none"), "proxies", "without X-Forwarded-For"),
    "something else serves": (_something_else, "pages", "something else answers at"),
    "audit trail altered": (_trail_altered, "audit trail", "entry 2 of north"),
    "setting unsafe": (_settings_unsafe, "settings", "GT_TRACES_URL must be https"),
    "backup old": (_backup_old, "backup", "run backup every night"),
    "clock stopped": (_clock_stopped, "clock", "so nothing is sent: start serve or worker"),
    "questionnaire missing": (_instrument_missing, "instruments", "not stored: supervisor"),
}


def test_a_sound_installation_has_nothing_wrong(house: House) -> None:
    said = house.check()
    names = [line[7:].partition(":")[0] for line in said.out.splitlines()]

    assert house.wrong() == [], said.out
    assert {"pages", "proxies", "token keys", "time", "own token", "disk", "people"} <= set(names)
    assert "audit trail" in names


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_named_and_no_other(house: House, fault: str) -> None:
    plant, name, words = FAULTS[fault]
    plant(house)
    wrong = house.wrong()

    assert len(wrong) == 1, wrong
    assert wrong[0].startswith(f"WRONG  {name}: ")
    assert words in wrong[0]
    assert "hush-hush" not in wrong[0]


def test_all_faults_are_named_at_once(house: House) -> None:
    for fault in ("secret ended", "clock off", "no token keys", "lead unreachable", "no deputy"):
        FAULTS[fault][0](house)

    assert [line[7:].partition(":")[0] for line in house.wrong()] == [
        "leads",
        "links",
        "secret",
        "token keys",
        "time",
    ]


PRODUCTION = {
    "GT_MODE": "production",
    "CLIENT_ID": "11111111-1111-4111-8111-111111111111",
    "TENANT_ID": "22222222-2222-4222-8222-222222222222",
    "GT_PUBLIC_URL": "https://threads.example.org",
    "GT_OPENID_METADATA_URL": "",
    "GT_TOKEN_URL": "",
}


def test_in_production_a_public_address_without_tls_is_named(house: House) -> None:
    house.settings |= {**PRODUCTION, "GT_PUBLIC_URL": "http://threads.example.org"}
    [wrong] = house.wrong()

    assert "GT_PUBLIC_URL must be the https address that browsers reach" in wrong


def _checked(house: House, **settings: str) -> list[str]:
    """Check an installation in production, but for a network with Microsoft's servers."""
    house.settings |= {**PRODUCTION, **settings}
    of = house.of
    program = replace(
        app.PROGRAM,
        settings=lambda: of,
        open_store=lambda: open_store(of),
        installation=lambda: installation(of),
        checks=list,
    )
    said = Console(program, house.folder, SettableClock(), None)("check")  # pyright: ignore[reportArgumentType]
    return [line for line in said.out.splitlines() if line.startswith("WRONG")]


def test_in_production_keys_that_were_never_made_are_told_from_lost_ones(house: House) -> None:
    with sqlite3.connect(house.folder / "golden-thread.db") as connection:
        connection.execute("DELETE FROM key_marks")
    [wrong] = _checked(house, GT_KEYS_FILE=str(house.folder / "never.json"))

    assert wrong.startswith("WRONG  keys: ")
    assert "was never made" in wrong


def test_in_production_pending_migrations_are_named(house: House) -> None:
    with sqlite3.connect(house.folder / "golden-thread.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0041'")
    [wrong] = _checked(house)

    assert wrong.startswith("WRONG  database: ")
    assert "migrate" in wrong


@pytest.mark.parametrize(
    "spoil",
    [
        lambda url: url.replace("//golden_thread@", "//nobody-of-that-name:wrong@"),
        lambda url: url.replace("/golden_", "/no_golden_"),
        lambda url: f"{url}/gone",
    ],
    ids=["user", "database", "server"],
)
def test_a_database_that_is_not_there_is_named(
    house: House, postgresql: Cluster, spoil: Callable[[str], str]
) -> None:
    with postgresql.fresh() as url:
        house.settings["GT_DATABASE_URL"] = spoil(url)
        [wrong] = house.wrong()

    assert wrong.startswith("WRONG  database: ")
    assert "wrong@" not in wrong


def test_a_disk_that_is_nearly_full_is_named_once(house: House) -> None:
    free = shutil.disk_usage(house.folder).free
    [full] = look_at_disks(house.of, enough=2 * free)
    [roomy] = look_at_disks(house.of, enough=1)

    assert (full.ok, roomy.ok) == (False, True)
    assert full.words.startswith("only ")
    assert str(house.folder) in full.words


def test_twenty_faults_and_more_are_planted() -> None:
    assert len(FAULTS) >= 20
