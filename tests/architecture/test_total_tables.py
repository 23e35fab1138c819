"""A member added to an enumeration fails here by name in every table that does not know it yet."""

import ast
import re
from collections.abc import Iterator

import pytest

from bot.teams.cards.menu import JOBS
from bot.web.question_inputs import DRAWINGS, LISTED
from dialogs.home import WORDS
from dialogs.table import DIALOGS
from dialogs.typed_words import TYPED, meant_by
from surveys.asking.kinds import KINDS, QuestionKind
from surveys.problems import PROBLEMS
from surveys.sending.reasons import REASONS
from tests.architecture.enumerations import ENUMERATIONS, WITHOUT_A_TABLE, TotalTable, members_of
from tests.architecture.modules import ROOT, Module, program, within
from tests.architecture.test_reasons import found as reasons_written
from tests.architecture.total_tables import TABLES

# A role that a set does not name may do nothing there, which is what a new role should get.
DENIED_UNLESS_NAMED = {"Role"}
KEYED = re.compile(rf"(?:Mapping|dict)\[(?:{'|'.join(ENUMERATIONS)})\b")
# Why a message waits or was never queued; the search is for what ended one.
REASONS_WRITTEN_ELSEWHERE = {"away", "asked_too_often", "mail-unreachable", "notify-429"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.of} in {table.where}")
def test_a_table_has_an_entry_for_every_member(table: TotalTable) -> None:
    missing, unknown = sorted(table.missing()), sorted(table.unknown())

    assert not missing, f"{table.where} has nothing for the {table.of} {', '.join(missing)}"
    assert not unknown, f"{table.where} names what is no {table.of}: {', '.join(unknown)}"


@pytest.mark.parametrize("name", ENUMERATIONS)
def test_an_enumeration_has_a_table(name: str) -> None:
    assert members_of(name)
    assert name in {table.of for table in TABLES}


def test_every_enumeration_of_the_program_is_held_to_its_tables() -> None:
    found = {name for module in program() for name in _enumerations(module)}

    unlisted = sorted(found - ENUMERATIONS.keys() - WITHOUT_A_TABLE.keys())
    assert not unlisted, f"no table is named for {', '.join(unlisted)}"
    assert sorted(WITHOUT_A_TABLE.keys() - found) == []


def test_every_table_over_an_enumeration_is_held_to_it() -> None:
    held = {table.where for table in TABLES}
    found = {where for module in program() for where in _tables(module)}

    unlisted = sorted(found - held)
    assert not unlisted, f"not in TABLES: {', '.join(unlisted)}"


def test_every_kind_of_question_has_a_macro_that_draws_it_and_no_macro_is_left_over() -> None:
    template = (ROOT / "bot" / "web" / "templates" / "questions.html").read_text(encoding="utf-8")
    drawn = re.search(r"set draw = \{(.*)\}", template)

    assert drawn
    assert {drawing.macro for drawing in (*DRAWINGS.values(), LISTED)} == set(
        re.findall(r'"(\w+)":', drawn[1])
    )


def test_a_kind_of_question_says_all_that_is_asked_of_it() -> None:
    for kind in QuestionKind:
        rules = KINDS[kind]
        assert rules.offers_choices or not (rules.needs_choices or rules.standard_choices)
        assert not (rules.is_text and (rules.shows_change or rules.may_be_paired))


def test_nothing_compares_a_kind_of_question() -> None:
    compared = [
        f"{module.path}:{node.lineno}"
        for module in program()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Compare | ast.MatchValue) and "QuestionKind." in ast.unparse(node)
    ]

    assert compared == []


def test_every_problem_is_raised_somewhere() -> None:
    texts = {
        constant.value
        for module in program()
        if not module.path.startswith("surveys/problems/")
        for constant in module.strings()
    }

    unused = sorted(PROBLEMS.keys() - texts)
    assert not unused, f"nothing raises {', '.join(unused)}"


def test_every_refusal_names_a_problem() -> None:
    named = {code for module in program() for code in _refusals(module)}

    assert sorted(named - PROBLEMS.keys()) == []


def test_every_reason_with_words_is_written_somewhere() -> None:
    unused = sorted(REASONS.keys() - reasons_written().keys() - REASONS_WRITTEN_ELSEWHERE)
    assert not unused, f"nothing is ever left with the reason {', '.join(unused)}"


def test_every_verb_that_can_be_typed_is_a_dialog_and_every_word_of_help_is_one() -> None:
    words = {word.replace(" ", "-") for word, *_ in WORDS}

    assert sorted(TYPED - DIALOGS.keys()) == []
    assert words | {"help", "start"} == TYPED  # what leads to these words, and what “stop” names


def test_help_lists_a_word_for_those_who_may_use_it_and_no_one_else() -> None:
    said = {word: roles for word, _, roles in WORDS}
    may = {word: DIALOGS[word.replace(" ", "-")].roles for word in said}

    assert said == may


def test_a_word_for_everyone_takes_no_button_from_a_leads_home_card() -> None:
    roles_of = {word: roles for word, _, roles in WORDS}

    assert all(roles_of[job] for job in JOBS)


def test_every_verb_is_typed_or_on_a_card() -> None:
    drawn = {
        str(constant.value)
        for module in within("bot/teams", "dialogs")
        if module.path != "dialogs/table.py"
        for constant in module.strings()
    }

    nowhere = sorted(DIALOGS.keys() - TYPED - drawn)
    assert not nowhere, f"no card and no typed word leads to {', '.join(nowhere)}"
    assert all(meant_by(verb).verb == verb for verb in TYPED)


def _enumerations(module: Module) -> Iterator[str]:
    """Yield the names of the StrEnums and of the Literals that a module defines."""
    for node in module.tree.body:
        match node:
            case ast.ClassDef(name=name, bases=[ast.Name(id=base), *_]) if base.endswith("Enum"):
                yield name
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Subscript(value=ast.Name(id="Literal"))
            ):
                yield name
            case _:
                pass


def _tables(module: Module) -> Iterator[str]:
    """Yield `module:NAME` for each table of a module that is keyed by an enumeration."""
    for node in module.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _has_members(
                value
            ) or _chooses_members(value):
                yield f"{module_name(module)}:{name}"
            case ast.AnnAssign(
                target=ast.Name(id=name), annotation=typed, value=ast.expr() as value
            ):
                if _has_members(value) or KEYED.match(ast.unparse(typed)):
                    yield f"{module_name(module)}:{name}"
            case _:
                pass


def _has_members(value: ast.expr) -> bool:
    found = next((node for node in ast.walk(value) if isinstance(node, ast.Dict)), None)
    keys = found.keys if found else []
    return bool(keys) and all(
        isinstance(key, ast.Attribute)
        and isinstance(key.value, ast.Name)
        and key.value.id in ENUMERATIONS
        for key in keys
    )


def _chooses_members(value: ast.expr) -> bool:
    """Say whether a value is some members of an enumeration: a new one is in it, or left out."""
    match value:
        case ast.Call(func=ast.Name(id="frozenset"), args=[ast.Set(elts=chosen)]):
            pass
        case ast.Set(elts=chosen) | ast.Tuple(elts=chosen):
            pass
        case _:
            return False
    plain = [one for one in chosen if not isinstance(one, ast.Starred)]
    return bool(plain) and all(
        isinstance(one, ast.Attribute)
        and isinstance(one.value, ast.Name)
        and one.value.id in ENUMERATIONS.keys() - DENIED_UNLESS_NAMED
        for one in plain
    )


def module_name(module: Module) -> str:
    """Return the name under which a module is imported."""
    return module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _refusals(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        match node:
            case ast.Call(func=ast.Name(id="Refusal"), args=[ast.Constant(value=str(code)), *_]):
                yield code
            case _:
                pass
