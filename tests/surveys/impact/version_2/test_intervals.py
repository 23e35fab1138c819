import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.impact.distributions import sign_test, wilson
from surveys.impact.version_2.intervals import Difference, Proportion, combined, newcombe, paired


@pytest.mark.parametrize(
    ("favourable", "n", "interval"),
    [
        (0, 5, (0.0, 0.4345)),
        (5, 5, (0.5655, 1.0)),
        (3, 4, (0.3006, 0.9544)),
        (10, 14, (0.4535, 0.8828)),
        (40, 100, (0.3094, 0.4980)),
    ],
)
def test_wilsons_interval_has_the_check_values_of_the_specification(
    favourable: int, n: int, interval: tuple[float, float]
):
    assert wilson(favourable, n) == pytest.approx(interval, abs=5e-5)


# The first two are of the specification, the rest from statsmodels 0.14,
# confint_proportions_2indep(..., method="newcomb"), also at alpha = .05 / 3.
NEWCOMBE = [
    ((16, 35), (9, 36), (-0.0144, 0.4035), (-0.0614, 0.4397)),
    ((56, 70), (48, 80), (0.0524, 0.3339), (0.0192, 0.3608)),
    ((40, 40), (0, 40), (0.8761, 1.0), (0.8228, 1.0)),
    ((10, 10), (5, 20), (0.3967, 0.8881), (0.2980, 0.9061)),
    ((0, 10), (0, 12), (-0.2425, 0.2775), (-0.3232, 0.3643)),
    ((18, 24), (15, 40), (0.1230, 0.5608), (0.0669, 0.5903)),
    ((30, 60), (45, 60), (-0.4035, -0.0768), (-0.4329, -0.0385)),
]


def share(favourable: int, n: int) -> Proportion:
    return Proportion(favourable / n, n)


@pytest.mark.parametrize(("now", "before", "interval", "of_three"), NEWCOMBE)
def test_newcombes_interval_agrees_with_another_program(
    now: tuple[int, int],
    before: tuple[int, int],
    interval: tuple[float, float],
    of_three: tuple[float, float],
):
    pair = share(*now), share(*before)
    assert newcombe(*pair) == pytest.approx(interval, abs=5e-5)
    assert newcombe(*pair, 1 - 0.05 / 3) == pytest.approx(of_three, abs=5e-5)


def test_fewer_independent_answers_widen_the_interval():
    low, high = newcombe(Proportion(0.8, 70), Proportion(0.6, 80))
    wide_low, wide_high = newcombe(Proportion(0.8, 35), Proportion(0.6, 80))
    assert wide_low < low < high < wide_high


@pytest.mark.parametrize(
    ("favourable", "n", "high"), [(9, 36, 0.35201), (12, 40, 0.39924), (48, 80, 0.66750)]
)
def test_the_upper_end_at_80_percent_agrees_with_another_program(
    favourable: int, n: int, high: float
):
    assert wilson(favourable, n, 0.80)[1] == pytest.approx(high, abs=5e-6)


# Clopper and Pearson's interval of those who improved, from statsmodels (method="beta").
@pytest.mark.parametrize(
    ("improved", "worse", "low", "high"),
    [(14, 2, 0.616524, 0.984486), (10, 0, 0.691503, 1.0), (3, 9, 0.054861, 0.571858)],
)
def test_pairs_differ_by_who_improved_less_who_became_worse(
    improved: int, worse: int, low: float, high: float
):
    changed = improved + worse
    found = paired(improved, changed, worse)  # as many stayed the same as changed
    assert found.value == pytest.approx((improved - worse) / (2 * changed))
    assert found.interval == pytest.approx((low - 0.5, high - 0.5), abs=5e-6)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_the_interval_of_pairs_leaves_out_0_exactly_where_the_sign_test_is_significant(
    improved: int, same: int, worse: int
):
    if improved + worse:
        low, high = paired(improved, same, worse).interval
        assert (low > 0 or high < 0) == (sign_test(improved, worse) < 0.05)


def test_differences_are_combined_by_their_precision():
    sure, unsure = Difference(0.1, (0.0, 0.2)), Difference(0.4, (0.0, 0.8))
    found = combined([sure, unsure])
    assert found.value == pytest.approx((16 * 0.1 + 0.4) / 17)  # sixteen times as precise
    assert found.interval[1] - found.value == pytest.approx(0.1 * (16 / 17) ** 0.5)


def test_one_difference_alone_is_combined_into_itself():
    found = combined([Difference(0.1, (0.0, 0.2))])
    assert (found.value, *found.interval) == pytest.approx((0.1, 0.0, 0.2))


@given(st.integers(1, 200), st.data(), st.integers(1, 200), st.sampled_from([0.8, 0.95, 0.9999]))
def test_newcombes_interval_holds_the_difference_and_lies_on_the_scale(
    n: int, data: st.DataObject, n_before: int, confidence: float
):
    now = share(data.draw(st.integers(0, n)), n)
    before = share(data.draw(st.integers(0, n_before)), n_before)
    low, high = newcombe(now, before, confidence)
    difference = now.share - before.share
    assert -1 - 1e-9 <= low <= difference <= high <= 1 + 1e-9
