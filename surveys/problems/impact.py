"""Problems of summaries and of what was given out before."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "date-future": Problem("That date is in the future.", "Give today or an earlier date.", 422),
    "date-not-released": Problem(
        "Nothing was given out as at that date.",
        "Choose today, or a date with a summary: {days}.",
        422,
    ),
}
