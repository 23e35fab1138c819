"""The people and records of the journeys, imported from files: two partnerships kept apart.

The clock starts at noon; the event of Ashford ends at two, so that its survey opens when a test
moves the clock on. Neither partnership may see the other.
"""

from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from dialogs.asking.wave_lifecycle import plan_for_event
from dialogs.impact.import_records import import_briefing, import_records
from storage.unit import Unit
from tests.builders import files

ASHFORD, BROOK = "Ashford", "Brook"
COUNCIL, POLICE = "Ashford Council", "Ashford Police"
PRACTITIONERS = ("sam", "pat", "kim", "ali", "bea", "cai", "dot", "eli", "fay", "gus")
NEWCOMER = "kim"  # on the roster by e-mail only, until the first word
ENTRA = {
    name: str(uuid5(NAMESPACE_URL, name))
    for name in (*PRACTITIONERS, "lee", "lou", "eve", "val", "stranger")
}
STAFF = {
    "lee": (ASHFORD, COUNCIL, "lead"),
    "lou": (ASHFORD, POLICE, "lead"),
    "eve": (ASHFORD, COUNCIL, "evaluator"),
    "val": (BROOK, "Brook Council", "evaluator;lead"),
}
AUDITS = (("2025-06-01", "11", "40"), ("2026-02-01", "33", "40"))


def email(name: str) -> str:
    return f"{name}@ashford.example"


def _person(name: str, partnership: str, agency: str, roles: str) -> files.Cells:
    entra = "" if name == NEWCOMER else ENTRA[name]
    facts = {
        "partnership": partnership,
        "agency": agency,
        "name": f"{name.title()} Reed",
        "roles": roles,
    }
    return files.a_person_row(email=email(name), aad_object_id=entra, **facts)


def people_rows() -> list[files.Cells]:
    practitioners = [
        _person(name, ASHFORD, (COUNCIL, POLICE)[at % 2], "practitioner")
        for at, name in enumerate(PRACTITIONERS)
    ]
    return practitioners + [_person(name, *facts) for name, facts in STAFF.items()]


def _records() -> Mapping[str, list[files.Cells]]:
    audit = {
        "level": "practice",
        "source": "multi_agency_audit",
        "indicator": "Seen alone",
        "baseline": "0.3",
    }
    return {
        "people": people_rows(),
        "actions": [
            files.an_action_row(),
            files.an_action_row(
                partnership=BROOK, ref="B1", title="Ask fathers", owner_agency="Brook Council"
            ),
        ],
        "outcomes": [
            files.an_outcome_row(**audit),
            files.an_outcome_row(action_ref="B1", ref="P1", **audit),
        ],
        "events": [files.an_event_row(starts_at="2026-03-04 12:30", ends_at="2026-03-04 14:00")],
        "attendance": [
            {
                "event_ref": "E1",
                "email": email(name),
                "attended": "yes" if name in ("sam", "pat", "kim") else "no",
            }
            for name in PRACTITIONERS
        ],
        "evidence": [
            files.an_evidence_row(collected_on=day, favourable=favourable, n=n)
            for day, favourable, n in AUDITS
        ],
    }


def bring_in(unit: Unit) -> None:
    """Import every file, and plan the waves of the event as the console does."""
    for kind, rows in _records().items():
        for event_id in import_records(kind, rows, None, False, unit).event_ids:
            event = unit.learning_events.get(event_id)
            assert event is not None
            plan_for_event(unit, event)
    import_briefing(files.BRIEFING, "b1.md", None, False, unit)
