"""The file beside the keys in which the heads of the audit trail are kept each day."""

import stat
from datetime import date
from pathlib import Path

from storage.trust.audit_second_place import AuditHeadsFile

DAY, NEXT = date(2026, 3, 4), date(2026, 3, 5)


def test_heads_of_every_day_stay(tmp_path: Path) -> None:
    file = AuditHeadsFile(tmp_path / "keys.json.audit-heads")
    nothing = (file.recorded(), file.has(DAY))
    file.keep(DAY, {1: (5, "hmac:5"), 2: (1, "hmac:1")})
    file.keep(NEXT, {1: (9, "hmac:9")})

    assert nothing == ({}, False)
    assert file.recorded() == {1: {5: "hmac:5", 9: "hmac:9"}, 2: {1: "hmac:1"}}
    assert (file.has(DAY), file.has(NEXT), file.has(date(2026, 3, 6))) == (True, True, False)


def test_only_the_user_of_the_program_may_read_it(tmp_path: Path) -> None:
    file = AuditHeadsFile(tmp_path / "keys.json.audit-heads")
    file.keep(DAY, {})

    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
