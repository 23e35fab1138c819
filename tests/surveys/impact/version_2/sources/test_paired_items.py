import pytest

from surveys.impact.version_2.sources.paired_items import paired_item
from tests.surveys.impact.version_2.builders import basis_of, known, paired

BASIS = basis_of(known())


def test_a_paired_item_has_its_counts_and_a_sign_test():
    found = paired_item(paired(14, 20, 2), BASIS)
    assert (found.linked, found.pairs) == (36, paired(14, 20, 2))
    assert found.p_value == pytest.approx(0.004181, abs=5e-7)  # scipy binomtest(2, 16)


def test_fewer_than_ten_that_changed_are_not_tested():
    found = paired_item(paired(8, 20, 1), BASIS)
    assert (found.linked, found.p_value) == (29, None)


def test_too_few_linked_people_have_no_figure():
    found = paired_item(paired(9, 0, 0), BASIS)
    assert (found.linked, found.pairs, found.p_value) == (None, None, None)
