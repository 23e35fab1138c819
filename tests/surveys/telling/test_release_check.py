"""The release check: what it points at, what it leaves alone, and that it never fails on any
text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.library import release_words
from surveys.telling.briefing import Briefing
from surveys.telling.release_check import FindingKind, ReleaseFinding, check, texts

PIECES = st.sampled_from(
    [
        *(
            "in ",
            "Leeds",
            "St ",
            "the ",
            "Child ",
            "T",
            "J.S.",
            "12",
            "/",
            "March",
            "aged ",
            "seven",
        ),
        *("-", " year", " old", "’s", "twins", "At ", "Ward ", ". ", "one of a kind"),
    ]
)


def a_briefing(
    text: str, title: str = "Hearing children", links: tuple[dict[str, str], ...] = ()
) -> Briefing:
    facts = {
        "partnership": "Ashford",
        "ref": "B1",
        "title": title,
        "sections": (("What happened", text),),
    }
    return Briefing.model_validate(facts | {"links": links})


def found(text: str, *known: str) -> list[ReleaseFinding]:
    return [
        one
        for one in check(a_briefing(text), release_words(), known)
        if one.heading == "What happened"
    ]


def words(text: str, kind: FindingKind, *known: str) -> list[str]:
    return [one.words for one in found(text, *known) if one.kind is kind]


@pytest.mark.parametrize(
    "written",
    [
        "12 March 2024",
        "12th of March",
        "the 3rd of May",
        "March 12th, 2024",
        "12/03/2024",
        "12.3.24",
        "2024-03-12",
        "03/2024",
        "Mar 2024",
        "March 2024",
        "in March",
        "mid-March",
        "November",
        "last Tuesday",
        "on Friday",
        "Tuesday 12 March",
        "the third of May",
        "summer 2023",
        "last winter",
        "in spring",
        "2021",
        "2023/24",
        "two thousand and nineteen",
        "yesterday",
        "last week",
        "three weeks ago",
        "Christmas",
        "half term",
        "3.15 pm",
        "14:05",
        "on the 12th",
        "twenty twenty-three",
        "1 Sept 2020",
    ],
)
def test_a_date_is_pointed_at_however_it_is_written(written: str) -> None:
    assert words(f"They were seen {written}, and then not again.", FindingKind.DATE) == [written]


@pytest.mark.parametrize(
    "written",
    [
        "aged 7",
        "aged seven",
        "age of 7",
        "aged between 3 and 5",
        "7-year-old",
        "seven year old",
        "8 months old",
        "eleven weeks old",
        "three-and-a-half-year-old",
        "girl of nine",
        "boy of fifteen",
        "7yo",
        "ninth birthday",
        "in her mid-20s",
        "in his thirties",
        "Year 6",
        "6-week-old",
        "14th birthday",
    ],
)
def test_an_age_is_pointed_at_however_it_is_written(written: str) -> None:
    assert words(f"We heard of a child, {written}, who waited.", FindingKind.AGE) == [written]


@pytest.mark.parametrize(
    "sentence", ["Tern was two. She hid.", "She was 14 when it began.", "He, who was three, hid."]
)
def test_an_age_is_pointed_at_where_only_the_number_stands(sentence: str) -> None:
    assert len(words(sentence, FindingKind.AGE)) == 1


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("He went to Northgate Primary School.", "Northgate Primary School"),
        ("Northgate Academy was told.", "Northgate Academy"),
        ("They lived at 12 Mill Lane then.", "12 Mill Lane"),
        ("She was taken to St Mary’s hospital at once.", "St Mary’s hospital"),
        ("The family moved near Seacroft that week.", "Seacroft"),
        ("They came from Stoke-on-Trent to us.", "Stoke-on-Trent"),
        ("Write to LS6 2AB about it.", "LS6 2AB"),
        ("She lay on Ward 7 for days.", "Ward 7"),
        ("They were stopped on the M62 that night.", "M62"),
        ("It was seen at the Harehills Family Hub.", "Harehills Family Hub"),
    ],
)
def test_a_place_is_pointed_at(sentence: str, place: str) -> None:
    assert words(sentence, FindingKind.PLACE) == [place]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Primary School staff met.",
        "Early visits to school helped.",
        "In England the law is clear.",
        "It was raised at MASH and at A&E.",
        "In Year 6 it began.",
        "Police station staff were kind.",
        "Ask in Teams.",
        "What stops us? In every school we ask.",
        "From Monday on we ring.",
    ],
)
def test_what_names_no_place_is_left_alone(sentence: str) -> None:
    assert words(sentence, FindingKind.PLACE) == []


def test_the_partnership_and_its_agencies_are_no_place_that_gives_anybody_away() -> None:
    sentence = "Workers in Ashford and at Ashford Council rang."
    assert (
        words(
            sentence,
            FindingKind.PLACE,
            "Ashford Safeguarding Children Partnership",
            "Ashford Council",
        )
        == []
    )


@pytest.mark.parametrize(
    "written",
    [
        "Child T",
        "Baby P",
        "Mother A",
        "Sibling 1",
        "Family X",
        "child AB",
        "J.S.",
        "J. S.",
        "JS",
        "Mr Khan",
        "PC Fox",
    ],
)
def test_initials_are_pointed_at(written: str) -> None:
    assert words(f"We had heard that {written} was there.", FindingKind.INITIALS) == [written]


@pytest.mark.parametrize(
    "sentence", ["The GP rang.", "Plan B was used.", "I rang.", "A U.K. law.", "Vitamin D helps."]
)
def test_capitals_that_stand_for_nobody_are_left_alone(sentence: str) -> None:
    assert words(sentence, FindingKind.INITIALS) == []


@pytest.mark.parametrize(
    "trait",
    [
        "twins",
        "deaf",
        "Down’s syndrome",
        "cystic fibrosis",
        "Jehovah's Witness",
        "the only",
        "farmer",
        "bite marks",
        "Yiddish",
        "house fire",
        "twin-brother",
    ],
)
def test_a_rare_trait_is_pointed_at_with_the_reason_of_its_own_sort(trait: str) -> None:
    [one] = [one for one in found(f"We heard of {trait} there.") if one.kind is FindingKind.TRAIT]
    assert one.words == trait
    assert one.why in {group.why for group in release_words().groups}


def test_every_finding_says_where_it_stands_and_why_it_matters() -> None:
    [one] = found("Long before that, a girl of nine had told her teacher what happened at home.")
    assert (one.heading, one.words) == ("What happened", "girl of nine")
    assert one.before.endswith("before that, a ")
    assert one.after.startswith(" had told")
    assert "identify a child" in one.why


def test_the_title_and_the_names_of_links_are_looked_at_too() -> None:
    link = {"title": "The review of Child K", "address": "https://example.org"}
    said = check(a_briefing("Nothing.", title="A boy aged 7", links=(link,)), release_words())
    assert [(one.heading, one.words) for one in said] == [
        ("Title", "aged 7"),
        ("Read more", "Child K"),
    ]


def test_plain_advice_is_left_alone() -> None:
    advice = (
        "Ask who lives in the home, at every visit, and write it down. "
        "If you disagree, say so the same day."
    )
    assert found(advice) == []


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_it_never_fails_and_every_finding_lies_in_its_text(text: str) -> None:
    briefing = a_briefing(text)
    read = dict(texts(briefing))
    for one in check(briefing, release_words(), ("Ashford",)):
        assert read[one.heading][one.start : one.end] == one.words
        assert one.words.strip() == one.words != ""


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_findings_come_in_the_order_of_the_text_and_none_lies_within_another(text: str) -> None:
    ends = [one.end for one in found(text)]
    assert ends == sorted(set(ends))
