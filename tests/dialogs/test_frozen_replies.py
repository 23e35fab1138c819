import ast

import pytest

from dialogs.replies import Reply, freeze, thaw
from surveys.sending.frozen import Frozen
from tests.architecture.modules import program
from tests.builders.replies import EXAMPLES


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_was_frozen_thaws_as_it_was(name: str) -> None:
    reply = EXAMPLES[name]

    assert thaw(freeze(reply)) == reply


def test_a_reply_without_a_kind_of_its_own_is_refused() -> None:
    with pytest.raises(TypeError, match="Nameless needs a kind of its own"):
        type("Nameless", (Reply,), {"__module__": __name__})


def test_a_kind_that_is_taken_is_refused() -> None:
    taken = {"__module__": __name__, "kind": "Help", "__annotations__": {}}

    with pytest.raises(TypeError, match="Second needs a kind of its own, not 'Help'"):
        type("Second", (Reply,), taken)


def test_a_subclass_does_not_inherit_the_kind_of_its_parent() -> None:
    with pytest.raises(TypeError, match="Child needs a kind of its own"):
        type("Child", (Reply.kinds["Queued"],), {"__module__": __name__})


def test_a_kind_that_nothing_knows_does_not_thaw() -> None:
    with pytest.raises(KeyError):
        thaw(Frozen("NeverHeardOf", "{}"))


# A code in a log or a trace is the name of an error's class, or of an outcome's.
NAMED = frozenset({"type(problem)", "type(error)", "type(outcome)", "cls", "step"})


def test_no_module_stores_the_name_of_a_class() -> None:
    """The name of a class may be a code in a log or a trace, and no wire name."""
    naming = {
        module.path: ast.unparse(node)
        for module in program()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"__name__", "__qualname__"}
        and ast.unparse(node.value) not in NAMED
        and "exc_info" not in ast.unparse(node.value)
    }

    assert naming == {}
