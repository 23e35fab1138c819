"""Open an installation: its keys, and its database at the current schema with the instruments.

What does not fit is refused in a sentence before anything is written: unsafe settings, a database
that is behind or ahead of this program, keys of another installation.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.private_files import open_to_others
from bot.settings import Settings
from dialogs.people.erase import keep_ledger_now
from dialogs.trust.audit_trail import keep_heads_now, seal_trails
from dialogs.turn import Installation
from storage.database.revisions import pending
from storage.key_check import check_keys, had_keys
from storage.observer import StoreObserver
from storage.store import Store
from storage.trust.audit_second_place import AuditHeadsFile
from storage.trust.encryption import new_keyring
from storage.trust.erasure_ledger import ErasureLedgerFile
from storage.trust.keys_file import KeysFile, create_keys
from storage.unit import Unit
from surveys.library import lexicon, shipped
from surveys.problems import Refusal
from surveys.sending.quiet_hours import parse_quiet


def utc_now() -> datetime:
    """Return the present moment: the one clock of the program."""
    return datetime.now(UTC)


def installation(of: Settings) -> Installation:
    """Return what holds for the whole installation."""
    return Installation(
        public_url=of.public_url.rstrip("/"),
        minimum_group=of.minimum_group,
        lexicon=lexicon(),
        default_tenant=of.default_tenant,
        bot_id=of.bot_id,
        watch_every=timedelta(minutes=of.watch_minutes) if of.watch_minutes else None,
        is_holiday=_is_holiday,
        quiet=parse_quiet(of.quiet_hours, of.quiet_days, _is_holiday),
        send_rate=of.send_rate,
        most_asks=of.most_asks,
        sends_emails=of.sends_emails,
    )


def _is_holiday(day: date) -> bool:
    from bot.bank_holidays import is_bank_holiday  # noqa: PLC0415 - slow to load, and rarely asked

    return is_bank_holiday(day)


def open_store(
    of: Settings,
    clock: Callable[[], datetime] = utc_now,
    observer: StoreObserver | None = None,
) -> Store:
    """Open the database: in local mode migrate it first, otherwise refuse one that is behind."""
    _refuse_faults(of)
    behind = pending(of.database_url)
    if behind and not of.is_local:
        raise Refusal("schema-behind")
    if behind:
        _bring_forward(of)
    second_place = AuditHeadsFile.beside(of.keys_path)
    keys = keys_file(of)
    if exposed := open_to_others(of):
        raise Refusal("files-exposed", why=exposed[0])
    ledger = ErasureLedgerFile.beside(of.keys_path)
    store = Store(
        of.database_url,
        keys,
        clock,
        audit_heads=second_place,
        erasures=ledger,
        observer=observer,
    )
    try:
        store.act_now(_prepare)
        if not second_place.path.exists():  # the first start since links are keyed
            store.act_now(seal_trails)
        keep_heads_now(store)
        keep_ledger_now(store)
    except Refusal:
        store.close()
        raise
    return store


def migrate(of: Settings) -> str:
    """Bring the database to the current schema; return its revision."""
    _refuse_faults(of)
    pending(of.database_url)  # refuses a database that cannot be reached, in words of its own
    return _bring_forward(of)


def keys_file(of: Settings) -> KeysFile:
    """Read the keys; in local mode make them on the first start, not in place of lost ones."""
    path = of.keys_path
    try:
        if not path.exists():
            _make_keys(of, path)
        return KeysFile(path)
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise Refusal("setting-wrong", name="GT_KEYS_FILE", why=why) from None
    except ValueError as error:
        raise Refusal("setting-wrong", name="GT_KEYS_FILE", why=str(error)) from None


def _make_keys(of: Settings, path: Path) -> None:
    if had_keys(of.database_url):
        raise Refusal("keys-missing", file=path)
    if not of.is_local:
        raise Refusal("keys-not-made", file=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    create_keys(path, new_keyring())


def _refuse_faults(of: Settings) -> None:
    if faults := of.faults():
        raise Refusal("settings-unsafe", faults=" ".join(faults))


def _bring_forward(of: Settings) -> str:
    from storage.database.schema import migrate as to_current  # noqa: PLC0415 - Alembic is slow

    return to_current(of.database_url)


def _prepare(unit: Unit) -> None:
    """Hold the keys against the database, and store the instruments of this version."""
    check_keys(unit)
    unit.processed_activities.hide_old()
    for instrument in shipped().values():
        unit.instruments.add(instrument, unit.now)
