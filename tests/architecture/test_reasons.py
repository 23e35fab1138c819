"""Every reason the code records for a message that did not arrive is in the table of reasons.

They are looked for in the source: everything given as the reason for an outcome, a pause or a
refusal.
"""

import ast
from collections.abc import Iterator

from scheduler.before_sending import OVER
from surveys.sending.email_delivery import EMAIL_REASONS
from surveys.sending.reasons import REASONS
from tests.architecture.modules import program

WHERE = (
    "scheduler/",
    "storage/",
    "bot/teams/",
    "bot/mail/",
    "surveys/sending/changes.py",
    "surveys/sending/email_delivery.py",
)
PLACES = {  # what makes an outcome, and at which place its reason stands
    "Refused": 0,
    "Settled": 2,
    "stop": 2,
    "pause": 1,
}
NAMED = frozenset({"reason", "because", "paused_because", "stop_dispatch"})
TABLES = frozenset(
    {
        "SURVEY_OVER",
        "ANSWERED",
        "OVER",
        "CHAT_SHUT",
        "UNREACHABLE",
        "BOUNCES",
        "BY_LEAD",
        "CANCELLED",
        "WITHDRAWN",
        "NOT_DRAWN",
    }
)
# Not for a message to a person: an upload, or only why something is tried again later.
OTHERS = frozenset({"upload-host-not-allowed", "upload-empty", ""})


def constants(node: ast.AST | None) -> Iterator[str]:
    """Yield the texts that an expression may come to."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from constants(body)
            yield from constants(orelse)
        case ast.BoolOp(values=values) | ast.Tuple(elts=values):
            for one in values:
                yield from constants(one)
        case _:
            return


def written(tree: ast.AST) -> Iterator[str]:
    """Yield the reasons that a module writes down, also those that have a name there first."""
    names = _reason_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and names & _names(node.targets[0]):
            yield from constants(node.value)
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if (
                name != "RetryLater"
            ):
                yield from (text for reason in _reasons_of(node) for text in constants(reason))
            case ast.Dict(keys=keys, values=values):
                named = zip(keys, values, strict=True)
                yield from (
                    text
                    for key, value in named
                    if set(constants(key)) & NAMED
                    for text in constants(value)
                )
            case (
                ast.Assign(targets=[target], value=value)
                | ast.AnnAssign(target=target, value=value)
            ):
                yield from _listed(value) if TABLES & _names(target) else ()
            case _:
                pass


def _names(target: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _reason_names(tree: ast.AST) -> set[str]:
    """Return the local names that are given as reasons."""
    return {
        reason.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
        for reason in _reasons_of(node)
        if isinstance(reason, ast.Name)
    }


def _reasons_of(call: ast.Call) -> Iterator[ast.expr]:
    """Yield what a call is given as a reason."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    place = PLACES.get(name)
    if place is not None and len(call.args) > place:
        yield call.args[place]
    yield from (keyword.value for keyword in call.keywords if keyword.arg in NAMED)


def _listed(value: ast.AST | None) -> Iterator[str]:
    """Yield the codes of a table: what is in it, or its keys where that is no text."""
    if isinstance(value, ast.Dict):
        texts = [text for part in value.values for text in constants(part)]
        yield from texts or [text for part in value.keys for text in constants(part)]
    else:
        yield from constants(value)


def found() -> dict[str, str]:
    """Return every reason in the code, and a file that writes it."""
    looked_at = (module for module in program() if module.path.startswith(WHERE))
    return {text: module.path for module in looked_at for text in written(module.tree)}


def test_every_reason_that_is_written_has_its_words_and_what_to_do() -> None:
    missing = {code: file for code, file in found().items() if code not in REASONS.keys() | OTHERS}
    assert missing == {}


def test_the_search_finds_reasons_of_every_kind() -> None:
    some = {
        "lost_reply",
        "lease_ran_out",
        "opted_out",
        "answered",
        "canary-failed",
        "by-lead",
        "blocked",
        "withdrawn",
    }
    assert some | {"address-refused", "card-not-known", "tries_used_up"} <= found().keys()


def test_the_search_notices_a_reason_that_nobody_has_put_into_words() -> None:
    tree = ast.parse('Settled(claim, State.FAILED, "never-heard-of" if gone else "blocked")')
    assert set(written(tree)) == {"never-heard-of", "blocked"}


def test_the_search_follows_a_reason_through_a_name() -> None:
    tree = ast.parse('why = "on-leave"\nother = "no reason"\nSettled(claim, State.SKIPPED, why)')
    assert set(written(tree)) == {"on-leave"}


def test_every_reason_for_no_e_mail_is_said_of_e_mails_too() -> None:
    mailers = {code for code, file in found().items() if file.startswith("bot/mail/")}
    assert sorted((OVER.keys() | mailers) - EMAIL_REASONS.keys()) == []
