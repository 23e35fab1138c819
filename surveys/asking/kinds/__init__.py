"""The kinds of question, one module each; to add one, write its module and name it in `KINDS`.

A kind that is missing from the table fails a test, so no question of an unknown kind is asked.
"""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.asking.kinds import (
    agreement,
    before_now,
    matrix,
    ranking,
    scale,
    scenario,
    section,
    several,
    single,
    smileys,
    text,
    written_day,
    written_number,
    yes_no,
)
from surveys.asking.kinds.kind import KindRules, QuestionKind

__all__ = ["KINDS", "KindRules", "QuestionKind"]

KINDS: Mapping[QuestionKind, KindRules] = MappingProxyType(
    {
        QuestionKind.SINGLE: single.RULES,
        QuestionKind.AGREEMENT: agreement.RULES,
        QuestionKind.SCALE: scale.RULES,
        QuestionKind.YES_NO: yes_no.RULES,
        QuestionKind.SEVERAL: several.RULES,
        QuestionKind.BEFORE_NOW: before_now.RULES,
        QuestionKind.SCENARIO: scenario.RULES,
        QuestionKind.TEXT: text.RULES,
        QuestionKind.NUMBER: written_number.RULES,
        QuestionKind.DATE: written_day.RULES,
        QuestionKind.RANKING: ranking.RULES,
        QuestionKind.MATRIX: matrix.RULES,
        QuestionKind.SMILEYS: smileys.RULES,
        QuestionKind.SECTION: section.RULES,
    }
)
