from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.sending.audience import Both, Either, Everyone, Not, Rule, Saved, Term, parse_rule
from tests.builders import stored

AGENCIES = ("Ashford Council", "Élan Trust", "Police")
TEAMS = ("", "Duty", "Early Help")
TITLES = ("", "Social worker", "Nurse %")
ROLES = (";practitioner;", ";practitioner;lead;", ";evaluator;")
EVENTS = ("E1", "E2")


@dataclass(frozen=True)
class Somebody:
    """One person of the roster, as a test evaluates a rule on them."""

    agency: str
    roles: str
    job_title: str
    team: str
    email: str
    events: frozenset[str]

    def has(self, term: Term) -> bool:
        plain = {
            "agency": self.agency,
            "job_title": self.job_title,
            "team": self.team,
            "email": self.email,
        }
        if term.key == "role":
            return f";{term.value.lower()};" in self.roles
        if term.key == "attended":
            return term.value.lower() in {event.lower() for event in self.events}
        return plain[term.key].lower() == term.value.lower()


ROSTER = tuple(
    Somebody(
        agency=AGENCIES[n % 3],
        roles=ROLES[n % len(ROLES) if n % 2 else 0],
        job_title=TITLES[n // 2 % 3],
        team=TEAMS[n // 3 % 3],
        email=f"p{n}@a.example",
        events=frozenset(event for place, event in enumerate(EVENTS, start=2) if n % place == 0),
    )
    for n in range(12)
)
SAVED = {"duty": 'team=Duty and not agency="Police"'}


def _holds(rule: Rule, person: Somebody) -> bool:
    match rule:
        case Everyone():
            return True
        case Term():
            return person.has(rule)
        case Saved(name):
            return _holds(parse_rule(SAVED[name]), person)
        case Not(part):
            return not _holds(part, person)
        case Both(left, right):
            return _holds(left, person) and _holds(right, person)
        case Either(left, right):
            return _holds(left, person) or _holds(right, person)


@pytest.fixture
def roster(store: Store) -> tuple[Store, int]:
    """The roster in one partnership, and all of it again in another."""

    def arrange(unit: Unit) -> int:
        ids = [_fill(unit, name) for name in ("Ashford", "Bexfield")]
        return ids[0]

    return store, store.act_now(arrange)


def _fill(unit: Unit, name: str) -> int:
    partnership = stored.a_partnership(unit, name)
    agencies = {agency: stored.an_agency(unit, partnership, agency) for agency in AGENCIES}
    events = {ref: stored.an_event(unit, partnership, ref=ref) for ref in EVENTS}
    for person in ROSTER:
        facts = {
            "roles": person.roles,
            "job_title": person.job_title,
            "team": person.team,
            "name": person.email,
        }
        number = stored.a_person(unit, partnership, agencies[person.agency], person.email, **facts)
        came = [
            {"event_id": events[ref], "person_id": number, "attended": ref in person.events}
            for ref in EVENTS
        ]
        stored.rows(unit, t.attendance, came)
    for saved, rule in SAVED.items():
        unit.connection.execute(
            insert(t.saved_audiences).values(partnership_id=partnership, name=saved, rule=rule)
        )
    return partnership


def _named(store: Store, partnership: int, rule: str) -> set[str]:
    def look(unit: Unit) -> set[str]:
        people = unit.connection.scalars(unit.audience(partnership, rule)).all()
        found = unit.people.among(people)
        assert {person.partnership_id for person in found} <= {partnership}
        return {person.email for person in found}

    return store.look(look)


def _terms(key: str, values: tuple[str, ...]) -> st.SearchStrategy[str]:
    words = st.sampled_from([value for value in values if value.strip()])
    return words.map(lambda value: f'{key}="{value}"')


RULES = st.recursive(
    st.one_of(
        _terms("agency", (*AGENCIES, "ashford council", "nobody")),
        _terms("role", ("practitioner", "Lead", "evaluator", "%")),
        _terms("job_title", (*TITLES, "nurse %")),
        _terms("team", (*TEAMS, "EARLY HELP")),
        _terms("attended", (*EVENTS, "e1", "E9")),
        _terms("email", ("p1@a.example", "P2@a.example")),
        st.just("everyone"),
        st.just("@duty"),
    ),
    lambda inner: st.one_of(
        inner.map(lambda rule: f"not ({rule})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) and ({pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) or ({pair[1]})"),
    ),
    max_leaves=6,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=RULES)
def test_the_query_names_whom_the_rule_names(roster: tuple[Store, int], text: str) -> None:
    rule = parse_rule(text)

    assert _named(*roster, text) == {person.email for person in ROSTER if _holds(rule, person)}


@pytest.mark.parametrize("agency", AGENCIES)
def test_an_agency_is_found_by_its_own_name_whatever_its_letters(
    roster: tuple[Store, int], agency: str
) -> None:
    assert _named(*roster, f'agency="{agency}"') == {
        person.email for person in ROSTER if person.agency == agency
    }


def test_an_audience_that_was_never_saved_is_refused(roster: tuple[Store, int]) -> None:
    with pytest.raises(Refusal, match="no saved audience @gone"):
        _named(*roster, "@gone")


def test_a_saved_audience_that_leads_to_itself_is_refused(roster: tuple[Store, int]) -> None:
    store, partnership = roster
    loop = insert(t.saved_audiences).values(
        partnership_id=partnership, name="loop", rule="@loop or @loop"
    )
    store.act_now(lambda unit: unit.connection.execute(loop))

    with pytest.raises(Refusal):
        _named(store, partnership, "@loop")


def test_people_are_counted_by_agency_the_largest_first(roster: tuple[Store, int]) -> None:
    store, partnership = roster
    found = store.look(
        lambda unit: unit.count(unit.audience(partnership, "not email=p0@a.example"))
    )

    assert found == [*sorted([("Police", 4), ("Élan Trust", 4)]), ("Ashford Council", 3)]
