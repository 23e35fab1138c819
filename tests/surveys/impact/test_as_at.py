from dataclasses import replace
from datetime import date

from surveys.impact.as_at import fingerprint, keyed_fingerprints, known_at
from surveys.impact.indicator_evidence import WithheldPeriod
from surveys.impact.kinds import AtSource, Source
from tests.surveys.impact.summary.builders import QUOTED
from tests.surveys.impact.version_1.builders import evidence, series, tally

KNOWN = evidence(tally(Source.CHILD, 12, 20), indicators=(series([1.0, 2.0], [3.0]),))
SYMBOLS = (
    WithheldPeriod(date(2025, 7, 1), AtSource.CONFIDENTIAL),
    WithheldPeriod(date(2025, 8, 1), AtSource.LOW_RELIABILITY),
)
WITH_SYMBOLS = replace(KNOWN, indicators=(replace(KNOWN.indicators[0], withheld=SYMBOLS),))


def test_what_was_added_to_the_evidence_since_leaves_earlier_hashes_as_they_were():
    # as it was before periods could be withheld at source
    before = "026c5689dff3441579d6ebd0b947c87b85d7762997d6e63ee61bc8f119952832"
    assert fingerprint(KNOWN) == before
    assert fingerprint(WITH_SYMBOLS) != before


def test_a_symbol_of_a_period_after_the_date_is_not_known_yet():
    [known] = known_at(WITH_SYMBOLS, date(2025, 7, 31)).indicators
    assert known.withheld == SYMBOLS[:1]


def test_words_that_are_taken_back_change_the_fingerprint_and_not_that_of_the_figures() -> None:
    key, without = b"k" * 32, replace(QUOTED, quotes=())
    now, later = keyed_fingerprints(QUOTED, key), keyed_fingerprints(without, key)
    assert QUOTED.quotes
    assert later == (later.inputs, later.inputs)
    assert now.figures == later.figures
    assert now.inputs not in {later.inputs, fingerprint(QUOTED)}
