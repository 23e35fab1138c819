from dataclasses import replace

import pytest

from surveys.accounts import FOR_A_LEAD, IN_WORDS, TOLD, Doubt, RosterEntry, TeamsAccount, doubt
from surveys.people import Person, Role
from surveys.problems import PROBLEMS

HOME, ELSEWHERE = "tenant-1", "tenant-2"
LEE = Person(1, 1, "Ashford", 1, "Council", "Lee", "lee@ashford.example", frozenset({Role.LEAD}))
NEW = RosterEntry(LEE, None, None, None)
ACCOUNT = TeamsAccount(HOME, "lee-1", ("lee@ashford.example",))
GUEST = TeamsAccount(HOME, "lee-1", ("lee_ashford.example#ext#@council.example",))


@pytest.mark.parametrize(
    ("known", "only", "expected"),
    [
        ({}, HOME, None),
        ({}, "", Doubt.TENANT_UNKNOWN),
        ({}, ELSEWHERE, Doubt.OTHER_TENANT),
        ({"agency_tenant_id": HOME}, "", None),
        ({"agency_tenant_id": ELSEWHERE}, "", Doubt.OTHER_TENANT),
        ({"agency_tenant_id": ELSEWHERE}, HOME, Doubt.OTHER_TENANT),
        ({"aad_object_id": "lee-1"}, "", Doubt.TENANT_UNKNOWN),
        ({"aad_object_id": "lee-1"}, HOME, None),
        ({"aad_object_id": "lee-0"}, HOME, Doubt.CHANGED_ID),
        ({"aad_object_id": "lee-0", "tenant_id": HOME}, "", Doubt.CHANGED_ID),
        ({"aad_object_id": "lee-0", "tenant_id": ELSEWHERE}, "", Doubt.OTHER_TENANT),
        ({"aad_object_id": "lee-1", "tenant_id": ELSEWHERE}, "", Doubt.OTHER_TENANT),
    ],
)
def test_an_account_is_bound_at_once_only_in_the_tenant_that_is_known(
    known: dict[str, str], only: str, expected: Doubt | None
) -> None:
    assert doubt(replace(NEW, **known), ACCOUNT, only) == expected


def test_a_guest_is_never_bound_by_an_email() -> None:
    assert doubt(NEW, GUEST, HOME) is Doubt.GUEST
    assert doubt(replace(NEW, aad_object_id="lee-1"), GUEST, HOME) is None, "the roster names it"


def test_a_guests_name_holds_the_address_of_its_home() -> None:
    assert GUEST.emails == ("lee@ashford.example",)
    underscored = TeamsAccount(HOME, "1", ("lee_ann_reed_ashford.example#ext#@council.example",))
    assert underscored.emails == ("lee_ann_reed@ashford.example",)
    assert ACCOUNT.emails == ACCOUNT.names


@pytest.mark.parametrize("why", list(Doubt))
def test_every_doubt_is_told_to_the_account_and_to_the_lead(why: Doubt) -> None:
    assert TOLD[why] in PROBLEMS
    assert IN_WORDS[why].endswith(".")
    assert (why in FOR_A_LEAD) is (TOLD[why] == "account-asked")
