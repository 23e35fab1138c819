"""What the tables keep is the same after an upgrade.

Replies are drawn, encrypted words open, the audit trail is whole, and no figure has changed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

import app
from bot import startup
from bot.console import build, run
from bot.settings import read_settings
from bot.teams.cards import attachment
from dialogs.replies import thaw
from dialogs.trust.audit_trail import seal_trails
from dialogs.trust.texts_to_read import in_order
from storage import tables as t
from storage.store import Store
from storage.trust.audit import first_bad_entry
from storage.trust.encryption import load_keyring
from storage.unit import Unit
from surveys.library import lexicon
from surveys.sending.frozen import Frozen
from tests.builders.clock import SettableClock
from tests.upgrades.filled import Filled


@pytest.fixture
def store(upgraded_url: str, keys: Path, filled: Filled) -> Iterator[Store]:
    """Give the filled database alone, at the moment at which the program stopped."""
    keyring = load_keyring(keys.read_text(encoding="utf-8"))
    opened = Store(upgraded_url, keyring, SettableClock(filled.stopped_at))
    yield opened
    opened.close()


def frozen_replies(unit: Unit) -> list[Frozen]:
    """Every reply that a row holds: sends, their earlier texts, and the answers to taps."""
    sent = [
        unit.connection.execute(select(table.c.reply, table.c.content))
        for table in (t.dispatches, t.dispatch_texts)
    ]
    said = [Frozen(row.reply, row.content) for rows in sent for row in rows]
    kept = [
        unit.keyring.decrypt(row.reply, "activities", row.conversation_id, row.activity_id)
        for row in unit.connection.execute(select(t.activities)).all()
        if row.reply
    ]
    return said + [Frozen(*one.split("\n", 1)) for one in kept if one]


def test_every_reply_in_a_row_is_thawed_and_drawn(store: Store) -> None:
    kept = store.look(frozen_replies)

    assert all(attachment(thaw(one))["content"] for one in kept)
    assert len({one.kind for one in kept}) >= 45


def test_words_of_answers_can_be_read(store: Store) -> None:
    def read(unit: Unit) -> list[str | None]:
        rows = unit.connection.execute(select(t.texts)).all()
        given = [
            unit.answers.given(row.wave_id, row.response_key, [row.question])[row.question]
            for row in rows
        ]
        return [answer.text for answer in given]

    words = store.look(read)

    assert len(words) == 23
    assert {"See children alone, plan 3", "I like it when they listen 5"} <= set(words)


def test_answers_of_people_who_are_not_named_carry_nothing_that_links(store: Store) -> None:
    rows = store.look(lambda unit: unit.connection.execute(select(t.responses)).all())

    assert len(rows) == 38
    assert {(row.language, row.agency_id) for row in rows} == {(None, None)}
    at = store.look(lambda unit: unit.connection.scalars(select(t.activities.c.at)).all())
    assert {(moment.hour, moment.minute, moment.second) for moment in at} == {(0, 0, 0)}


def test_old_answers_are_written_anew_in_one_transaction(store: Store) -> None:
    if not store.url.startswith("postgresql"):
        return  # where rows keep no order and no stamp
    stamps = {
        table: store.look(
            lambda unit, table=table: unit.connection.scalars(
                text(f"SELECT DISTINCT xmin::text FROM {table}")
            ).all()
        )
        for table in ("responses", "answers", "texts", "tallies")
    }

    assert {len(found) for found in stamps.values()} == {1}


def test_what_people_wrote_about_a_briefing_can_be_read(store: Store) -> None:
    [row] = store.look(
        lambda unit: unit.connection.execute(
            select(t.acts).where(t.acts.c.act == "intends", t.acts.c.came_of_it == "partly")
        ).all()
    )
    plan = store.look(lambda unit: unit.briefing_acts.plan(row.briefing_id, row.person_id))
    [logged] = store.look(lambda unit: unit.discussions.logged(row.briefing_id))

    assert plan is not None
    assert plan.words == "I, bea, will see each child alone"
    assert (logged.talk.raised, logged.talk.agreed) == (
        "Whom do we ask?",
        "We see each child alone.",
    )


def test_words_of_concerns_can_be_read(store: Store) -> None:
    ids = store.look(lambda unit: unit.connection.scalars(select(t.concerns.c.id)).all())
    texts = [repr(store.look(lambda unit, one=one: unit.concerns.text(one))) for one in ids]

    assert len(texts) == 4
    assert all("quicksilver" in text for text in texts)


def test_the_audit_trail_is_whole_and_sealed(store: Store) -> None:
    places = store.look(lambda unit: unit.connection.scalars(select(t.partnerships.c.id)).all())
    store.act_now(seal_trails)
    key = store.keyring.audit
    bad = store.look(lambda unit: [first_bad_entry(unit.connection, one, key) for one in places])

    assert bad == [None, None]
    sealed = select(t.audit.c.partnership_id).where(t.audit.c.act == "trail sealed")
    assert store.look(lambda unit: unit.connection.scalars(sealed).all()) == places


def test_a_summary_of_version_1_is_made_again_to_the_byte(
    upgraded_url: str, keys: Path, filled: Filled, tmp_path: Path
) -> None:
    of = read_settings(GT_DATABASE_URL=upgraded_url, GT_KEYS_FILE=str(keys))
    clock = SettableClock(filled.stopped_at)
    program = replace(
        app.PROGRAM,
        open_store=lambda: startup.open_store(of, clock),
        installation=lambda: startup.installation(of),
    )
    out, day = tmp_path / "summary.json", filled.scene["as_at"]
    words = ("summary", "A1", "--format=json", f"--out={out}", f"--as-at={day}", "--model=1")

    with pytest.raises(SystemExit) as left:
        run(build(program), words)

    assert left.value.code == 0
    assert figures(out) == figures(filled.folder / "summary.json")


def figures(file: Path) -> bytes:
    """The file without the hash of what was counted.

    0014 takes from the answers which small agency they came from, which no figure shows.
    """
    return re.sub(rb"\b[0-9a-f]{64}\b", b"hash", file.read_bytes())


def test_concerns_begin_their_record_with_what_was_known(store: Store) -> None:
    def records(unit: Unit) -> list[tuple[str, list[str], bool]]:
        return [
            (one.state, [line.step for line in unit.concern_steps.of(one.id)], one.was_red)
            for one in unit.concerns.still_open()
        ]

    assert store.look(records) == [
        ("acknowledged", ["raised", "taken"], False),
        ("new", ["raised"], True),
        ("acknowledged", ["raised", "taken"], False),
        ("new", ["raised"], True),
    ]


def test_every_text_of_an_earlier_version_waits_to_be_read(store: Store) -> None:
    def read(unit: Unit) -> set[str]:
        places = [place_id for place_id, _, _ in unit.people.partnerships()]
        return {one.words for one in in_order(unit, places, lexicon())}

    words = store.look(read)

    assert len(words) >= 23
    assert {"See children alone, plan 3", "I, bea, will see each child alone"} <= words
    assert {"Whom do we ask?", "We see each child alone."} <= words
