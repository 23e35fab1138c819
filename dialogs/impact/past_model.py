"""Make a summary again under version 1 of the model, as it was given out before version 2.

Everything new uses version 2; this is for a scrutineer who holds a file of version 1.
"""

from datetime import date

from dialogs.impact.give_out import GivenOut, give_out
from dialogs.turn import Installation
from storage.unit import Unit


def made_again(
    unit: Unit, installation: Installation, partnership_id: int, action_id: int, as_at: date
) -> tuple[bytes, GivenOut]:
    """Return the summary of version 1 as JSON, with what it gives out; reads only.

    In the place of its plain hash, from which withheld counts could be tried out, is the keyed one.
    """
    from surveys.impact.version_1.compose import summarise  # noqa: PLC0415 - seldom asked for
    from surveys.impact.version_1.model import shipped_model  # noqa: PLC0415 - as above

    given = give_out(unit, installation, partnership_id, action_id, as_at)
    model = shipped_model().with_minimum_group(installation.minimum_group)
    hashed = {"sha256_of_inputs": given.inputs_fingerprint}
    summary = summarise(given.disclosed.evidence, model, as_at).model_copy(update=hashed)
    return f"{summary.model_dump_json(by_alias=True, indent=2)}\n".encode(), given
