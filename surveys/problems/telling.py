"""Problems of briefings: drafts, sign-off, approval, and the links inside them."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "embargoed": Problem(
        "This briefing may not go out before {until}.",
        "Send it then, or change the date in its file.",
        409,
    ),
    "briefing-draft": Problem(
        "This briefing is still a draft.",
        "Whoever writes it makes it ready: in Teams, type “briefings”.",
        409,
    ),
    "approval-needed": Problem(
        "No second person has approved this version.",
        "Somebody who did not write it can: in Teams, type “briefings”.",
        409,
    ),
    "word-needed": Problem(
        "Nobody has given their word yet that nobody can be recognised from this version.",
        "Check the text and give it: in Teams, type “briefings”.",
        409,
    ),
    "text-changed": Problem(
        "The text has changed since you looked.", "Read it again, then go on.", 409
    ),
    "own-words": Problem(
        "Nobody approves what they have written.", "Ask somebody else who may approve it.", 403
    ),
    "author-unknown": Problem(
        "It is not known who wrote this version, so nobody can be the second person.",
        "Import its file again and say who: --as EMAIL.",
        409,
    ),
    "reference-taken": Problem(
        "There is a briefing “{ref}” already.", "Choose another reference.", 409
    ),
    "reference-unusable": Problem(
        "“{ref}” cannot be a reference.", "Write 1 to 60 characters in one line.", 422
    ),
    "may-not": Problem(
        "{email} may not {what} briefings of {partnership}.",
        "Name somebody with one of these roles: {roles}.",
        403,
    ),
    "link-unknown": Problem(
        "This link leads nowhere: it is not one of ours, or a part of it is missing.",
        "Open the briefing in Teams and tap the link there.",
        404,
    ),
    "link-gone": Problem(
        "The briefing no longer has this link.",
        "Open the briefing in Teams to see what it says now.",
        410,
    ),
    "link-not-now": Problem(
        "We cannot open this link just now.",
        "Please try again in a few minutes: where it leads stands in our records, which cannot be read at the moment.",
        503,
    ),
    "briefing-withdrawn": Problem(
        "This briefing has been withdrawn.",
        "Please do not use what it said. Your safeguarding lead can say why.",
        410,
    ),
}
