"""Make a summary again under version 1 of the model, as it was given out before version 2.

Everything new uses version 2; this is for a scrutineer who holds a file of version 1.
"""

from datetime import date

from dialogs.impact.request_summary import refuse_future
from dialogs.turn import Installation
from storage.unit import Unit


def made_again(
    unit: Unit, installation: Installation, partnership_id: int, action_id: int, as_at: date
) -> bytes:
    """Return the summary of version 1 as JSON; reads only. Refuses a day that has not come."""
    refuse_future(unit, as_at)
    from surveys.impact.version_1.compose import summarise  # noqa: PLC0415 - scipy is slow to load
    from surveys.impact.version_1.model import shipped_model  # noqa: PLC0415 - as above

    model = shipped_model().with_minimum_group(installation.minimum_group)
    evidence = unit.evidence.gather(partnership_id, action_id, as_at)
    summary = summarise(evidence, model, as_at)
    return f"{summary.model_dump_json(by_alias=True, indent=2)}\n".encode()
