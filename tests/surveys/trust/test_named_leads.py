import pytest

from surveys.trust.named_leads import leads_named

LEADS = {1: "Lee Hartley", 2: "Lou O’Brien", 3: "Val Young", 4: "Zoë Ng"}
NO_ONE = frozenset[int]()
EVERYDAY = frozenset({"young", "the"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lee hartley never comes", frozenset({1})),
        ("Mrs HARTLEY shouted at me", frozenset({1})),
        ("hartley’s office", frozenset({1})),
        ("I told Lou O'Brien and Lee Hartley", frozenset({1, 2})),
        ("My sister is young", NO_ONE),
        ("Val Young was there", frozenset({3})),
        ("Miss Young was there", frozenset({3})),
        ("Lee took my phone", NO_ONE),  # a first name alone
        ("zoe ng", frozenset({4})),
        ("ng", NO_ONE),  # too short to name anyone by itself
        ("", NO_ONE),
    ],
)
def test_a_text_names_a_lead_by_full_name_title_or_surname(
    text: str, found: frozenset[int]
) -> None:
    assert leads_named(text, LEADS, EVERYDAY) == found


def test_a_person_without_a_name_is_never_named() -> None:
    assert leads_named("anything at all", {1: ""}, EVERYDAY) == frozenset()
