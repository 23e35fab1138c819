"""Forms on paper as one person has typed them in, until somebody else types the same.

A row is encrypted and padded under a keyed mark of the paper's number, with the day and nothing
finer; the order in which a sheet had its rows is not kept. Words that went to the leads are not
here: a keyed mark of them is, so that the second look can be compared with the first.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import SystemRandom
from typing import Any

from sqlalchemy import Connection, delete, select

from storage import tables as t
from storage.asking.intake import BLOCK, Stored
from storage.database.query_types import AnyRow
from storage.database.upsert import put
from storage.trust.encryption import Keyring

_E = t.paper_entries.c


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One form as one person typed it in: answers as they are stored, by question.

    `marks` are keyed marks of words, by question; `heard` says that a lead reads them, and then no
    answer has its words. `helped` is who helped, and how.
    """

    number: str
    entered_by: int
    answers: Mapping[str, Stored]
    marks: Mapping[str, str]
    heard: bool
    helped: tuple[str | None, str | None] = (None, None)

    def differing(self, other: "PaperEntry") -> tuple[str, ...]:
        """Return the questions that were typed in another way; "" stands for who helped."""
        asked = dict.fromkeys((*self.answers, *other.answers))
        differing = (one for one in asked if self._said(one) != other._said(one))
        return (*differing, *([] if self.helped == other.helped else [""]))

    def _said(self, question: str) -> tuple[str | None, str | None]:
        value = self.answers.get(question)
        return (value[0] if value else None), self.marks.get(question)


class PaperEntries:
    """What waits for a second look."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def of_wave(self, wave_id: int) -> list[PaperEntry]:
        """Return everything that waits of a wave, by number and by who typed it in."""
        rows = self._connection.execute(select(t.paper_entries).where(_E.wave_id == wave_id))
        found = [self._opened(row) for row in rows]
        return sorted(found, key=lambda entry: (entry.number, entry.entered_by))

    def put(self, wave_id: int, entries: Iterable[PaperEntry], today: date) -> None:
        """Keep entries, each in the place of what the same person typed before."""
        rows = [self._sealed(wave_id, entry, today) for entry in entries]
        SystemRandom().shuffle(rows)
        put(self._connection, t.paper_entries, ("wave_id", "form", "entered_by"), rows)

    def remove(self, wave_id: int, numbers: Iterable[str]) -> None:
        """Forget all that was typed of some forms."""
        forms = [self._mark(wave_id, number) for number in numbers]
        mine = (_E.wave_id == wave_id, _E.form.in_(forms))
        self._connection.execute(delete(t.paper_entries).where(*mine))

    def mark_of_words(self, wave_id: int, number: str, question: str, words: str) -> str:
        """Return a mark of words, the same however they are spaced and whatever their capitals."""
        plain = "".join(sign for sign in words.casefold() if sign.isalnum())
        return self._keyring.mark("paper words", wave_id, number, question, plain)

    def _mark(self, wave_id: int, number: str) -> str:
        return self._keyring.mark("paper entry", wave_id, number)

    def _sealed(self, wave_id: int, entry: PaperEntry, today: date) -> dict[str, Any]:
        form = self._mark(wave_id, entry.number)
        body = [entry.number, entry.answers, entry.marks, entry.heard, entry.helped]
        place = ("paper_entries", wave_id, form, entry.entered_by)
        return {
            "wave_id": wave_id,
            "form": form,
            "entered_by": entry.entered_by,
            "entered_on": today,
            "sealed": self._keyring.encrypt(json.dumps(body), *place, block=BLOCK),
        }

    def _opened(self, row: AnyRow) -> PaperEntry:
        place = ("paper_entries", row.wave_id, row.form, row.entered_by)
        number, answers, marks, heard, helped = json.loads(
            self._keyring.decrypt(row.sealed, *place)
        )
        kept = {asked: (value, words) for asked, (value, words) in answers.items()}
        return PaperEntry(number, row.entered_by, kept, marks, heard, tuple(helped))
