"""Who is in the demonstration: two partnerships, fourteen agencies, 400 people, all invented.

Addresses end in `.example`, which no one can register, so that nothing can be sent to a real person
by mistake.
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from uuid import NAMESPACE_URL, uuid5

from bot.console.demo.facts import Player

ASHMERE = "Ashmere and Wold Safeguarding Children Partnership"
SALTMARSH = "Saltmarsh Bay Safeguarding Children Partnership"
MANAGER = "Team manager"


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: how many people it has on the roster, and what they do."""

    partnership: str
    name: str
    people: int
    titles: tuple[str, ...]


COUNCIL = ("Social worker", "Family support worker", "Independent reviewing officer")
POLICE = ("Detective constable", "Neighbourhood officer", "Early intervention officer")
HEALTH = ("Health visitor", "School nurse", "Community nurse")
HOSPITAL = ("Paediatric nurse", "Midwife", "Emergency department nurse")
SCHOOLS = ("Designated safeguarding lead", "Class teacher", "Pastoral lead")

AGENCIES = (
    Agency(ASHMERE, "Ashmere Council Children's Services", 58, COUNCIL),
    Agency(ASHMERE, "Wold Valley Police", 34, POLICE),
    Agency(ASHMERE, "Ashmere Community Health", 40, HEALTH),
    Agency(ASHMERE, "Ashmere General Hospital", 30, HOSPITAL),
    Agency(ASHMERE, "Ashmere Schools Alliance", 36, SCHOOLS),
    Agency(ASHMERE, "Wold Family Hubs", 20, ("Family hub worker", "Play worker")),
    Agency(ASHMERE, "Ashmere Homes", 14, ("Housing officer",)),
    Agency(ASHMERE, "Lantern Recovery Service", 12, ("Recovery worker",)),
    Agency(SALTMARSH, "Saltmarsh Bay Children's Services", 42, COUNCIL),
    Agency(SALTMARSH, "Saltmarsh Coast Police", 28, POLICE),
    Agency(SALTMARSH, "Saltmarsh Bay Community Health", 32, HEALTH),
    Agency(SALTMARSH, "Saltmarsh Bay Schools", 30, SCHOOLS),
    Agency(SALTMARSH, "Saltmarsh Youth Justice Service", 14, ("Youth justice worker",)),
    Agency(SALTMARSH, "Harbour Refuge", 10, ("Refuge worker", "Child support worker")),
)

PRACTITIONER = ("Priya Hallowmere", "Ashmere Community Health", "Health visitor", "practitioner")
LEAD = (
    "Marcus Thornmarsh",
    "Ashmere Council Children's Services",
    "Safeguarding lead",
    "practitioner;lead",
)
EVALUATOR = (
    "Elin Larkmoor",
    "Ashmere Council Children's Services",
    "Partnership analyst",
    "evaluator",
)
_LEADS = (
    ("Gwendolyn Redmere", "Wold Valley Police", "Safeguarding lead", "practitioner;lead"),
    ("Tobias Fenwater", "Ashmere General Hospital", "Named nurse", "practitioner;lead"),
    (
        "Haneen Silverbeck",
        "Saltmarsh Bay Children's Services",
        "Safeguarding lead",
        "practitioner;lead",
    ),
    ("Duncan Otterby", "Saltmarsh Coast Police", "Safeguarding lead", "practitioner;lead"),
    ("Imogen Stonecroft", "Saltmarsh Bay Schools", "Safeguarding lead", "practitioner;lead"),
    (
        "Rosamund Quarryfield",
        "Saltmarsh Bay Children's Services",
        "Partnership analyst",
        "evaluator",
    ),
)
_NAMED = (PRACTITIONER, LEAD, EVALUATOR, *_LEADS)
Row = Mapping[str, str]


def entra_id(email: str) -> str:
    """Return an invented Entra object id, the same each time."""
    return str(uuid5(NAMESPACE_URL, f"mailto:{email}"))


def people() -> list[Row]:
    """Return the roster as rows of an import of `people`."""
    names = _names()
    return [row for agency in AGENCIES for row in _of_agency(agency, names)]


def _of_agency(agency: Agency, names: Iterator[str]) -> Iterator[Row]:
    named = [one for one in _NAMED if one[1] == agency.name]
    for name, _, title, roles in named:
        yield _row(agency, name, title, roles, 0)
    for number, name in enumerate(islice(names, agency.people - len(named))):
        title = MANAGER if number % 8 == 7 else agency.titles[number % len(agency.titles)]
        yield _row(agency, name, title, "practitioner", number)


def _row(agency: Agency, name: str, title: str, roles: str, number: int) -> Row:
    host = re.sub(r"[^a-z]+", "-", agency.name.lower().replace("'", ""))
    email = f"{name.lower().replace(' ', '.')}@{host}.example"
    return {
        "partnership": agency.partnership,
        "agency": agency.name,
        "name": name,
        "email": email,
        "roles": roles,
        "job_title": title,
        "team": f"Team {'North' if number % 2 else 'South'}",
        "aad_object_id": ""
        if number % 23 == 22
        else entra_id(email),  # some have not been given an account yet
    }


def _names() -> Iterator[str]:
    """Yield names in an order that never changes, each once, and none of those cast by hand."""
    first, last = (files(__package__ or "") / "names.txt").read_text(encoding="utf-8").split("\n\n")
    every = [f"{given} {family}" for given in first.split() for family in last.split()]
    random.Random(1989).shuffle(every)  # noqa: S311 - an order, not a secret
    taken = {name for name, *_ in _NAMED}
    return (name for name in every if name not in taken)


def player(name: str, part: str = "") -> Player:
    """Return the person of that name."""
    row = next(row for row in people() if row["name"] == name)
    return Player(name, row["email"], row["aad_object_id"], row["agency"], part)
