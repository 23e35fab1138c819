"""The condition of a row becomes the branch that opens for the same answers, or is said."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.asking.question import Branch
from surveys.asking.xlsform.branches import Answerable, branch_of
from surveys.asking.xlsform.conditions import holds, read_condition

CODES = {"a": "a", "b": "b", "C": "c"}
ONE = Answerable("one", CODES, several=False)
INNER = Answerable("inner", CODES, False, Branch(question="one", any_of=("a",)))
EARLIER = {"One": ONE, "many": Answerable("many", CODES, several=True), "inner": INNER}


@pytest.mark.parametrize(
    ("relevant", "any_of", "not_any_of"),
    [
        ("${One} = 'a'", "a", ""),
        ("${One}='a' or ${One}=\"b\"", "a b", ""),
        ("'a' = ${One}", "a", ""),
        ("selected(${One}, 'C')", "c", ""),
        ("${One} != 'a'", "", "a"),
        ("not(${One} = 'a' or ${One} = 'b')", "", "a b"),
        ("${One} != 'a' and ${One} != ''", "b c", ""),
        ("${One} != ''", "a b c", ""),
        ("../group/One = ‘a’", "a", ""),
    ],
)
def test_a_condition_on_one_choice_is_a_branch(relevant: str, any_of: str, not_any_of: str) -> None:
    found = branch_of([relevant], EARLIER)
    assert found.left_out == []
    assert found.branch == Branch(
        question="one", any_of=tuple(any_of.split()), not_any_of=tuple(not_any_of.split())
    )


@pytest.mark.parametrize(
    ("relevant", "any_of", "not_any_of"),
    [
        ("selected(${many}, 'a')", "a", ""),
        ("selected(${many}, 'a') or selected(${many}, 'C')", "a c", ""),
        ("not(selected(${many}, 'a'))", "", "a"),
        ("selected(${many}, 'a') and not(selected(${many}, 'b'))", "a", "b"),
    ],
)
def test_a_condition_on_several_choices_is_a_branch(
    relevant: str, any_of: str, not_any_of: str
) -> None:
    found = branch_of([relevant], EARLIER)
    assert found.branch == Branch(
        question="many", any_of=tuple(any_of.split()), not_any_of=tuple(not_any_of.split())
    )


@pytest.mark.parametrize(
    ("relevant", "says"),
    [
        ("selected(${many}, 'a') and selected(${many}, 'b')", "a branch cannot say this"),
        ("${age} > 5", "it compares with “>”"),
        ("${age} = 5", "“age”, which is not a choice asked before"),
        ("${One} = 'a' or ${many} = 'b'", "“One” or “many”"),
        ("count-selected(${many}) = 2", "it has “count-selected(${many})”"),
        ("${One} = ", "not complete"),
        ("(" * 50 + "${One} = 'a'" + ")" * 50, "nested too deeply"),
        ("${One} = 'a' " * 500, "too long"),
        ("${One} = 'zz'", "a branch cannot say this"),
    ],
)
def test_what_a_branch_cannot_hold_is_said(relevant: str, says: str) -> None:
    found = branch_of([relevant], EARLIER)
    assert found.branch is None
    assert len(found.left_out) == 1
    assert says in found.left_out[0]


def test_a_condition_that_always_holds_is_no_branch() -> None:
    found = branch_of(["${One} = 'a' or ${One} != 'a'"], EARLIER)
    assert (found.branch, found.left_out) == (None, [])


def test_a_condition_that_another_implies_need_not_be_held() -> None:
    found = branch_of(["${One} = 'a' or ${One} = 'b'", "${inner} = 'b'"], EARLIER)
    assert (found.branch, found.left_out) == (Branch(question="inner", any_of=("b",)), [])


def test_of_two_conditions_the_one_on_the_later_question_is_kept() -> None:
    found = branch_of(["${One} = 'b'", "${many} = 'b' or selected(${many}, 'b')"], EARLIER)
    assert found.branch == Branch(question="many", any_of=("b",))
    assert found.left_out == ["the one on “One”: only that on “many” is kept"]


PARTS = [f"${{One}} {sign} '{code}'" for sign in ("=", "!=") for code in ("a", "b", "C", "")]
CONDITIONS = st.recursive(
    st.sampled_from(PARTS),
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not({})".format, inner),
    ),
    max_leaves=6,
)


@given(CONDITIONS)
def test_a_branch_opens_just_where_its_condition_holds(relevant: str) -> None:
    found = branch_of([relevant], EARLIER)
    condition = read_condition(relevant)
    truth = {code: holds(condition, {"One": {code}}) for code in CODES}
    blank = holds(condition, {"One": set()})
    if found.left_out:
        return
    for code, ours in CODES.items():
        assert _opens(found.branch, ours) == truth[code]
    assert _opens(found.branch, None) == blank


def _opens(branch: Branch | None, code: str | None) -> bool:
    if branch is None:
        return True
    return (not branch.any_of or code in branch.any_of) and code not in branch.not_any_of


@given(CONDITIONS)
def test_a_branch_on_several_choices_opens_just_where_its_condition_holds(relevant: str) -> None:
    relevant = relevant.replace("${One} = ''", "not(${many} != '')").replace("One", "many")
    found = branch_of([relevant], EARLIER)
    condition = read_condition(relevant)
    for size in range(4) if not found.left_out else ():
        for chosen in combinations(CODES, size):
            ours = {CODES[code] for code in chosen}
            branch = found.branch or Branch(question="many", not_any_of=())
            wanted = not branch.any_of or bool(ours & set(branch.any_of))
            is_open = wanted and not ours & set(branch.not_any_of)
            assert is_open == holds(condition, {"many": frozenset(chosen)})


@given(st.text(max_size=60))
def test_any_text_is_a_condition_or_is_said(text: str) -> None:
    found = branch_of([text], EARLIER)
    assert found.branch is None
    assert found.left_out
