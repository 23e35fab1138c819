"""Problems of concerns and of reading what people wrote."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "retention-fixed": Problem(
        "“{kind}” is kept for the same time everywhere.", "You can choose for: {chosen}.", 422
    ),
    "retention-days": Problem(
        "“{kind}” can be kept for {least} to {most} days.",
        "Choose a number of days in between.",
        422,
    ),
    "words-used": Problem(
        "This page has been used or has expired.",
        "In Teams, type “concerns” and open the concern again.",
        410,
    ),
    "words-not-yours": Problem(
        "Only the lead who is dealing with this concern can read it.",
        "In Teams, type “concerns”, open it and take it over first.",
        403,
    ),
    "concern-not-now": Problem(
        "“{step}” cannot be recorded now: {state}.",
        "Open the concern again to see what can be done.",
        409,
    ),
    "concern-not-yours": Problem(
        "Another lead is dealing with this concern.", "Take it over first, and say why.", 409
    ),
    "concern-yours": Problem(
        "You are dealing with this concern already.", "Record what you have done.", 409
    ),
    "concern-second-person": Problem(
        "A second lead must close a concern that was red.",
        "Any other lead of the partnership can close it.",
        409,
    ),
    "concern-step-missing": Problem("Please choose what you have done.", "", 422),
    "concern-note-missing": Problem("Please write a reason or a reference.", "", 422),
    "text-read": Problem(
        "Someone has read this text already, or it was taken back.", "Here is the next one.", 409
    ),
    "text-unknown": Problem(
        "There is no text “{text}” to read.",
        "List those that wait with: reading list. Those that may be quoted: reading released.",
        404,
    ),
    "text-unchanged": Problem(
        "The version to quote is empty, too long, or the same as the text.",
        "Change the words that could show who someone is, then choose Redact again.",
        422,
    ),
    "concern-note-long": Problem(
        "That is {count:,} characters, more than the {limit:,} we can keep. It was not saved.",
        "Please shorten it.",
        422,
    ),
}
