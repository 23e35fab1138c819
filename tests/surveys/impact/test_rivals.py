from surveys.impact.provenance import RivalWeighed
from surveys.impact.rivals import not_weighed, rivals_in, rivals_weighed_in

RIVALS = ("A new form", "A new form: the regional one")


def test_rivals_are_told_apart_by_semicolons_and_lines() -> None:
    assert rivals_in("A new form; ;two teams merged\n New staff ") == (
        "A new form",
        "two teams merged",
        "New staff",
    )


def test_a_rival_with_a_colon_is_weighed_as_a_whole() -> None:
    text = "a new form : it came later\nA new form: the regional one: not used here"

    assert rivals_weighed_in(text, RIVALS) == (
        RivalWeighed("A new form", "it came later"),
        RivalWeighed("A new form: the regional one", "not used here"),
    )


def test_what_weighs_no_rival_is_found_and_left_out() -> None:
    for text in ("The weather: mild", "A new form", "A new form:", "A new formula: none"):
        assert not_weighed(text, RIVALS) == text
        assert rivals_weighed_in(text, RIVALS) == ()
    assert not_weighed("", RIVALS) is None
