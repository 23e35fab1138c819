"""The starting points that a plan lacks, told as soon as it is imported."""

from collections.abc import Collection, Iterator

from storage.unit import Unit
from surveys.impact.version_2.change_model import shipped_change_model
from surveys.impact.version_2.plan_gaps import starting_point_gaps


def plan_gaps(unit: Unit, actions: Collection[tuple[int, int]]) -> Iterator[str]:
    """Yield a sentence for each gap of these actions (partnership, action), in order."""
    model = shipped_change_model()
    for partnership_id, action_id in sorted(actions):
        evidence = unit.evidence.gather(partnership_id, action_id, unit.today)
        yield from starting_point_gaps(evidence, model, unit.today)
