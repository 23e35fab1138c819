"""Importing files from the command line."""

from sqlalchemy import select

from storage import tables as t
from tests.bot.console.conftest import EVENTS, FILES, TWO_PARTNERSHIPS, Console


def test_an_import_says_what_became_of_the_rows(console: Console) -> None:
    said = console.import_text("people", TWO_PARTNERSHIPS)
    assert said.code == 0
    assert "people: 7 added, 0 changed, 0 unchanged." in said.out


def test_an_import_says_what_it_has_created_on_the_way(console: Console) -> None:
    assert "North" in console.import_text("people", TWO_PARTNERSHIPS).out


def test_the_same_import_again_changes_nothing(filled: Console) -> None:
    for kind, text in FILES.items():
        assert " 0 added, 0 changed" in filled.import_text(kind, text).out


def test_a_dry_run_changes_nothing_and_says_so(console: Console) -> None:
    said = console.import_text("people", TWO_PARTNERSHIPS, "--dry-run")
    assert "7 would be added" in said.out
    assert "dry run" in said.out
    assert console.store.look(lambda unit: unit.people.partnerships()) == []


def test_every_bad_row_is_listed_and_nothing_is_taken(console: Console) -> None:
    bad = TWO_PARTNERSHIPS.replace("dee@north.example", "dee").replace("South Council,Sue", ",Sue")
    said = console.import_text("people", bad)
    assert said.code == 1
    assert "line 5, email" in said.err
    assert "line 7, agency" in said.err
    assert console.store.look(lambda unit: unit.people.partnerships()) == []


def test_a_file_that_is_not_there_is_named(console: Console) -> None:
    said = console("import", "people", console.folder / "nowhere.csv")
    assert said.is_one_sentence
    assert "nowhere.csv: there is no such file." in said.err


def test_a_kind_that_does_not_exist_is_wrong_usage(console: Console) -> None:
    said = console.import_text("families", TWO_PARTNERSHIPS)
    assert said.code == 2
    assert "families" in said.err


def test_an_event_brings_its_waves(filled: Console) -> None:
    labels = filled.store.look(lambda unit: unit.connection.scalars(select(t.waves.c.label)).all())
    assert any("4 March 2026" in label for label in labels)  # straight after it
    assert any("15 April 2026" in label for label in labels)  # six weeks after it


def test_a_dry_run_of_an_event_plans_no_wave(console: Console) -> None:
    console.import_text("people", TWO_PARTNERSHIPS)
    console.import_text("actions", FILES["actions"])
    console.import_text("events", EVENTS, "--dry-run")
    assert (
        console.store.look(lambda unit: unit.connection.scalars(select(t.waves.c.id)).all()) == []
    )


def test_a_briefing_with_an_unknown_heading_is_refused_by_name(filled: Console) -> None:
    said = filled.import_text(
        "briefing", FILES["briefing"].replace("What must change", "What to do")
    )
    assert said.code == 1
    assert "What to do" in said.err


ONE_LEFT = TWO_PARTNERSHIPS.replace(
    "North,North NHS,Eli Worker,eli@north.example,practitioner\n", ""
)
COMPLETE = ONE_LEFT.replace("Dee Worker", "Dee Lead") + (
    "North,North Council,Fay Worker,fay@north.example,practitioner\n"
)


def roster(console: Console) -> dict[str, bool]:
    """Whether each person of North has left."""
    north = next(one[0] for one in console.store.look(lambda unit: unit.people.partnerships()))
    people = console.store.look(lambda unit: unit.people.listed(north))
    return {person.email.partition("@")[0]: person.has_left for person in people}


def test_a_complete_file_shows_who_is_new_changed_and_gone_and_asks(filled: Console) -> None:
    before = roster(filled)
    path = filled.file("everyone.csv", COMPLETE)
    no = filled("import", "people", path, "--complete", typed="no\n")

    assert "New (1): fay@north.example." in no.out
    assert "Changed (1): dee@north.example." in no.out
    assert "hold no role (1): eli@north.example." in no.out
    assert (no.code, roster(filled)) == (1, before)

    assert filled("import", "people", path, "--complete", typed="yes\n").code == 0

    assert roster(filled) == before | {"eli": True, "fay": False}
    assert ("console", "leave") in [(actor, act) for actor, act, _ in filled.audit()]
    again = filled("import", "people", path, "--complete", "--yes")
    assert "hold no role (0): no one." in again.out
    assert " 0 added, 0 changed" in again.out


def test_a_file_that_is_not_complete_takes_nobody_off_the_roster(filled: Console) -> None:
    filled.import_text("people", COMPLETE)

    assert roster(filled)["eli"] is False


def test_a_dry_run_of_a_complete_file_changes_nothing(filled: Console) -> None:
    before = roster(filled)
    said = filled.import_text("people", COMPLETE, "--complete", "--dry-run")

    assert "eli@north.example" in said.out
    assert roster(filled) == before


def test_a_complete_file_says_where_no_lead_is_left(filled: Console) -> None:
    lines = [line for line in TWO_PARTNERSHIPS.splitlines() if ",sue@" not in line]
    said = filled.import_text("people", "\n".join(lines), "--complete", "--yes")

    assert "South has no safeguarding lead now." in said.out


def test_only_a_file_of_people_can_be_complete(filled: Console) -> None:
    assert filled.import_text("actions", FILES["actions"], "--complete").code == 2


UK_DATES = FILES["actions"].replace("2026-12-31", "11/09/2026")


def test_a_date_that_could_be_two_days_is_refused(console: Console) -> None:
    said = console.import_text("actions", UK_DATES)

    assert said.code == 1
    assert "“11/09/2026” can be read in two ways" in said.err
    assert "--dates day-first" in said.err


def test_dates_are_read_day_first_and_said_before_anything_is_kept(console: Console) -> None:
    said = console.import_text("actions", UK_DATES, "--dates", "day-first", "--dry-run")

    before, _, after = said.out.partition(
        "Dates are read day first: 11/09/2026 is 11 September 2026."
    )
    assert "Importing" not in before
    assert "Importing actions" in after
    assert "3 would be added" in said.out


def test_a_roster_that_names_everyone_is_read_day_first_too(filled: Console) -> None:
    away = "".join(
        f"{line}{',away_until' if at == 0 else ',11/09/2026'}\n"
        for at, line in enumerate(TWO_PARTNERSHIPS.splitlines())
    )
    said = filled.import_text("people", away, "--complete", "--yes", "--dates", "day-first")

    assert "11/09/2026 is 11 September 2026" in said.out
    assert "7 changed" in said.out


def test_a_briefing_has_no_dates_to_read(console: Console) -> None:
    assert console.import_text("briefing", FILES["briefing"], "--dates", "day-first").code == 2
