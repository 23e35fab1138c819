"""The questionnaire that is meant by a code: its newest version, which is the one that is asked."""

from storage.unit import Unit
from surveys.asking.instrument import Instrument
from surveys.problems import Refusal


def instrument_named(unit: Unit, code: str) -> Instrument:
    """Return the newest version of a questionnaire; refuses `instrument-unknown`."""
    found = unit.instruments.latest(code)
    if found is None:
        known = ", ".join(instrument.code for instrument in unit.instruments.all_latest())
        raise Refusal("instrument-unknown", instrument=code, known=known or "none yet: run migrate")
    return found
