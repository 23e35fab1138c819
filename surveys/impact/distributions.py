"""The probability functions of the model, from scipy.special, which is loaded when one is needed.

It takes a quarter of a second and 25 MB, and this module is imported by all that only names the
parts of a summary. scipy.stats offers the same under friendlier names but takes more than a second
to load; tests compare each function with it.
"""

from functools import cache, lru_cache
from math import sqrt
from typing import Any

CONFIDENCE = 0.95
_TAIL = (1 - CONFIDENCE) / 2


@cache
def _special() -> Any:
    from scipy import special  # noqa: PLC0415 - slow to load  # pyright: ignore[reportMissingTypeStubs]

    return special


@lru_cache
def normal_quantile(confidence: float) -> float:
    """Return how many standard deviations either way hold this share, 0-1, of a normal curve."""
    return float(_special().ndtri((1 + confidence) / 2))


def wilson(favourable: float, n: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the Wilson interval of `favourable` of `n`, which is above 0; 95 % unless given.

    Neither need be whole, as where a design effect divides both. Brown, Cai and DasGupta 2001.
    """
    z = normal_quantile(confidence)
    share, square = favourable / n, z**2
    centre = (share + square / (2 * n)) / (1 + square / n)
    half = z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return (
        0.0 if favourable == 0 else max(0.0, centre - half),
        1.0 if favourable == n else min(1.0, centre + half),
    )


def sign_test(improved: int, worse: int) -> float:
    """Return the exact two-sided p-value of a sign test, with both changes equally likely."""
    return min(1.0, 2 * float(_special().bdtr(min(improved, worse), improved + worse, 0.5)))


def beta_interval(a: float, b: float) -> tuple[float, float]:
    """Return the 2.5 and 97.5 % points of the distribution Beta(a, b); both are above 0."""
    return float(_special().betaincinv(a, b, _TAIL)), float(_special().betaincinv(a, b, 1 - _TAIL))


def student_quantile(share: float, freedom: float) -> float:
    """Return the point of Student's t below which `share` (0-1) lies; `freedom` is above 0."""
    return float(_special().stdtrit(freedom, share))


def student_two_sided(t: float, freedom: float) -> float:
    """Return how probable a value of Student's t at least as far from 0 is."""
    return 2 * float(_special().stdtr(freedom, -abs(t)))
