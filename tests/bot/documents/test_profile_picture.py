"""The level profile says in words what it shows, and leaves out what is withheld."""

from matplotlib.figure import Figure

from bot.documents.profile_picture import level_profile
from tests.builders.summary_parts import NO_START, a_level, an_estimate, an_outcome

BARE = {"starting_point": NO_START, "planned_change": None, "difference": None, "direction": None}


def test_the_profile_names_every_source_with_its_interval_and_where_it_started():
    told = level_profile(an_outcome()).alternative
    assert "Practice: score 59 % (48–70 %)" in told
    assert "Multi-agency audit: 47 % (30–64 %), before the start 60 %" in told
    assert "Children and young people: withheld (small numbers)" in told
    assert "Outcome: no score" in told


def test_a_level_of_one_source_says_so_and_has_no_label():
    outcome = an_outcome(levels=[a_level(single_source=True, sources=[an_estimate()])])
    told = level_profile(outcome).alternative
    assert "Practice, one source only: score 59 % (48–70 %)" in told
    assert "ontradicted" not in told


def test_a_source_without_a_starting_point_has_no_mark_before_the_start():
    outcome = an_outcome(levels=[a_level(sources=[an_estimate(**BARE)])])
    assert "before the start" not in level_profile(outcome).alternative
    assert _marks_before(outcome) == []


def test_where_a_source_started_is_marked_on_its_own_line():
    outcome = an_outcome(levels=[a_level(sources=[an_estimate(), an_estimate("child", **BARE)])])
    assert _marks_before(outcome) == [(60.0, 1)]


def test_the_same_figures_give_the_same_picture():
    once, again = level_profile(an_outcome()), level_profile(an_outcome())
    assert (once.svg(), once.png()) == (again.svg(), again.png())


def _marks_before(outcome):
    """Return the place of each mark for a starting point: per cent, and line of the profile."""
    axes = Figure().add_subplot()
    level_profile(outcome).draw(axes)
    marks = [
        line for line in axes.get_lines() if line.get_marker() == "|" and len(line.get_xdata())
    ]
    return [(float(line.get_xdata()[0]), int(line.get_ydata()[0])) for line in marks]
