"""Words of waves that a person has released: read anew for every summary, and never kept with it.

Only what may be quoted is decrypted, and only its question goes on with it: no response, week, door
or agency leaves this module.
"""

from collections.abc import Sequence

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Text,
    and_,
    bindparam,
    cast,
    literal,
    select,
)

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.impact.evidence.scope import Scope
from storage.impact.evidence.waves import EvidenceWave, in_time
from storage.trust.encryption import Keyring
from surveys.asking.instrument_rules import for_some
from surveys.asking.texts import say
from surveys.impact.evidence import Quote
from surveys.trust.reading import QUOTABLE, Mark, TextSource

_X = t.texts.c
_WORDS = t.texts.alias("words")
_KEY = ("wave_id", "question", "response_key")
_INDEXED = (*_KEY, "state")
_STATES: BindParameter[list[str]] = bindparam(
    "states", sorted(QUOTABLE), expanding=True, literal_execute=True
)


def quotes_of(
    connection: Connection,
    keyring: Keyring,
    scope: Scope,
    waves: Sequence[EvidenceWave],
    outcome_refs: frozenset[str],
) -> tuple[Quote, ...]:
    """Return what was released by the as-at date and may still be quoted, about these outcomes.

    What only some roles or agencies were asked is not quoted: its question tells whose words it is.
    """
    if not waves:
        return ()
    by_id = {wave.id: wave for wave in waves}
    some = {(wave.id, asked) for wave in waves for asked in for_some(wave.instrument.questions)}
    rows = connection.execute(quote_query(scope, waves)).all()
    of_all = (row for row in rows if (row.wave_id, row.question) not in some)
    found = (_quote(keyring, by_id[row.wave_id], row, outcome_refs) for row in of_all)
    return tuple(sorted(filter(None, found), key=lambda one: (one.question, one.text)))


def quote_query(scope: Scope, waves: Sequence[EvidenceWave]) -> AnySelect:
    """Return the query for the texts.

    Which they are is in the index, whose states are written out here as they are there; only then
    are their words looked up.
    """
    return (
        select(*(_X[name] for name in _INDEXED), _WORDS.c.sealed, _WORDS.c.quotable)
        .join(_WORDS, and_(*(_WORDS.c[key] == _X[key] for key in _KEY)))
        .where(in_time(t.texts, waves, scope), _X.state.in_(_STATES), _was_read(scope))
    )


def _was_read(scope: Scope) -> ColumnElement[bool]:
    """Return the condition that a person had read the text by the as-at date."""
    place = literal(f"{TextSource.ANSWER}:") + cast(_X.wave_id, Text)
    for part in (_X.question, _X.response_key):
        place = place + literal(":") + part
    read = t.readings.c
    return select(read.place).where(read.place == place, read.read_on <= scope.as_at).exists()


def _quote(
    keyring: Keyring, wave: EvidenceWave, row: AnyRow, outcome_refs: frozenset[str]
) -> Quote | None:
    asked = wave.instrument.question(row.question)
    if asked.outcome is not None and asked.outcome not in outcome_refs:
        return None
    return Quote(wave.source, say(asked.text), _words(keyring, row), wave.id)


def _words(keyring: Keyring, row: AnyRow) -> str:
    place = ("texts", row.wave_id, row.question, row.response_key)
    if row.state == Mark.REDACTED:
        return keyring.decrypt(row.quotable, *place, "quotable")
    return keyring.decrypt(row.sealed, *place)
