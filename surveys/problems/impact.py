"""Problems of summaries and of what was given out before."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "date-future": Problem("That date is in the future.", "Give today or an earlier date.", 422),
    "date-not-released": Problem(
        "Nothing was given out as at that date.",
        "Choose today, or a date with a summary: {days}.",
        422,
    ),
    "release-meanwhile": Problem(
        "Another summary of this partnership was given out in the same moment.",
        "Nothing was written. Please ask again.",
        409,
    ),
    "release-unknown": Problem(
        "There is no release {number}.", "List them with: release list.", 404
    ),
    "file-not-released": Problem(
        "{file} is not a file as it was given out here: {why}.",
        "See what was given out with: release list.",
        422,
    ),
}
