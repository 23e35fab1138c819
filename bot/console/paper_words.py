"""What the papers say in tables that depend on no setting: roles, activities, risks."""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.people import Role
from surveys.trust.papers import FactTable

ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.PRACTITIONER: "reads briefings, answers surveys; sees their own answers and plans",
        Role.LEAD: "sends and asks, sees who was not reached, reads concerns and what people write",
        Role.EVALUATOR: "sees figures about groups and quotes that a lead has released",
        Role.ADMINISTRATOR: "imports lists and sets the partnership up; sees no concern",
        Role.AUTHOR: "writes briefings",
        Role.APPROVER: "approves briefings that someone else wrote",
        Role.SENDER: "sends briefings that are approved",
    }
)
ACTIVITIES = FactTable(
    "Activities",
    ("Activity", "People", "Data", "Source"),
    (
        (
            "Send briefings, and see whether they arrived",
            "Practitioners",
            "Name, work e-mail, agency, job title, team, Teams account, delivery",
            "Lists of the agencies; Microsoft Teams",
        ),
        (
            "Ask what changed after training and briefings",
            "Practitioners, supervisors",
            "Answers with a name or under a code, free text",
            "The person",
        ),
        (
            "Ask children and families",
            "Children, parents, carers",
            "Answers without a name, free text, language of the form",
            "The person, or a worker who types in a form on paper",
        ),
        (
            "Act on a concern",
            "Anyone who writes, and anyone they write about",
            "What was written, what was done, by whom and when",
            "The person; safeguarding leads",
        ),
        (
            "Report impact",
            "None: figures about groups, released quotes",
            "Counts from surveys, audits, reviews and registers",
            "All of these",
        ),
        (
            "Show who did what",
            "Staff with a role",
            "Audit trail: ids, times, what was done",
            "The program",
        ),
    ),
)
_NOT_AT_ONCE = (
    "Each form says that it is not read at once and whom to call. What is written is screened, "
    "leads are alerted by Teams and e-mail until one takes it on, and a lead reads every text."
)
_RECOGNISED = (
    "Small numbers are hidden, also where they could be worked out. A lead releases each quote "
    "after a check. Someone who knows a person may still recognise them."
)
_LINKED = (
    "Such answers are moved in random order within a day; no time of day, no list of who was asked "
    "and no address is kept with them. Details in the text may still show who wrote it."
)
_TAKEN_OVER = (
    "Calls are accepted with a signed token of an allowed tenant alone. Roles are looked up at "
    "each request."
)
_READ = "What people write is encrypted; the keys are in another place."
_SEEN = "Each query asks for one partnership; PostgreSQL checks it a second time."
_WATCHED = "Opening is not counted as reading. Figures describe groups. Anyone can stop."
_LEFT_OVER = "[To fill in: low, medium or high, and who accepts it]"
RISKS = FactTable(
    "Risks and what is done about each",
    ("Risk", "What the program does", "Left over, and who accepts it"),
    (
        ("A child tells of harm and no one sees it in time", _NOT_AT_ONCE, _LEFT_OVER),
        ("Someone is recognised in a figure or a quote", _RECOGNISED, _LEFT_OVER),
        ("Someone links an answer without a name to a person", _LINKED, _LEFT_OVER),
        ("Someone reads the database or a backup", _READ, _LEFT_OVER),
        ("An account is taken over, or someone pretends to be Teams", _TAKEN_OVER, _LEFT_OVER),
        ("Another partnership sees the records", _SEEN, _LEFT_OVER),
        ("Staff feel watched", _WATCHED, _LEFT_OVER),
    ),
)
