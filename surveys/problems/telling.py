"""Problems of briefings: drafts, sign-off, approval, and the links inside them."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "embargoed": Problem(
        "This briefing cannot be sent before {until}.",
        "Send it then, or change the date in its file.",
        409,
    ),
    "briefing-draft": Problem(
        "This briefing is still a draft.",
        "Its author or a lead can make it ready: in Teams, type “briefings”.",
        409,
    ),
    "approval-needed": Problem(
        "A second person has not approved this version yet.",
        "An approver or a lead who did not write it can: in Teams, type “briefings”.",
        409,
    ),
    "word-needed": Problem(
        "This version has not been signed off yet.",
        "Re-read the text, check that nobody could be identified, and sign it off: in Teams, "
        "type “briefings”.",
        409,
    ),
    "text-changed": Problem(
        "The text has changed since you looked.", "Read it again, then go on.", 409
    ),
    "own-words": Problem(
        "You cannot approve a briefing you wrote.",
        "Ask another lead or approver to approve it.",
        403,
    ),
    "author-unknown": Problem(
        "We do not know who wrote this version, so no one can be the second person.",
        "Import its file again and say who wrote it: --as EMAIL.",
        409,
    ),
    "reference-taken": Problem(
        "There is already a briefing “{ref}”.", "Choose another reference.", 409
    ),
    "reference-unusable": Problem(
        "“{ref}” cannot be a reference.", "Use 1 to 60 characters in one line.", 422
    ),
    "may-not": Problem(
        "{email} may not {what} briefings of {partnership}.",
        "Name someone with one of these roles: {roles}.",
        403,
    ),
    "link-unknown": Problem(
        "This link does not work. It is not one of ours, or part of it is missing.",
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
        "Please try again in a few minutes. We cannot read our records of where it leads.",
        503,
    ),
    "briefing-withdrawn": Problem(
        "This briefing has been withdrawn.",
        "Please do not use what it said. Your safeguarding lead can say why.",
        410,
    ),
}
