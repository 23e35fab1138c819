"""Paired items: how many of the same people improved, stayed the same, became worse.

Linked pairs only. A test is made only if enough pairs changed; otherwise there are only the counts.
"""

from collections.abc import Iterable

from surveys.impact.distributions import sign_test
from surveys.impact.evidence import PairCounts
from surveys.impact.version_1.model import ImpactModel
from surveys.impact.version_1.summary import Change


def change_of(pairs: PairCounts, model: ImpactModel) -> Change:
    """Return the counts and the test of one paired item, withheld if too few people are linked."""
    linked = pairs.improved + pairs.same + pairs.worse
    shown = linked >= model.minimum_group
    return Change(
        item=pairs.item,
        source=pairs.source,
        retrospective=pairs.retrospective,
        pairs=linked if shown else None,
        improved=pairs.improved if shown else None,
        same=pairs.same if shown else None,
        worse=pairs.worse if shown else None,
        p_value=_p_value(pairs, model) if shown else None,
        suppressed=not shown,
    )


def shows_improvement(pairs: Iterable[PairCounts], model: ImpactModel) -> bool:
    """Return whether some item improved significantly, and none became significantly worse."""
    changes = (change_of(item, model) for item in pairs)
    significant = [change for change in changes if _is_significant(change, model)]
    return bool(significant) and all((c.improved or 0) > (c.worse or 0) for c in significant)


def became_worse(change: Change, model: ImpactModel) -> bool:
    """Return whether significantly more people became worse than improved."""
    return _is_significant(change, model) and (change.worse or 0) > (change.improved or 0)


def _p_value(pairs: PairCounts, model: ImpactModel) -> float | None:
    enough = pairs.improved + pairs.worse >= model.gates.changed_pairs
    return sign_test(pairs.improved, pairs.worse) if enough else None


def _is_significant(change: Change, model: ImpactModel) -> bool:
    return change.p_value is not None and change.p_value < model.gates.significance
