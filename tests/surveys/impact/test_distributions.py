"""Each function of probability gives what scipy.stats gives, to twelve digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binomtest, t

from surveys.impact.distributions import (
    beta_interval,
    sign_test,
    student_quantile,
    student_two_sided,
    wilson,
)

counts = st.tuples(st.integers(0, 500), st.integers(0, 500))


@given(counts)
def test_the_wilson_interval_is_scipys(given: tuple[int, int]):
    favourable, others = given
    n = max(1, favourable + others)
    theirs = binomtest(favourable, n).proportion_ci(0.95, method="wilson")
    assert wilson(favourable, n) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(counts)
def test_the_sign_test_is_scipys(given: tuple[int, int]):
    improved, worse = given
    theirs = binomtest(improved, improved + worse, 0.5).pvalue if improved + worse else 1.0
    assert sign_test(improved, worse) == pytest.approx(theirs, rel=1e-10)


@given(st.floats(0.5, 5000), st.floats(0.5, 5000))
def test_the_beta_interval_is_scipys(a: float, b: float):
    assert beta_interval(a, b) == pytest.approx(tuple(beta.ppf([0.025, 0.975], a, b)), abs=1e-9)


@given(st.floats(0.5, 0.999), st.floats(1, 500))
def test_the_points_of_students_t_are_scipys(share: float, freedom: float):
    assert student_quantile(share, freedom) == pytest.approx(t.ppf(share, freedom), rel=1e-9)


@given(st.floats(-50, 50), st.floats(1, 500))
def test_what_lies_beyond_a_value_of_students_t_is_scipys(value: float, freedom: float):
    both = 2 * t.sf(abs(value), freedom)
    assert student_two_sided(value, freedom) == pytest.approx(both, rel=1e-9, abs=1e-300)
