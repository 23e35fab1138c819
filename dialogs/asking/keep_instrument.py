"""Store a questionnaire as a new version, which is asked from then on in every partnership.

A questionnaire is never changed: answers keep to the version to which they were given.
"""

from storage.unit import Unit
from surveys.asking.instrument import Instrument


def keep_instrument(unit: Unit, instrument: Instrument, actor: str) -> bool:
    """Store it and put that on record in every partnership; return whether it was new."""
    new = unit.instruments.add(instrument, unit.now)
    if new:
        for partnership_id, _, _ in unit.people.partnerships():
            subject = f"instrument:{instrument.version}"
            unit.record(partnership_id, actor, "import instrument", subject)
    return new
