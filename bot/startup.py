"""Open an installation: its keys, and its database at the current schema with the instruments that ship.

Whatever does not fit is refused in a sentence before anything is written: unsafe settings, a
database that is behind or ahead of this program, keys of another installation.
"""

import os
from collections.abc import Callable
from datetime import datetime

from bot.settings import Settings
from storage.database.revisions import pending
from storage.key_check import check_keys
from storage.store import Store
from storage.trust.encryption import Keyring, dump_keyring, load_keyring, new_keyring
from storage.unit import Unit
from surveys.library import shipped
from surveys.problems import Refusal


def open_store(of: Settings, clock: Callable[[], datetime]) -> Store:
    """Open the database; a local one is brought to the current schema, any other is refused while it is behind."""
    _refuse_faults(of)
    behind = pending(of.database_url)
    if behind and not of.is_local:
        raise Refusal("schema-behind")
    if behind:
        _bring_forward(of)
    store = Store(of.database_url, keyring(of), clock)
    try:
        store.act_now(_settle_in)
    except Refusal:
        store.close()
        raise
    return store


def migrate(of: Settings) -> str:
    """Bring the database to the current schema; return its revision."""
    _refuse_faults(of)
    pending(
        of.database_url
    )  # one that cannot be reached is told from one that cannot be written to
    return _bring_forward(of)


def keyring(of: Settings) -> Keyring:
    """Read the keys; in local mode make them on the first start."""
    path = of.keys_path
    if not path.exists():
        if not of.is_local:
            raise Refusal("setting-wrong", name="GT_KEYS_FILE", why="there is no such file")
        path.parent.mkdir(parents=True, exist_ok=True)
        mine_alone = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(mine_alone, "w", encoding="utf-8") as file:
            file.write(dump_keyring(new_keyring()))
    try:
        return load_keyring(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refusal(
            "setting-wrong", name="GT_KEYS_FILE", why=error.strerror or "it cannot be read"
        ) from None
    except ValueError as error:
        raise Refusal("setting-wrong", name="GT_KEYS_FILE", why=str(error)) from None


def _refuse_faults(of: Settings) -> None:
    if faults := of.faults():
        raise Refusal("settings-unsafe", faults=" ".join(faults))


def _bring_forward(of: Settings) -> str:
    from storage.database.schema import migrate as to_current  # noqa: PLC0415 - Alembic is slow to load

    return to_current(of.database_url)


def _settle_in(unit: Unit) -> None:
    check_keys(unit)
    for instrument in shipped().values():
        unit.instruments.add(instrument, unit.now)
