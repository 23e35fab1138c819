"""Differences of several sources together, by family and over all that are not staff.

One source at two levels is one voice: its differences are averaged before they are combined.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from surveys.impact.version_2.intervals import Difference, combined
from surveys.impact.version_2.sources.evaluation import SourceEvaluation, Voice
from surveys.impact.version_2.sources.families import Family


@dataclass(frozen=True, slots=True)
class FamilyDifference:
    """The inverse-variance mean over the sources of one family."""

    family: Family
    difference: Difference


@dataclass(frozen=True, slots=True)
class JointDifference:
    """The inverse-variance mean over sources that are not staff; None without any."""

    overall: Difference | None
    families: tuple[FamilyDifference, ...]  # staff too


def joint_difference(
    found: Iterable[tuple[SourceEvaluation, Difference | None]],
) -> JointDifference:
    """Return the joint difference of sources, each with one of its differences or None."""
    voices: dict[Family, dict[Voice, list[Difference]]] = defaultdict(lambda: defaultdict(list))
    for source, difference in found:
        if difference is not None:
            voices[source.family][source.voice].append(difference)
    families = {
        family: [_of_one_voice(levels) for levels in voices[family].values()]
        for family in Family
        if family in voices
    }
    others = [one for family in families for one in families[family] if family is not Family.STAFF]
    return JointDifference(
        combined(others) if others else None,
        tuple(FamilyDifference(family, combined(ones)) for family, ones in families.items()),
    )


def _of_one_voice(levels: list[Difference]) -> Difference:
    """Return the mean over levels; the same people spoke, so it is no more certain than each."""
    return Difference(
        fmean(one.value for one in levels),
        (fmean(one.interval[0] for one in levels), fmean(one.interval[1] for one in levels)),
    )
