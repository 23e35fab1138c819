"""Charts say in words what they show, and leave out what is withheld."""

import pytest

from bot.documents.pictures import indicator_chart, level_profile
from tests.builders.summaries import MARKUP
from tests.builders.summary_parts import an_indicator, an_outcome


def test_the_profile_names_every_source_with_its_interval():
    told = level_profile(an_outcome()).alternative
    assert "Practice, contradicted: score 59 % (48–70 %)" in told
    assert "Multi-agency audit: 47 % (30–64 %)" in told
    assert "Children and young people: withheld (small numbers)" in told


def test_the_chart_of_an_indicator_tells_its_mean_limits_and_signals():
    told = indicator_chart(an_indicator()).alternative
    assert "18 points from 1 October 2024 to 1 March 2026, mean 0.414, limits 0.33 to 0.5" in told
    assert "outside the upper limit" in told


@pytest.mark.parametrize(
    "facts",
    [{"points": []}, {"limits": None, "centre": None, "baseline_points": 0}, {"title": MARKUP}],
)
def test_an_indicator_with_little_in_it_is_still_drawn(facts):
    assert indicator_chart(an_indicator(**facts)).svg().rstrip().endswith("</svg>")


def test_the_same_figures_give_the_same_picture():
    once, again = level_profile(an_outcome()), level_profile(an_outcome())
    assert (once.svg(), once.png()) == (again.svg(), again.png())
