"""Problems of who somebody is, and of which partnership or record is meant."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "not-on-roster": Problem(
        "We can't find you on a partnership's list of people.",
        "Ask your safeguarding lead to add you, then type “help”.",
        403,
    ),
    "not-permitted": Problem(
        "Your role does not include this.", "Type “help” to see what you can do here.", 403
    ),
    "not-found": Problem(
        "We could not find that.",
        "It may have been removed, or belong to another partnership.",
        404,
    ),
    "out-of-date": Problem(
        "This card is out of date.", "Type “help” to start again from what is current.", 409
    ),
    "download-used": Problem(
        "This download has been used or has run out.", "Ask for the summary again in Teams.", 410
    ),
    "words-used": Problem(
        "This page has been used or has run out.",
        "In Teams, type “concerns” and take the concern again.",
        410,
    ),
    "reference-unknown": Problem(
        "There is no {kind} with the reference “{ref}” in {where}.",
        "References are written as they stand in the file that was imported.",
        404,
    ),
    "reference-twice": Problem(
        "“{ref}” stands in more than one partnership: {where}.", "Say which: --partnership.", 409
    ),
    "reference-of-two": Problem(
        "“{ref}” is the reference of an event and of an action.",
        "Write event:{ref} or action:{ref}.",
        409,
    ),
    "partnership-unknown": Problem("There is no partnership “{slug}”.", "There are: {known}.", 404),
    "partnership-needed": Problem(
        "There are several partnerships: {known}.", "Say which: --partnership.", 409
    ),
    "no-lead": Problem(
        "{partnership} has no safeguarding lead.", "Import a person there with the role lead.", 409
    ),
    "not-a-lead": Problem(
        "{email} is not a safeguarding lead of {partnership}.",
        "Name one with --as, or leave it out.",
        403,
    ),
    "nothing-changed": Problem("Nothing was changed.", "With --yes nobody is asked.", 409),
}
