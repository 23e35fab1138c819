"""The probability functions of the model, from scipy.special, which loads in a quarter of a second.

scipy.stats offers the same under friendlier names but takes more than a second to load; tests
compare each function with it.
"""

from math import sqrt

from scipy.special import (  # pyright: ignore[reportMissingTypeStubs]
    bdtr,  # pyright: ignore[reportUnknownVariableType]
    betaincinv,  # pyright: ignore[reportUnknownVariableType]
    ndtri,  # pyright: ignore[reportUnknownVariableType]
    stdtr,  # pyright: ignore[reportUnknownVariableType]
    stdtrit,  # pyright: ignore[reportUnknownVariableType]
)

CONFIDENCE = 0.95
_TAIL = (1 - CONFIDENCE) / 2
_Z = float(ndtri(1 - _TAIL))


def wilson(favourable: int, n: int) -> tuple[float, float]:
    """Return the Wilson 95 % interval of `favourable` of `n`; `n` is at least 1.

    Brown, Cai and DasGupta 2001.
    """
    share, square = favourable / n, _Z**2
    centre = (share + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return (
        0.0 if favourable == 0 else max(0.0, centre - half),
        1.0 if favourable == n else min(1.0, centre + half),
    )


def sign_test(improved: int, worse: int) -> float:
    """Return the exact two-sided p-value of a sign test, with both changes equally likely."""
    return min(1.0, 2 * float(bdtr(min(improved, worse), improved + worse, 0.5)))


def beta_interval(a: float, b: float) -> tuple[float, float]:
    """Return the 2.5 and 97.5 % points of the distribution Beta(a, b); both are above 0."""
    return float(betaincinv(a, b, _TAIL)), float(betaincinv(a, b, 1 - _TAIL))


def student_quantile(share: float, freedom: float) -> float:
    """Return the point of Student's t below which `share` (0-1) lies; `freedom` is above 0."""
    return float(stdtrit(freedom, share))


def student_two_sided(t: float, freedom: float) -> float:
    """Return how probable a value of Student's t at least as far from 0 is."""
    return 2 * float(stdtr(freedom, -abs(t)))
