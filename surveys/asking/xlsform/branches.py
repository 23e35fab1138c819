"""From the conditions of a row and the groups around it to the one branch that a question can have.

A branch looks at one earlier question. What it cannot hold is left out, and said: people are then
asked who would not have been.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

from surveys.asking.question import Branch
from surveys.asking.xlsform.conditions import (
    Condition,
    Together,
    Unheld,
    codes_in,
    holds,
    names_in,
    parts_of,
    read_condition,
)

_MOST_CODES = 8  # that a condition on several choices may name: every set of them is tried


@dataclass(frozen=True, slots=True)
class Answerable:
    """An earlier question that a condition may look at."""

    id: str
    codes: Mapping[str, str]  # ours by theirs
    several: bool
    branch: Branch | None = None


@dataclass(slots=True)
class HeldBranch:
    """The branch that holds of all conditions what it can, and what is said of the rest."""

    branch: Branch | None = None
    left_out: list[str] = field(default_factory=list[str])


def branch_of(texts: Iterable[str], earlier: Mapping[str, Answerable]) -> HeldBranch:
    """One branch for conditions that must all hold; `earlier` are the questions by their names."""
    found = HeldBranch()
    by_name: dict[str, list[Condition]] = {}
    for text in texts:
        for part in _parts(text, found):
            names = names_in(part)
            if len(names) > 1:
                found.left_out.append(_either(names))
            elif not names <= earlier.keys():
                (name,) = names
                found.left_out.append(f"the one on “{name}”, which is not a choice asked before")
            else:
                by_name.setdefault(next(iter(names)), []).append(part)
    _hold(by_name, earlier, found)
    return found


def _parts(text: str, found: HeldBranch) -> Sequence[Condition]:
    try:
        return parts_of(read_condition(text))
    except Unheld as why:
        found.left_out.append(f"“{text[:80]}”: {why}")
        return ()


def _either(names: Iterable[str]) -> str:
    return f"the one that is about {' or '.join(f'“{name}”' for name in sorted(names))}"


def _hold(
    by_name: Mapping[str, Sequence[Condition]],
    earlier: Mapping[str, Answerable],
    found: HeldBranch,
) -> None:
    """Hold the condition on the latest question; one on another only where that one implies it."""
    held: dict[str, Branch] = {}
    for name, parts in by_name.items():
        asked = earlier[name]
        try:
            branch = _branch(Together(tuple(parts), every=True), name, asked)
        except Unheld as why:
            found.left_out.append(f"the one on “{name}”: {why}")
            continue
        if branch is not None:
            held[name] = branch
    if not held:
        return
    places = list(earlier)
    latest = max(held, key=places.index)
    found.branch = held.pop(latest)
    by_id = {asked.id: asked for asked in earlier.values()}
    for name, branch in held.items():
        if not _implied(branch, found.branch, by_id):
            found.left_out.append(f"the one on “{name}”: only that on “{latest}” is kept")


def _branch(condition: Condition, name: str, asked: Answerable) -> Branch | None:
    """The branch that opens just where the condition holds; None where it always does."""
    codes = list(asked.codes)
    sets = _sets(condition, asked) if asked.several else [frozenset({code}) for code in codes]
    blank = holds(condition, {name: frozenset()})
    opens = {chosen: holds(condition, {name: chosen}) for chosen in sets}
    if blank and all(opens.values()):
        return None
    tried = [code for code in codes if frozenset({code}) in opens]
    wanted = [code for code in tried if opens[frozenset({code})]]
    barred = [code for code in tried if not any(o for c, o in opens.items() if code in c)]
    for any_of, not_any_of in (([], barred), (wanted, []), (wanted, barred)):
        if (any_of or not_any_of) and _opens_alike(opens, blank, set(any_of), set(not_any_of)):
            return Branch(
                question=asked.id,
                any_of=_ours(any_of, condition, asked),
                not_any_of=_ours(not_any_of, condition, asked),
            )
    raise Unheld("a branch cannot say this")


def _ours(codes: Sequence[str], condition: Condition, asked: Answerable) -> tuple[str, ...]:
    """Our codes; a code that the condition does not name speaks for all of these."""
    named = codes_in(condition)
    others = any(code not in named for code in codes)
    return tuple(
        ours
        for code, ours in asked.codes.items()
        if code in codes or (others and code not in named)
    )


def _sets(condition: Condition, asked: Answerable) -> list[frozenset[str]]:
    """The sets of choices that tell a condition on several choices from any other."""
    named = [code for code in asked.codes if code in codes_in(condition)]
    if len(named) > _MOST_CODES:
        raise Unheld("it names too many choices")
    others = [code for code in asked.codes if code not in named][:1]  # all of these are alike
    tried = [*named, *others]
    sizes = (combinations(tried, size) for size in range(1, len(tried) + 1))
    return [frozenset(chosen) for chosen in chain.from_iterable(sizes)]


def _opens_alike(
    opens: Mapping[frozenset[str], bool], blank: bool, any_of: set[str], not_any_of: set[str]
) -> bool:
    def is_open(chosen: frozenset[str]) -> bool:
        return (not any_of or bool(chosen & any_of)) and not chosen & not_any_of

    return is_open(frozenset()) == blank and all(is_open(c) == o for c, o in opens.items())


def _implied(branch: Branch, by: Branch, asked: Mapping[str, Answerable]) -> bool:
    """Say whether a branch holds wherever another question was asked at all."""
    around = asked[by.question].branch if by.question else None
    while around is not None and around.question is not None:
        if around.question == branch.question:
            wanted = not branch.any_of or (
                bool(around.any_of) and set(around.any_of) <= set(branch.any_of)
            )
            ruled_out = set(branch.not_any_of)
            barred = ruled_out <= set(around.not_any_of) or (
                bool(around.any_of) and not ruled_out & set(around.any_of)
            )
            return wanted and barred
        around = asked[around.question].branch
    return False
