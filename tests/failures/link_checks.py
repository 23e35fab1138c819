"""What a summary says of answers that are too many, before a lead has looked at them and after."""

from dataclasses import dataclass

from dialogs.asking.check_answers import CheckAnswers, decide, waiting
from dialogs.turn import Turn
from storage.unit import Unit
from surveys.impact.version_1.compose import summarise
from surveys.impact.version_1.model import shipped_model
from surveys.people import Role, Speaker
from tests.builders.apart import swept
from tests.builders.partnership import INSTALLATION
from tests.failures.house import House


@dataclass(frozen=True, slots=True)
class _Said:
    """Whether a summary names the answers, tells leads to look, and lets the source decide."""

    named: bool
    to_look: bool
    decides: bool


def at_once_until_a_lead_looks(home: House) -> int:
    """Return how many answers came at once; fail unless they decide nothing until a lead looks.

    What is swept and decided for this is undone.
    """
    return swept(home.store, lambda unit: _looked_at(unit, home))


def _looked_at(unit: Unit, home: House) -> int:
    lead = unit.people.with_role(home.known.partnership, Role.LEAD)[0]
    turn = Turn(Speaker("t", "a", (lead,)), unit, INSTALLATION)
    before = _said(unit, home)
    [link] = waiting(turn)
    decide(turn, CheckAnswers(wave=link.wave_id, counts=True))
    after = _said(unit, home)
    assert before == _Said(named=True, to_look=True, decides=False), before
    assert after == _Said(named=False, to_look=False, decides=True), after
    return link.check.at_once


def _said(unit: Unit, home: House) -> _Said:
    known, today = home.known, unit.now.date()
    found = unit.evidence.gather(known.partnership, known.action, today)
    summary = summarise(found, shipped_model(), today)
    sources = [
        source.sufficient
        for outcome in summary.outcomes
        for level in outcome.levels
        for source in level.sources
    ]
    missing = [gap for outcome in summary.outcomes for gap in outcome.missing]
    return _Said(
        named=any("more answers came" in caveat for caveat in summary.caveats),
        to_look=any("link check" in gap for gap in missing),
        decides=any(sources),
    )
